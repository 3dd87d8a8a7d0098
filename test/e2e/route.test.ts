import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Clone } from "./support/clone.ts";
import { auditOffset, environmentOfWeb, objectsOf, writesSince } from "./support/cluster.ts";
import { asAdministrator, column } from "./support/database.ts";
import { type OpenOutputs, outputsOf } from "./support/outputs.ts";
import { Stack, onServersOf } from "./support/stack.ts";
import { type UmbrellaVersion, packUmbrella } from "./support/umbrella-chart.ts";
import { unlessThorough } from "../support/thorough.ts";

// BlueKing 7.0 to 7.1 to 7.2 with chart bkpaas3. No upgrade leads to 7.1: the release is installed anew, over the same data.

const STACK = "route";
const NAMESPACE = "paas-route";
const TABLE = "route_apiserver.applications_application";

let clone: Clone;
let stack: Stack;

/** What has to outlive the way: keys and accounts by the outputs, rows of a table of the platform. */
let kept: Kept;

describe("the way from 7.0 to 7.2", { skip: unlessThorough }, () => {
  before(async () => {
    clone = await Clone.withServers();
    const archive = await packUmbrella(clone, "0.1.3");
    await packUmbrella(clone, "1.1.1-beta.2");
    await packUmbrella(clone, "1.4.0");
    stack = await Stack.create(clone, STACK, ...onServersOf(clone, sectionsOf(archive)));
  });

  after(async () => {
    await clone.remove();
  });

  it("7.0 is installed: apiserver and workloads have the same key and a database each", async () => {
    await stack.pulumi("up --yes --skip-preview");
    const { keys } = await outputsOf(clone, STACK);
    const apiserver = await environmentOfWeb(clone, NAMESPACE, "apiserver");
    const workloads = await environmentOfWeb(clone, NAMESPACE, "workloads");
    assert.equal(apiserver.PAAS_BKKRILL_ENCRYPT_SECRET_KEY, keys.encryption);
    assert.equal(workloads.PAAS_WL_BKKRILL_ENCRYPT_SECRET_KEY, keys.encryption);
    assert.equal(apiserver.PAAS_DATABASE_NAME, "route_apiserver");
    assert.equal(workloads.PAAS_WL_DATABASE_NAME, "route_workloads");
    await asAdministrator(clone, async (connection) => {
      await connection.query(`CREATE TABLE ${TABLE} (code VARCHAR(20) PRIMARY KEY, secret VARCHAR(99))`);
      await connection.query(`INSERT INTO ${TABLE} VALUES ('shop', 'bkcrypt$1'), ('wiki', 'bkcrypt$2')`);
    });
    kept = await keptNow();
  });

  for (const command of ["preview", "up --yes --skip-preview"]) {
    it(`7.1 is refused by ${command} until it is asked for, with what to do`, async () => {
      await configure("1.1.1-beta.2");
      const said = await refused(command);
      assert.match(
        said,
        /bkpaas:platform\.bkpaas3\.chart {2}can't be the next of release paas-route\/bk-paas\. .*installed anew/,
      );
      assert.match(said, /pulumi config set --path 'platform\.bkpaas3\.migrateFrom' '0\.1\.3'/);
      assert.match(said, /before it: .*bkpaas-app-operator to 1\.1\.1-beta\.2/);
    });
  }

  it("7.2 is refused, whose step begins at 7.1, asked for or not", async () => {
    await configure("1.4.0");
    assert.match(await refused("up --yes --skip-preview"), /Go to 1\.1\.1-beta\.2 first/);
    await migrateFrom("0.1.3");
    assert.match(
      await refused("up --yes --skip-preview"),
      /bkpaas:platform\.bkpaas3\.migrateFrom {2}is for a step .* from 0\.1\.3 to 1\.4\.0 there is none/,
    );
  });

  it("7.1 that is asked for is previewed as a replacement of the release alone, with what has to be done", async () => {
    await configure("1.1.1-beta.2");
    const previewed = await stack.pulumi("preview");
    assert.match(previewed, /Release +bkpaas3-release +replace/);
    assert.match(previewed, /\+-1 to replace/);
    assert.doesNotMatch(previewed, /\d to (create|delete)/);
    assert.match(previewed, /from bkpaas3 0\.1\.3 to 1\.1\.1-beta\.2: this run uninstalls it/);
    for (const action of [
      /before it: Take a backup/,
      /before it: .*bkpaas-app-operator to 1\.1\.1-beta\.2/,
      /after it: Let DNS know/,
    ]) {
      assert.match(previewed, action);
    }
  });

  it("7.1 is installed over the same keys and rows, the databases of both modules being the apiserver's", async () => {
    const [before] = await objectsOf(clone, "deployments", NAMESPACE);
    await stack.pulumi("up --yes --skip-preview");
    assert.deepEqual(await keptNow(), kept);
    const deployments = await objectsOf(clone, "deployments", NAMESPACE);
    assert.deepEqual(
      deployments.map(({ metadata }) => metadata.name),
      ["bkpaas3-apiserver-web"],
    );
    assert.notEqual(deployments[0]?.metadata.uid, before?.metadata.uid);
    const apiserver = await environmentOfWeb(clone, NAMESPACE, "apiserver");
    assert.equal(apiserver.PAAS_BKKRILL_ENCRYPT_SECRET_KEY, kept.keys.encryption);
    assert.equal(apiserver.PAAS_DATABASE_NAME, "route_apiserver");
    assert.equal(apiserver.PAAS_WL_DATABASE_NAME, "route_workloads");
  });

  it("a second run has nothing to do, with migrateFrom and without", async () => {
    await stack.pulumi("up --yes --skip-preview --expect-no-changes");
    await stack.pulumi("config rm --path 'platform.bkpaas3.migrateFrom'");
    await stack.pulumi("up --yes --skip-preview --expect-no-changes");
  });

  it("back to 7.0 is refused", async () => {
    await configure("0.1.3");
    assert.match(await refused("up --yes --skip-preview"), /0\.1\.3 is older than bkpaas3 1\.1\.1-beta\.2/);
  });

  it("7.2 is an upgrade in place, with what has to be done", async () => {
    await configure("1.4.0");
    const [before] = await objectsOf(clone, "deployments", NAMESPACE);
    const said = await stack.pulumi("up --yes --skip-preview");
    assert.match(said, /from bkpaas3 1\.1\.1-beta\.2 to 1\.4\.0, before it: Take a backup/);
    const [after] = await objectsOf(clone, "deployments", NAMESPACE);
    assert.equal(after?.metadata.uid, before?.metadata.uid);
    assert.deepEqual(await keptNow(), kept);
  });
});

