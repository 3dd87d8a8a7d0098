import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Bkrepo } from "./support/bkrepo.ts";
import { Clone, type Ended } from "./support/clone.ts";
import { type OpenOutputs, outputsOf } from "./support/outputs.ts";
import { unlessThorough } from "../support/thorough.ts";

const ROLES = ["platform", "addons", "lesscode"] as const;

/** Repositories that the platform expects in its project (its command init_bkrepo), and which of them everybody may read. */
const REPOSITORIES: Readonly<Record<string, { type: string; public: boolean }>> = {
  "bkpaas3-platform-assets": { type: "GENERIC", public: true },
  "bkpaas3-apps-logo": { type: "GENERIC", public: true },
  "bkpaas3-slug-packages": { type: "GENERIC", public: false },
  "bkpaas3-apps-tmpls": { type: "GENERIC", public: false },
  "bkpaas3-source-packages": { type: "GENERIC", public: false },
  "agent-sandbox-artifacts": { type: "GENERIC", public: false },
  docker: { type: "DOCKER", public: false },
  pypi: { type: "PYPI", public: true },
  npm: { type: "NPM", public: true },
  maven: { type: "MAVEN", public: true },
  generic: { type: "GENERIC", public: true },
};

/** The life of what the platform has in bkrepo, in order: each step finds what the step before has left. */
describe("the platform's set in bkrepo", () => {
  let clone: Clone;
  let bkrepo: Bkrepo;
  let outputs: OpenOutputs;

  before(async () => {
    clone = await Clone.create();
    const up = await clone.make("up");
    assert.equal(up.exitCode, 0, up.output);
    outputs = await outputsOf(clone);
    bkrepo = Bkrepo.of(clone);
  });

  after(async () => {
    await clone.remove();
  });

  const pulumi = (command: string): Promise<Ended> => clone.inEnv(`pulumi ${command} --stack dev`);

  it("is there after `make up`: projects, repositories with their visibility, accounts that log in", async () => {
    for (const project of ["bkpaas", "bksaas-addons"]) {
      assert.equal(await bkrepo.ask("GET", `repository/api/project/exist/${project}`), true);
    }
    for (const [name, expected] of Object.entries(REPOSITORIES)) {
      const { type, public: isPublic } = (await bkrepo.ask(
        "GET",
        `repository/api/repo/info/bkpaas/${name}`,
      )) as {
        type: string;
        public: boolean;
      };
      assert.deepEqual({ type, public: isPublic }, expected, name);
    }
    for (const role of ROLES) assert.ok(await bkrepo.accepts(outputs.bkrepo[role]), role);
  });

  it("leaves nothing for a preview that asks the servers", async () => {
    const preview = await pulumi("preview --refresh --expect-no-changes");
    assert.equal(preview.exitCode, 0, preview.output);
  });

  it("shows what was deleted and changed by hand, and brings it back", async () => {
    await bkrepo.ask("DELETE", "repository/api/repo/delete/bkpaas/npm?forced=false");
    await bkrepo.ask("PUT", "auth/api/user/update/info/bklesscode", { pwd: "changedByHand" });
    const preview = await pulumi("preview --refresh");
    assert.equal(preview.exitCode, 0, preview.output);
    assert.match(preview.output, /\+ .*bkrepo:Repository .*npm.* create/);
    assert.match(preview.output, /~ .*bkrepo:User .*lesscode.* update/);
    const drift = await clone.make("drift");
    assert.notEqual(drift.exitCode, 0);
    assert.match(drift.output, /Repository::bkrepo-repository-npm is missing/);
    assert.match(drift.output, /User::bkrepo-user-lesscode is otherwise: password/);
    assert.doesNotMatch(preview.output + drift.output, /changedByHand/);
    const restored = await pulumi("up --refresh --yes --skip-preview");
    assert.equal(restored.exitCode, 0, restored.output);
    assert.ok(await bkrepo.accepts(outputs.bkrepo.lesscode));
    assert.equal(await bkrepo.ask("GET", "repository/api/repo/exist/bkpaas/npm"), true);
    const settled = await clone.make("drift");
    assert.equal(settled.exitCode, 0, settled.output);
    assert.match(settled.output, /an administrator: mysql, bkrepo, rabbitmq/);
  });

  const title = "goes to the platform's own Job and comes back without touching what is in bkrepo";
  it(title, { skip: unlessThorough }, async () => {
    const before = await clone.ask("cat .sandbox/data/bkrepo/state.json");
    await clone.ask(
      "pulumi stack --show-urns --stack dev | sed -n 's/.*URN: //p' | grep -E 'bkpaas:bkrepo:(Project|Repository)::' | " +
        "xargs -d '\\n' pulumi state unprotect --yes --stack dev",
    );
    await clone.ask("pulumi config rm --path bkpaas:bkrepo.ownership --stack dev");
    for (const provisioning of ["platform", "provider"]) {
      await clone.ask(`pulumi config set --path bkpaas:bkrepo.provisioning ${provisioning} --stack dev`);
      const changed = await clone.make("up");
      assert.equal(changed.exitCode, 0, `${provisioning}: ${changed.output}`);
    }
    assert.equal(await clone.ask("cat .sandbox/data/bkrepo/state.json"), before);
    assert.deepEqual((await outputsOf(clone)).bkrepo, outputs.bkrepo);
  });

  it("refuses an account that has another password, and takes it over when told", async () => {
    const robot = { user: "robot", password: "anothersPassword" };
    const account = { userId: robot.user, name: robot.user, pwd: robot.password, admin: false, group: false };
    await bkrepo.ask("POST", "auth/api/user/create", account);
    await clone.ask("pulumi config set --path bkpaas:bkrepo.ownership create --stack dev");
    await clone.ask(`pulumi config set --path bkpaas:bkrepo.users.addons ${robot.user} --stack dev`);
    const refused = await clone.make("up");
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /account robot exists in bkrepo with another password, and was not changed/);
    assert.ok(await bkrepo.accepts(robot));
    await clone.ask("pulumi config set --path bkpaas:bkrepo.ownership take --stack dev");
    const taken = await clone.make("up");
    assert.equal(taken.exitCode, 0, taken.output);
    assert.match(taken.output, /account robot is taken over/);
    assert.ok(!(await bkrepo.accepts(robot)));
    assert.ok(await bkrepo.accepts({ ...robot, password: outputs.keys.bkrepoAddons }));
    assert.ok(!clone.transcript.includes(robot.password));
  });

  it("stays where it holds data when the stack is destroyed, and says so", async () => {
    const destroyed = await clone.make("destroy", "DATA=delete");
    assert.equal(destroyed.exitCode, 0, destroyed.output);
    assert.match(destroyed.output, /project bkpaas stays in bkrepo/);
    assert.match(destroyed.output, /repository bkpaas\/docker stays in bkrepo/);
    const again = await clone.make("up");
    assert.equal(again.exitCode, 0, again.output);
    assert.ok(await bkrepo.accepts((await outputsOf(clone)).bkrepo.platform));
  });

  it("never showed a password", () => {
    for (const role of ROLES) assert.ok(!clone.transcript.includes(outputs.bkrepo[role].password), role);
  });
});
