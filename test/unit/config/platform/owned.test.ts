import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bkServicesValues,
  documentedBkServicesValues,
} from "../../../../components/platform/bk-services/values.ts";
import { type Bkpaas3Input, atOnce } from "../../../../components/platform/bkpaas3/input.ts";
import { bkpaas3Values } from "../../../../components/platform/bkpaas3/values.ts";
import type { PlatformInput } from "../../../../components/platform/input.ts";
import {
  documentedPaasStackValues,
  paasStackValues,
} from "../../../../components/platform/paas-stack/values.ts";
import {
  apiserverSecrets,
  svcBkrepoSecrets,
  svcMysqlSecrets,
  svcRabbitmqSecrets,
  workloadsSecrets,
} from "../../../../components/platform/secret-environment.ts";
import { type Addresses, addressesOf } from "../../../../config/addresses.ts";
import { presetOf } from "../../../../config/platform/presets.ts";
import { imageNames } from "../../../../config/images.ts";
import { installOnlyHookNames } from "../../../../config/platform/install-only.ts";
import type { OwnedPlace } from "../../../../config/platform/owned.ts";
import { OWNED_BY_BK_SERVICES, OWNED_BY_PAAS_STACK } from "../../../../config/platform/owned-paas-stack.ts";
import { OWNED_BY_BKPAAS3 } from "../../../../config/platform/owned-bkpaas3.ts";
import { type ValuePath, type ValueTree, isTree, leavesOf } from "../../../../config/platform/value-tree.ts";
import { schemaAt } from "../../../../config/shape.ts";
import type { SectionName } from "../../../../config/schema.ts";
import { BKPAAS3, bkpaas3Input, bkpaas3Secrets } from "../../../support/bkpaas3.ts";
import { parsedWith } from "../../../support/configuration.ts";
import { registrationWith } from "../../../support/registration.ts";
import { platformInput, platformSecrets, secretOf } from "../../../support/platform.ts";

const tls = { verify: "full", ca: "PEM" } as const;

const elsewhere = Object.fromEntries(
  Object.keys(platformInput.addresses).map((name) => [name, `https://${name.toLowerCase()}.example.org`]),
) as Record<keyof Addresses, string>;

/** Everything that an environment may have. */
const everything: PlatformInput<string> = {
  ...platformInput,
  addresses: elsewhere,
  preset: presetOf("production"),
  images: {
    ...platformInput.images,
    thirdPartyRegistry: "registry.example.com/docker",
    tags: Object.fromEntries(imageNames.map((name) => [name, "your_tag"])),
  },
  ingress: { className: "nginx", tlsSecret: "platform-tls" },
  pullSecrets: ["registry"],
  hostAliases: [{ ip: "10.0.0.10", hostnames: ["bkpaas.example.com"] }],
  proxy: { http: "http://proxy.example.com", https: "http://proxy.example.com", except: [] },
  packages: { pipIndexUrl: "https://a", pipExtraIndexUrl: "https://b", npmRegistry: "https://c" },
  hasIam: false,
  initialise: new Set(installOnlyHookNames),
  mysql: { ...platformInput.mysql, tls, openPaas: { ...platformInput.mysql.openPaas, tls } },
  redisMaster: "mymaster",
  authorities: "authorities",
  elasticsearch: { host: "es.example.com", port: 9200 },
};

const { bkrepo, ...secrets } = platformSecrets;
const initialCluster = registrationWith({
  bcs: { clusterId: "BCS-K8S-10000", projectId: "project", bizId: "2" },
});
const ofPaasStack = { apiserver: secretOf("apiserver"), workloads: secretOf("workloads") };
const ofServices = {
  svcMysql: secretOf("svc-mysql"),
  svcBkrepo: secretOf("svc-bkrepo"),
  svcRabbitmq: secretOf("svc-rabbitmq"),
};
const plans = { mysqlPlan: secretOf("mysql-plan"), bkrepoPlan: secretOf("bkrepo-plan") };

const present = { sentryDsn: true, sentinelPassword: true };

const ofBkpaas3 = {
  ...bkpaas3Secrets,
  sentinelPassword: "p",
  celeryBrokerUrl: "amqp://mq.example.com",
  initialCluster,
  keys: { ...bkpaas3Secrets.keys, sentryDsn: "https://public@sentry.example.com/1" },
};

