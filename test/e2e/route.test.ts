import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Clone } from "./support/clone.ts";
import { auditOffset, environmentOfWeb, objectsOf, writesSince } from "./support/cluster.ts";
import { asAdministrator, column } from "./support/database.ts";
import { type OpenOutputs, outputsOf } from "./support/outputs.ts";
import { type ServerSettings, Stack, serverSettings } from "./support/stack.ts";
import { type UmbrellaVersion, packUmbrella } from "./support/umbrella-chart.ts";

// From BlueKing 7.0 to 7.1: no upgrade leads there, so the release is uninstalled and installed over the same data.

const STACK = "route";
const NAMESPACE = "paas-route";
const TABLE = "route_apiserver.applications_application";

let clone: Clone;
let stack: Stack;
let archives: Record<UmbrellaVersion, string>;
/** What 7.0 has left. */
let kept: OpenOutputs;
let rows: string[];

before(async () => {
  clone = await Clone.withServers();
  archives = {
    "0.1.3": await packUmbrella(clone, "0.1.3"),
    "1.1.1-beta.2": await packUmbrella(clone, "1.1.1-beta.2"),
  };
  const { ports, passwords } = serverSettings(clone);
  stack = await Stack.create(clone, STACK, configOf(ports), {
    "mysql.admin.password": passwords.mariadb,
    "redis.password": passwords.redis,
    "rabbitmq.admin.password": passwords.rabbitmq,
    "bkrepo.admin.password": passwords.bkrepo,
  });
});

after(async () => {
  await clone.remove();
});

it("7.0 is installed, and its processes read the key and their databases", async () => {
  await stack.pulumi("up --yes --skip-preview");
  kept = await outputsOf(clone, STACK);
  for (const [module, prefix, database] of [
    ["apiserver", "PAAS_", "route_apiserver"],
    ["workloads", "PAAS_WL_", "route_workloads"],
  ] as const) {
    const environment = await environmentOfWeb(clone, NAMESPACE, module);
    assert.equal(environment[`${prefix}BKKRILL_ENCRYPT_SECRET_KEY`], kept.keys.encryption);
    assert.equal(environment[`${prefix}DATABASE_NAME`], `'${database}'`);
  }
  await asAdministrator(clone, async (connection) => {
    await connection.query(`CREATE TABLE ${TABLE} (code VARCHAR(20) PRIMARY KEY, secret VARBINARY(255))`);
    await connection.query(`INSERT INTO ${TABLE} VALUES ('shop', 'bkcrypt$1'), ('wiki', 'bkcrypt$2')`);
  });
  rows = await contents();
});

for (const command of ["preview", "up --yes --skip-preview"]) {
  it(`7.1 is refused by ${command} before anything is changed, with what to do, until it is asked for`, async () => {
    await configure("1.1.1-beta.2");
    const said = await refused(command);
    assert.match(
      said,
      /bkpaas:platform\.bkpaas3\.chart {2}can't be the next of release paas-route\/bk-paas\. .* is uninstalled and installed anew/,
    );
    assert.match(said, /pulumi config set --path 'platform\.bkpaas3\.migrateFrom' '0\.1\.3'/);
    assert.match(said, /before it: .*bkpaas-app-operator to 1\.1\.1-beta\.2/);
  });
}

it("no step is skipped, asked for or not", async () => {
  await stack.pulumi("config set --path 'platform.bkpaas3.chart.path' './bkpaas3-1.4.0.tgz'");
});

it("asked for, the preview shows that the release is replaced, and what has to be done", async () => {
  await stack.pulumi("config set --path 'platform.bkpaas3.migrateFrom' '0.1.3'");
  const previewed = await stack.pulumi("preview");
  assert.match(previewed, /Release +bkpaas3-release +replace/);
  assert.match(previewed, /from bkpaas3 0\.1\.3 to 1\.1\.1-beta\.2: this run uninstalls it/);
  for (const action of [/before it: Take a backup/, /before it: .*operator/, /after it: Let DNS/]) {
    assert.match(previewed, action);
  }
});
