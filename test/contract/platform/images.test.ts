// Nothing escapes the rewriter: what helm renders names images of the configured places only, and all that are listed.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { bkServicesValues } from "../../../components/platform/bk-services/values.ts";
import { atOnce } from "../../../components/platform/bkpaas3/input.ts";
import { bkpaas3Values } from "../../../components/platform/bkpaas3/values.ts";
import { paasStackValues } from "../../../components/platform/paas-stack/values.ts";
import { type ImageSettings, imageOf, referenceOf } from "../../../config/images.ts";
import { imagesInUse } from "../../../config/images/in-use.ts";
import { BKPAAS3, bkpaas3Input, bkpaas3Secrets } from "../../support/bkpaas3.ts";
import { type Section, settingsWith } from "../../support/configuration.ts";
import { imagesIn } from "../../support/images-in.ts";
import { platformInput, secretOf } from "../../support/platform.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { render } from "../support/render.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

/** A mirror with a place of its own for each kind, one tag of its own and one image that is pinned. */
const images: ImageSettings = {
  registry: "mirror.example.com:5000/platform",
  publicRegistry: "mirror.example.com:5000/public",
  storeRegistry: "mirror.example.com:5000/stores",
  thirdPartyRegistry: "mirror.example.com:5000/others",
  tags: { "paas3-webfe": "9.9" },
  digests: { "paas3-apiserver": DIGEST },
};
/** Their images are in no chart. */
const uploads = { runtimes: "off", devops: "off" };
const present = { sentryDsn: true, sentinelPassword: true };

/** The references that `make images` lists, in order of the alphabet. */
function listed(platform: Section): string[] {
  const settings = settingsWith({ platform, uploads });
  return imagesInUse(settings)
    .map((name) => referenceOf(imageOf(images, name)))
    .sort();
}

/** The references in rendered manifests, each once, in order of the alphabet. */
function referencesIn(...manifests: readonly string[]): string[] {
  const found = manifests.flatMap(imagesIn);
  return [...new Set(found.map(({ reference }) => reference))].sort();
}

function own(chart: string): string {
  return path.join(CHECKOUT, "charts", chart);
}

test("our charts pull what is listed, from the configured places", async () => {
  const input = { ...platformInput, images };
  const paasStack = paasStackValues(
    input,
    { apiserver: secretOf("apiserver"), workloads: secretOf("workloads") },
    { bkrepo: secretOf("bkrepo"), present, digest: "digest" },
  );
  const bkServices = bkServicesValues(
    input,
    {
      svcMysql: secretOf("svc-mysql"),
      svcBkrepo: secretOf("svc-bkrepo"),
      svcRabbitmq: secretOf("svc-rabbitmq"),
    },
    { mysqlPlan: secretOf("mysql-plan"), bkrepoPlan: secretOf("bkrepo-plan"), digest: "digest" },
  );
  const [stack, services] = await Promise.all([
    render(own("paas-stack"), paasStack),
    render(own("bk-services"), bkServices),
  ]);
  assert.deepEqual(referencesIn(stack.text, services.text), listed({}));
});

const archive = process.env.BKPAAS3_CHART;
const skip =
  archive === undefined ? "chart bkpaas3 0.1.3 is not ours to pass on: BKPAAS3_CHART=<its archive>" : false;

test("chart bkpaas3 pulls what is listed, from the configured places", { skip }, async () => {
  const input = { ...bkpaas3Input, images };
  const { text } = await render(archive ?? "", bkpaas3Values(input, bkpaas3Secrets, BKPAAS3, atOnce));
  const chart = { from: "archive", path: "bkpaas3.tgz", version: BKPAAS3.version };
  assert.deepEqual(referencesIn(text), listed({ generation: "bkpaas3", bkpaas3: { chart } }));
});
