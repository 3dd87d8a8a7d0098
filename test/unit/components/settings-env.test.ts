import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContainerEnv } from "../../../components/platform/container-env.ts";
import type { PlatformInput } from "../../../components/platform/input.ts";
import {
  apiserverSecrets,
  bkrepoSecrets,
  workloadsSecrets,
} from "../../../components/platform/secret-environment.ts";
import {
  apiserverSettings,
  workloadsSettings,
} from "../../../components/platform/paas-stack/settings-env.ts";
import { platformInput as input, platformSecrets as secrets } from "../../support/platform.ts";
import { tomlTypeOf } from "../../support/toml.ts";

const ALL = { sentryDsn: true, sentinelPassword: true };
const full: PlatformInput<string> = {
  ...input,
  redisMaster: "mymaster",
  elasticsearch: { host: "es.example.com", port: 9200 },
  mysql: { ...input.mysql, tls: { verify: "full" } },
};
const known = {
  ...secrets,
  keys: { ...secrets.keys, sentryDsn: "https://sentry.example.com/1" },
  sentinelPassword: "password-sentinel",
  elasticsearchAuth: "reader:password",
  elasticsearchHosts: "[{host='es.example.com', port='9200'}]",
};
const modules = {
  apiserver: { settings: apiserverSettings(full, ALL), secrets: apiserverSecrets(known) },
  workloads: { settings: workloadsSettings(full, ALL), secrets: workloadsSecrets(known) },
};

/** What Kubernetes puts into the container: variables of Secrets in the place of `$(NAME)`, `$$` as one dollar sign. */
function filledIn(settings: ContainerEnv, variables: Readonly<Record<string, string>>): Map<string, string> {
  const fill = (value: string): string =>
    value.replaceAll(/\$\$|\$\((\w+)\)/g, (found, name: string | undefined) =>
      name === undefined ? "$" : (variables[name] ?? found),
    );
  return new Map(settings.map(({ name, value }) => [name, fill(value)]));
}

for (const [module, { settings, secrets: own }] of Object.entries(modules)) {
  const variables = { ...own, ...bkrepoSecrets(known) };

  test(`every variable that a setting of ${module} names is one of its Secrets`, () => {
    for (const [name, value] of filledIn(settings, variables)) {
      assert.doesNotMatch(value, /\$\(/, name);
    }
  });

  test(`no setting of ${module} becomes a number, a date or a list by accident`, () => {
    const numeric = Object.fromEntries(Object.keys(variables).map((name) => [name, "12e45"]));
    const tables = /CONFIG|HOSTS|TOKEN_DICT|INSTALLED_APPS|OPTIONS/;
    for (const [name, value] of filledIn(settings, numeric)) {
      if (!name.startsWith("PAAS_") || tables.test(name)) continue;
      assert.equal(tomlTypeOf(value), "string", `${name}: ${value}`);
    }
  });

  test(`no secret stands in the settings of ${module}`, () => {
    assert.doesNotMatch(JSON.stringify(settings), /password-|key-/);
  });
}

test("the two modules read their own database, and the apiserver PaaS 2.0's too", () => {
  const apiserver = filledIn(modules.apiserver.settings, modules.apiserver.secrets);
  const workloads = filledIn(modules.workloads.settings, modules.workloads.secrets);
  assert.equal(apiserver.get("PAAS_DATABASE_NAME"), "'api'");
  assert.equal(apiserver.get("PAAS_DATABASE_PASSWORD"), "'password-mysql'");
  assert.equal(apiserver.get("PAAS_BK_CONSOLE_DATABASE_NAME"), "'open'");
  assert.equal(workloads.get("PAAS_WL_DATABASE_NAME"), "'work'");
  assert.match(apiserver.get("PAAS_DATABASE_OPTIONS") ?? "", /^@json \{"ssl"/);
});

test("what an environment does not have is no setting of it", () => {
  const settings = apiserverSettings(input, { sentryDsn: false, sentinelPassword: false });
  assert.doesNotMatch(JSON.stringify(settings), /SENTRY|SENTINEL|ELASTICSEARCH|OPTIONS/);
});

test("a dollar sign in a name is no variable of Kubernetes'", () => {
  const bkrepo = { ...input.bkrepo, endpoint: "http://bkrepo.example.com/$(HOME)" };
  const settings = apiserverSettings({ ...input, bkrepo }, ALL);
  assert.equal(
    filledIn(settings, { HOME: "/root" }).get("PAAS_BLOBSTORE_BKREPO_ENDPOINT"),
    "'http://bkrepo.example.com/$(HOME)'",
  );
});

test("the literal placeholder of the gateway's addresses survives", () => {
  const found = filledIn(modules.apiserver.settings, {}).get("PAAS_BK_API_URL_TMPL");
  assert.equal(found, "'http://bkapi.paas.example.com/api/{api_name}'");
});
