// The Jobs of the uploads, by the program's own component.
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const checkout = config.require("checkout");
const { Uploads } = (await import(
  `${checkout}/components/uploads/uploads.ts`
)) as typeof import("../../../../components/uploads/uploads.ts");
const { uploads } = (await import(
  `${checkout}/config/uploads.ts`
)) as typeof import("../../../../config/uploads.ts");
const { platformInput } = (await import(
  `${checkout}/test/support/platform.ts`
)) as typeof import("../../../support/platform.ts");

const kubernetes = new Provider("cluster", { kubeconfig: config.require("kubeconfig") });
const namespace = new Namespace(
  "namespace",
  { metadata: { name: "uploads" } },
  { provider: kubernetes, retainOnDelete: true },
);
const settings = uploads.parse(config.requireObject("uploads"));
const tag = config.get("tag");
new Uploads(
  "uploads",
  {
    settings,
    input: {
      ...platformInput,
      images: { ...platformInput.images, tags: tag === undefined ? {} : { "paas3-buildpack-toolkit": tag } },
      pullSecrets: [],
      authorities: undefined,
    },
    bkrepo: {
      endpoint: "http://bkrepo.example.com",
      project: "bkpaas",
      platform: { user: "bkpaas3", password: pulumi.secret("S3cretOfBkrepo") },
    },
    present: { sentryDsn: false, sentinelPassword: false },
    namespace: namespace.metadata.name,
    keys: { encryption: pulumi.secret("key") },
    after: namespace,
  },
  { providers: [kubernetes] },
);
