import * as z from "zod";
import { text, word } from "./field.ts";
import { addresses } from "./parts/addresses.ts";
import { bkrepo } from "./parts/bkrepo.ts";
import { appClusters, initialCluster } from "./parts/clusters.ts";
import { elasticsearch } from "./parts/elasticsearch.ts";
import { fingerprints, keys } from "./parts/keys.ts";
import { mysql } from "./parts/mysql.ts";
import { appAccount, names, nextSteps, releases } from "./parts/platform.ts";
import { rabbitmq } from "./parts/rabbitmq.ts";
import { redis } from "./parts/redis.ts";
import { CONTRACT_VERSION } from "./version.ts";

/**
 * The contract with the stacks that read this one: every output with its meaning, its form, whether it is secret, and since
 * when it is there. Strict: an environment with an output that is not declared here breaks it.
 */
export const contract = z.strictObject({
  contractVersion: word({ en: "Version of this contract.", zh: "本契约的版本。" }, CONTRACT_VERSION),
  namespace: text({ en: "Namespace of the platform.", zh: "平台的命名空间。" }),
  domain: text({
    en: "Domain below which the addresses of BlueKing are.",
    zh: "蓝鲸的根域名，各地址均在其下。",
    form: { en: "DNS name", zh: "域名" },
  }),
  addresses,
  names,
  mysql,
  redis,
  rabbitmq,
  elasticsearch: elasticsearch.optional(),
  bkrepo,
  appAccount,
  keys,
  fingerprints,
  initialCluster: initialCluster.optional(),
  appClusters: appClusters.optional(),
  releases,
  nextSteps,
});

/** The outputs of an environment, as another stack finds them. */
export type PlatformOutputs = z.output<typeof contract>;