/** What the builders of chart bkpaas3 make: with Sentinels and without, before 1.0 and after. */
function bkpaas3Built(input: PlatformInput<string>): ValueTree[] {
  const alone: Bkpaas3Input<string> = { ...bkpaas3Input, ...input };
  const sentinels = ["sentinel.example.com:26380"];
  const guarded = { ...alone, redis: { ...alone.redis, sentinels } };
  return [alone, guarded].flatMap((of) =>
    [BKPAAS3.version, "1.4.0"].map((version) =>
      bkpaas3Values(of, ofBkpaas3, { chart: BKPAAS3.chart, version }, atOnce),
    ),
  );
}

type Role = "paasStack" | "bkServices" | "bkpaas3";

/** What the builders make. */
function builtWith(input: PlatformInput<string>): Record<Role, ValueTree[]> {
  return {
    bkpaas3: bkpaas3Built(input),
    paasStack: [
      paasStackValues(input, ofPaasStack, {
        ...{ bkrepo: secretOf("bkrepo"), present, digest: "1" },
        initialCluster: { name: "bkpaas3-workloads-initial-cluster", digest: "2", reapply: "always" },
      }),
      documentedPaasStackValues(input, ofPaasStack, { bkrepo, initialCluster }),
    ],
    bkServices: [
      bkServicesValues(input, ofServices, { ...plans, digest: "1" }),
      documentedBkServicesValues(input, ofServices, { mysql: "p", bkrepo: "p" }),
    ],
  };
}

const OWNED = {
  paasStack: OWNED_BY_PAAS_STACK,
  bkServices: OWNED_BY_BK_SERVICES,
  bkpaas3: OWNED_BY_BKPAAS3,
};

function covers({ path: owned }: OwnedPlace, path: ValuePath): boolean {
  return owned.length <= path.length && owned.every((key, index) => key === "*" || key === path[index]);
}

for (const role of ["paasStack", "bkServices", "bkpaas3"] as const) {
  const paths = [platformInput, everything].flatMap((input) =>
    builtWith(input)[role].flatMap((values) =>
      leavesOf(values)
        .filter(({ value }) => !isTree(value))
        .map(({ path }) => path),
    ),
  );

  test(`an overlay may touch nothing that the builders of ${role} set`, () => {
    const free = paths.filter((path) => !OWNED[role].some((place) => covers(place, path)));
    assert.deepEqual(
      free.map((path) => path.join(".")),
      [],
    );
    assert.ok(paths.length > 50);
  });

  test(`every place that an overlay of ${role} may not touch is set by a builder, or is a secret`, () => {
    const unset = OWNED[role].filter(
      (place) => !isSecretPlace(place) && !paths.some((path) => covers(place, path)),
    );
    assert.deepEqual(
      unset.map(({ path }) => path.join(".")),
      [],
    );
  });

  test(`every key that a refusal of ${role} names can be configured`, () => {
    for (const { key } of OWNED[role]) {
      if (key === undefined) continue;
      const [section = "", ...path] = key.split(".");
      assert.ok(schemaAt(section as SectionName, undefined, path).schema, key);
    }
  });
}

/** Secrets of our charts are in Kubernetes Secrets, so no builder sets them. */
function isSecretPlace({ path, key }: OwnedPlace): boolean {
  const variable = path.at(-1) ?? "";
  return (key?.startsWith("keys.") ?? false) || SECRET_VARIABLES.has(variable);
}

const environments = {
  apiserver: apiserverSecrets({ ...secrets, bkrepo, sentinelPassword: "p", elasticsearchAuth: "u:p" }),
  workloads: workloadsSecrets({ ...secrets, bkrepo, sentinelPassword: "p" }),
  "svc-mysql": svcMysqlSecrets(platformSecrets),
  "svc-bkrepo": svcBkrepoSecrets(platformSecrets),
  "svc-rabbitmq": svcRabbitmqSecrets(platformSecrets),
};

const SECRET_VARIABLES = new Set(Object.values(environments).flatMap((variables) => Object.keys(variables)));

test("no variable that a Secret holds may be given in an overlay", () => {
  for (const [module, variables] of Object.entries(environments)) {
    const release = module.startsWith("svc-") ? "bkServices" : "paasStack";
    for (const name of Object.keys(variables)) {
      const parsed = parsedWith({
        platform: { [release]: { values: { [module]: { env: { [name]: "word" } } } } },
      });
      const named = parsed.ok ? [] : parsed.problems.map(({ key }) => key);
      assert.deepEqual(named, [`platform.${release}.values.${module}.env.${name}`]);
    }
  }
});

test("the environment of the test has every address changed", () => {
  const usual = Object.entries(
    addressesOf({ domain: "paas.example.com", addresses: { scheme: "http", overrides: {} } }),
  );
  assert.ok(usual.every(([name, address]) => everything.addresses[name as keyof Addresses] !== address));
});
