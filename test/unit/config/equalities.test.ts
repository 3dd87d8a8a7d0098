import assert from "node:assert/strict";
import { test } from "node:test";
import { ADMIN, type Section, parsedWith, settingsWith } from "../../support/configuration.ts";

/** The keys that a configuration is refused for. */
function refusedFor(changes: Record<string, Section>): string[] {
  const parsed = parsedWith(changes);
  return parsed.ok ? [] : parsed.problems.map(({ key }) => key);
}

test("E10: both releases are in the platform's one namespace, and have names of their own", () => {
  const { platform, namespace } = settingsWith({});
  assert.ok(platform.generation !== "bkpaas3");
  assert.notEqual(platform.paasStack.name, platform.bkServices.name);
  assert.equal(namespace, "paas-system");
  assert.deepEqual(refusedFor({ platform: { bkServices: { name: "bk-paas3" } } }), [
    "platform.bkServices.name",
  ]);
});

test("E11: index names begin as the log collectors' defaults do unless configured", () => {
  const settings = settingsWith({ elasticsearch: { mode: "existing", host: "es.example.com" } });
  assert.deepEqual(settings.elasticsearch?.indexPrefixes, {
    app: "bk_paas3_app",
    ingress: "bk_paas3_ingress",
  });
});

test("E17: bkrepo's administrator is only ever told, never made up", () => {
  const keys = refusedFor({ bkrepo: { endpoint: "http://bkrepo.example.com" } });
  assert.ok(keys.length > 0 && keys.every((key) => key.startsWith("bkrepo.admin")), keys.join());
});

test("E18: the docker registry is no host of bkrepo's gateway", () => {
  const bkrepo = { endpoint: "http://bkrepo.example.com", admin: ADMIN };
  assert.deepEqual(refusedFor({ bkrepo: { ...bkrepo, dockerRegistry: "bkrepo.example.com:80" } }), [
    "bkrepo.dockerRegistry",
  ]);
  assert.deepEqual(refusedFor({ bkrepo: { ...bkrepo, dockerRegistry: "docker.example.com:80" } }), []);
});
