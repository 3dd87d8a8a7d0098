// Recovery after an interrupted update, through the engine. What the official plugin does here was not recorded.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, describe, it } from "node:test";
import { mariadb } from "../../support/mysql/mariadb.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { saltOf } from "../support/facts.ts";
import { opener } from "../support/passphrase.ts";
import { PLUGINS } from "../support/plugins.ts";
import { type State, nameOf, resourceNamed } from "../support/state.ts";
import { Workspace } from "../support/workspace.ts";

const skip = PLUGINS === "official" && "the official mysql plugin's recovery was not recorded";
if (skip !== false) console.log(`mysql recovery: SKIPPED, ${skip}`);

describe("mysql after an interrupted update", { skip }, async () => {
  if (skip !== false) return;
  const server = await TestServer.start(mariadb(), "rootpw1");
  const workspace = await Workspace.create({
    program: `${import.meta.dirname}/program`,
    plugins: ["mysql", "random"],
    stack: "sql",
  });

  after(async () => {
    await workspace.remove();
    await server.stop();
  });

  async function sql(statement: string): Promise<string> {
    const connection = await server.connect("root", "rootpw1");
    try {
      return JSON.stringify((await connection.query(statement))[0]);
    } finally {
      await connection.end();
    }
  }

  async function up(): Promise<void> {
    const run = await workspace.up();
    assert.equal(run.code, 0, run.stdout + run.stderr);
  }

  it("completes by a refresh what a person wrote into the state with no more than id and inputs", async () => {
    await workspace.config({ endpoint: server.endpoint });
    await up();
    const before = await workspace.export();
    const names = ["db", "user", "grant"];
    const file = path.join(workspace.dir, "state.json");
    await writeFile(file, JSON.stringify(withoutOutputs(before, names)));
    await workspace.pulumi("stack", "import", "--file", file);
    const run = await workspace.refresh();
    assert.equal(run.code, 0, run.stdout + run.stderr);
    const found = await workspace.export();
    for (const name of names) {
      const open = (state: State): unknown => {
        const { id, inputs, outputs } = resourceNamed(state, name);
        return opener("test", saltOf(state))({ id, inputs, outputs });
      };
      assert.deepEqual(open(found), open(before));
    }
    assert.deepEqual((await workspace.preview()).changeSummary, { same: 10 });
  });

  it("keeps the new database when a replacement was interrupted between deletion and creation", async () => {
    await sql("CREATE DATABASE other");
    await workspace.config({ dbname: "other" });
    const failed = await workspace.up();
    assert.match(failed.stdout, /Error 1007/);
    assert.doesNotMatch(await sql("SHOW DATABASES"), /paas3_apiserver/, "deleted, and not created anew");
    await workspace.config({ dbname: undefined });
    await up();
    assert.match(await sql("SHOW DATABASES"), /paas3_apiserver/);
    assert.match(await sql("SHOW GRANTS FOR bk_paas3@'%'"), /paas3_apiserver/);
    assert.deepEqual((await workspace.preview()).changeSummary, { same: 10 });
  });
});

/** The state with these resources reduced to what is known of an interrupted create. */
function withoutOutputs(state: State, names: readonly string[]): State {
  const resources = state.deployment.resources.map((resource) =>
    names.includes(nameOf(resource.urn)) ? { ...resource, outputs: {} } : resource,
  );
  return { ...state, deployment: { ...state.deployment, resources } };
}