async function configure(version: UmbrellaVersion): Promise<void> {
  await stack.pulumi(`config set --path 'platform.bkpaas3.chart.path' './umbrella/bkpaas3-${version}.tgz'`);
  await stack.pulumi(`config set --path 'platform.bkpaas3.chart.version' '${version}'`);
}

async function migrateFrom(version: UmbrellaVersion): Promise<void> {
  await stack.pulumi(`config set --path 'platform.bkpaas3.migrateFrom' '${version}'`);
}

/** Runs a command that is to be refused before it writes anything. @returns what it printed. */
async function refused(command: string): Promise<string> {
  const offset = auditOffset(clone);
  const { exitCode, output } = await stack.run(command);
  assert.notEqual(exitCode, 0, output);
  assert.match(output, /in the configuration of stack "route"; nothing was changed/);
  assert.deepEqual(writesSince(clone, offset), []);
  assert.deepEqual(await keptNow(), kept);
  return output;
}

interface Kept extends Pick<OpenOutputs, "keys" | "fingerprints" | "mysql"> {
  readonly rows: readonly string[];
}

async function keptNow(): Promise<Kept> {
  const { keys, fingerprints, mysql } = await outputsOf(clone, STACK);
  const rows = await asAdministrator(clone, (connection) =>
    column(connection, `SELECT CONCAT(code, ' ', secret) FROM ${TABLE} ORDER BY code`),
  );
  return { keys, fingerprints, mysql, rows };
}

/** An environment of BlueKing 7.0. */
function sectionsOf(archive: string): Record<string, unknown> {
  return {
    "bkpaas:domain": "route.example.test",
    "bkpaas:namespace": NAMESPACE,
    "bkpaas:platform": {
      generation: "bkpaas3",
      timeoutMinutes: 5,
      preset: "dev",
      bkpaas3: { chart: { from: "archive", path: archive, version: "0.1.3" } },
    },
    "bkpaas:mysql": { databases: { apiserver: "route_apiserver", workloads: "route_workloads" } },
  };
}
