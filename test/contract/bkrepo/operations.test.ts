// Each resource on the stand-in for bkrepo in every combination of what differs between its versions, without the engine.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { State } from "../../../sandbox/servers/bkrepo/state.ts";
import { TestBkrepo } from "../../support/bkrepo.ts";
import { Driven, VERSIONS, administeredBy } from "./driven.ts";

const PROJECT = { name: "bkpaas" };
const NPM = { project: "bkpaas", name: "npm", type: "npm" };
const ACCOUNT = { userId: "bkpaas3", password: "firstSecret1" };
const OTHER = { ...ACCOUNT, password: "otherSecret2" };

for (const version of VERSIONS) {
  describe(`bkrepo with passwords: ${version.passwords}, codes: ${version.codes}, routes: ${version.accountRoutes}`, () => {
    let bkrepo: TestBkrepo;
    let driven: Driven;

    beforeEach(async () => {
      bkrepo = await TestBkrepo.start(version);
      driven = await Driven.to(bkrepo);
    });
    afterEach(() => bkrepo.stop());

    const state = (): State => JSON.parse(readFileSync(bkrepo.file, "utf8")) as State;
    const hash = (): string | undefined => state().users.bkpaas3?.passwordHash;
    const project = () => driven.of("Project").create(PROJECT);
    const repository = (more: object = {}) => driven.of("Repository").create({ ...NPM, ...more });
    const account = () => driven.of("User").create(ACCOUNT);
    const upload = (text: string) => bkrepo.ask("PUT", "generic/bkpaas/npm/file.txt", { body: text });
    /** Makes the account as another would, past the provider. */
    const anothersAccount = (password: string) =>
      bkrepo.ask("POST", "auth/api/user/create", {
        body: {
          userId: "bkpaas3",
          name: "bkpaas3",
          pwd: password,
          admin: false,
          group: false,
          asstUsers: [],
        },
      });

    describe("a project", () => {
      it("is created under its name, read back, renamed for people, and never deleted", async () => {
        const projects = driven.of("Project");
        const made = await projects.create({ ...PROJECT, displayName: "平台", description: "of PaaS" });
        assert.equal(made.id, "bkpaas");
        assert.equal(made.outputs.projectId, "bkpaas");
        assert.equal(made.outputs.origin, "created");
        assert.deepEqual(await projects.read(made.id, made.inputs, made.outputs), made);

        await projects.update(made, { ...PROJECT, displayName: "PaaS" });
        assert.deepEqual(
          [state().projects.bkpaas?.displayName, state().projects.bkpaas?.description],
          ["PaaS", "of PaaS"],
        );
        await projects.delete(made);
        assert.ok(state().projects.bkpaas);
        assert.match(driven.warnings.join(), /project bkpaas stays in bkrepo with all it holds/);
      });

      it("that is gone is told from one that is there", async () => {
        assert.equal(await driven.of("Project").read("bkpaas"), undefined);
      });

      it("that exists is found, and one that is another's is not renamed", async () => {
        await project();
        const projects = driven.of("Project");
        assert.equal((await project()).outputs.origin, "found");
        assert.equal((await projects.create({ ...PROJECT, ownership: "read" })).outputs.origin, "found");
        await assert.rejects(
          projects.create({ ...PROJECT, displayName: "mine", ownership: "read" }),
          /bkpaas is another's.*differs in displayName/,
        );
        assert.equal(state().projects.bkpaas?.displayName, "bkpaas");
      });

      it("that is another's and missing is not made", async () => {
        await assert.rejects(
          driven.of("Project").create({ ...PROJECT, ownership: "read" }),
          /project bkpaas does not exist.*never creates one/,
        );
        assert.deepEqual(state().projects, {});
      });
    });

    describe("a repository", () => {
      beforeEach(async () => {
        await project();
      });

      it("is created, read back and changed as declared", async () => {
        const repositories = driven.of("Repository");
        const made = await repository({ public: true, description: "packages", quotaBytes: 1000 });
        assert.equal(made.id, "bkpaas/npm");
        assert.deepEqual(await repositories.read(made.id, made.inputs, made.outputs), made);
        const { type, category, public: isPublic, quota } = state().repositories["bkpaas/npm"] ?? {};
        assert.deepEqual([type, category, isPublic, quota], ["NPM", "LOCAL", true, 1000]);

        await repositories.update(made, { ...NPM, public: false, description: "more", quotaBytes: 2000 });
        const after = state().repositories["bkpaas/npm"];
        assert.deepEqual([after?.public, after?.description, after?.quota], [false, "more", 2000]);
      });

      it("that is gone is told from one that is there, with its project or without", async () => {
        const repositories = driven.of("Repository");
        assert.equal(await repositories.read("bkpaas/npm"), undefined);
        assert.equal(await repositories.read("nowhere/npm"), undefined);
        await assert.rejects(repositories.read("npm"), /its id is <project>\/<name>, such as/);
      });

      it("that exists as declared is found, and stays at deletion whatever is declared", async () => {
        await repository();
        const found = await repository({ deletion: "with-content" });
        assert.equal(found.outputs.origin, "found");
        await driven.of("Repository").delete(found);
        assert.ok(state().repositories["bkpaas/npm"]);
        assert.match(driven.warnings.join(), /repository bkpaas\/npm stays in bkrepo: it was there before/);
      });

      it("that exists otherwise is refused with every difference, and stays as it was", async () => {
        await repository();
        const before = state();
        await assert.rejects(
          repository({ public: true, description: "mine", quotaBytes: 5 }),
          /public is false, declared true; description is "", declared "mine"; quotaBytes is null, declared 5.*import it.*take/,
        );
        await assert.rejects(
          repository({ type: "pypi" }),
          /type is "npm", declared "pypi".*cannot be changed/,
        );
        await assert.rejects(repository({ public: true, ownership: "read" }), /another's/);
        assert.deepEqual(state(), before);
      });

      it("that is taken is made as declared, says so, and is this stack's from then on", async () => {
        await repository();
        const taken = await repository({ public: true, ownership: "take", deletion: "when-empty" });
        assert.equal(taken.outputs.origin, "created");
        assert.equal(state().repositories["bkpaas/npm"]?.public, true);
        assert.match(driven.warnings.join(), /taken over: public is false, declared true/);
        await assert.rejects(repository({ type: "pypi", ownership: "take" }), /type cannot be changed/);
        await driven.of("Repository").delete(taken);
        assert.deepEqual(state().repositories, {});
      });

      it("that was found becomes this stack's when its declaration takes it", async () => {
        await repository();
        const found = await repository();
        const outputs = await driven.of("Repository").update(found, { ...NPM, ownership: "take" });
        assert.equal(outputs.origin, "created");
      });

      it("stays unless told, and says so", async () => {
        const made = await repository();
        await driven.of("Repository").delete(made);
        assert.ok(state().repositories["bkpaas/npm"]);
        assert.match(driven.warnings.join(), /stays in bkrepo: its deletion is keep/);
      });

      it("that holds files is deleted with its content only", async () => {
        const made = await repository({ deletion: "when-empty" });
        await upload("content");
        await assert.rejects(
          driven.of("Repository").delete(made),
          /holds files.*keep or with-content, run up, then destroy again/,
        );
        assert.ok(state().repositories["bkpaas/npm"]);
        await driven
          .of("Repository")
          .delete({ ...made, inputs: { ...made.inputs, deletion: "with-content" } });
        assert.deepEqual(state().repositories, {});
        await driven
          .of("Repository")
          .delete({ ...made, inputs: { ...made.inputs, deletion: "with-content" } });
      });

      it("refuses a quota below what it holds, and says what to do", async () => {
        const made = await repository({ quotaBytes: 100 });
        await upload("0123456789");
        await assert.rejects(
          driven.of("Repository").update(made, { ...NPM, quotaBytes: 9 }),
          /set a larger one or clean up/,
        );
        assert.equal(state().repositories["bkpaas/npm"]?.quota, 100);
      });
    });

    describe("an account", () => {
      it("is created, logs in, is not written again, and is deleted", async () => {
        const users = driven.of("User");
        const made = await account();
        const before = hash();
        assert.deepEqual(
          [made.id, made.outputs.login, made.outputs.origin],
          ["bkpaas3", "accepted", "created"],
        );
        assert.ok(await bkrepo.login("bkpaas3", ACCOUNT.password));
        assert.deepEqual(await users.read(made.id, made.inputs, made.outputs), made);
        await users.update(made, ACCOUNT);
        assert.equal(hash(), before);
        await users.delete(made);
        assert.equal(state().users.bkpaas3, undefined);
        await users.delete(made);
      });

      it("that exists with this password is found and stays at deletion", async () => {
        await anothersAccount(ACCOUNT.password);
        const found = await account();
        assert.equal(found.outputs.origin, "found");
        await driven.of("User").delete(found);
        assert.ok(state().users.bkpaas3);
        assert.match(driven.warnings.join(), /account bkpaas3 stays in bkrepo: it was there before/);
      });

      it("that exists with another password is refused, and its password stays", async () => {
        await anothersAccount(OTHER.password);
        const before = hash();
        await assert.rejects(account(), (error) => {
          assert.match(String(error), /exists in bkrepo with another password, and was not changed.*take/);
          assert.doesNotMatch(String(error), /Secret[12]/);
          return true;
        });
        assert.equal(hash(), before);
      });

      it("that is taken gets this password, and says so", async () => {
        await anothersAccount(OTHER.password);
        const taken = await driven.of("User").create({ ...ACCOUNT, ownership: "take" });
        assert.equal(taken.outputs.origin, "created");
        assert.ok(await bkrepo.login("bkpaas3", ACCOUNT.password));
        assert.ok(!(await bkrepo.login("bkpaas3", OTHER.password)));
        assert.match(driven.warnings.join(), /account bkpaas3 is taken over/);
        assert.doesNotMatch(driven.told.join(), /Secret[12]/);
      });

      it("that is another's is only tried, without an administrator too", async () => {
        await anothersAccount(ACCOUNT.password);
        const alone = await Driven.to(bkrepo, { username: null, password: null });
        for (const reader of [driven, alone]) {
          const users = reader.of("User");
          const found = await users.create({ ...ACCOUNT, ownership: "read" });
          assert.deepEqual([found.outputs.login, found.outputs.origin], ["accepted", "found"]);
          assert.equal((await users.read(found.id, found.inputs, found.outputs))?.outputs.login, "accepted");
          await assert.rejects(
            users.create({ ...OTHER, ownership: "read" }),
            /account bkpaas3 is another's.*Ask its owner/,
          );
          await users.delete(found);
        }
        assert.ok(await bkrepo.login("bkpaas3", ACCOUNT.password));
      });

      it("whose password was changed by hand is seen by a refresh and repaired by an update", async () => {
        const users = driven.of("User");
        const made = await account();
        await users.update(made, OTHER);
        const seen = await users.read(made.id, made.inputs, made.outputs);
        assert.ok(seen);
        assert.equal(seen.outputs.login, "refused");
        assert.deepEqual(await users.diff(seen, ACCOUNT), {
          changes: { password: { kind: "update" } },
          deleteBeforeReplace: true,
        });
        assert.equal((await users.update(seen, ACCOUNT)).login, "accepted");
        assert.ok(await bkrepo.login("bkpaas3", ACCOUNT.password));
      });

      it("of another, whose password was changed, is not repaired but explained", async () => {
        await anothersAccount(OTHER.password);
        const inputs = { ...ACCOUNT, ownership: "read" };
        const known = { id: "bkpaas3", inputs, outputs: { login: "refused", origin: "found" } };
        await assert.rejects(driven.of("User").update(known, inputs), /is another's.*Ask its owner/);
        assert.ok(await bkrepo.login("bkpaas3", OTHER.password));
      });

      it("that is gone is told from one with another password", async () => {
        const users = driven.of("User");
        assert.equal(await users.read("bkpaas3", ACCOUNT), undefined);
        await anothersAccount(OTHER.password);
        assert.equal((await users.read("bkpaas3", ACCOUNT))?.outputs.login, "refused");
      });

      it("is imported without its password, and a right one that is declared then is no change", async () => {
        await anothersAccount(ACCOUNT.password);
        const users = driven.of("User");
        const imported = await users.read("bkpaas3");
        assert.ok(imported);
        assert.deepEqual(imported.inputs, { userId: "bkpaas3", ownership: "create" });
        assert.equal(imported.outputs.login, "untried");
        const changes = async (password: string) =>
          ((await users.diff(imported, { ...ACCOUNT, password })) as { changes: object }).changes;
        assert.deepEqual(await changes(ACCOUNT.password), {});
        assert.deepEqual(await changes(OTHER.password), { password: { kind: "add", replace: false } });
      });

      it("logs in by a token too", async () => {
        await anothersAccount(OTHER.password);
        const { data } = await bkrepo.ask("POST", "auth/api/user/token/bkpaas3/ci");
        const token = (data as { id: string }).id;
        const found = await driven.of("User").create({ ...ACCOUNT, password: token });
        assert.equal(found.outputs.origin, "found");
      });

      it("that two stacks create at once is one account with the password of one of them", async () => {
        const [mine, theirs] = [driven, await Driven.to(bkrepo)];
        const made = await Promise.allSettled([
          mine.of("User").create(ACCOUNT),
          theirs.of("User").create(OTHER),
        ]);
        const refused = made.filter(({ status }) => status === "rejected");
        assert.equal(refused.length, 1);
        assert.match(String((refused[0] as PromiseRejectedResult).reason), /with another password/);
        const logins = [
          await bkrepo.login("bkpaas3", ACCOUNT.password),
          await bkrepo.login("bkpaas3", OTHER.password),
        ];
        assert.deepEqual(
          logins,
          made.map(({ status }) => status === "fulfilled"),
        );
      });

      it("needs a password to be created", async () => {
        await assert.rejects(driven.of("User").create({ userId: "bkpaas3" }), /needs a password/);
      });
    });

    for (const { kind, inputs, id, administered } of [
      {
        kind: "ProjectAdmin",
        inputs: { project: "bkpaas", userId: "bkpaas3" },
        id: "bkpaas/bkpaas3",
        administered: "bkpaas",
      },
      {
        kind: "RepositoryAdmin",
        inputs: { project: "bkpaas", repository: "npm", userId: "bkpaas3" },
        id: "bkpaas/npm/bkpaas3",
        administered: "bkpaas/npm",
      },
    ] as const) {
      describe(kind, () => {
        const make = () => driven.of(kind).create(inputs);

        it("gives the role, touches no password, and takes it back", async () => {
          await project();
          await repository();
          await account();
          const before = hash();
          const made = await make();
          assert.equal(made.id, id);
          assert.equal(made.outputs.origin, "created");
          assert.deepEqual(administeredBy(state(), "bkpaas3"), [administered]);
          assert.deepEqual(await driven.of(kind).read(made.id, made.inputs, made.outputs), made);
          assert.equal((await make()).outputs.origin, "found");
          await driven.of(kind).delete(made);
          assert.deepEqual(administeredBy(state(), "bkpaas3"), []);
          assert.equal(await driven.of(kind).read(made.id, made.inputs, made.outputs), undefined);
          assert.equal((await make()).outputs.origin, "created");
          assert.equal(hash(), before);
        });

        it("leaves the role that the account had before", async () => {
          await project();
          await repository();
          await account();
          await make();
          const found = await make();
          await driven.of(kind).delete(found);
          assert.deepEqual(administeredBy(state(), "bkpaas3"), [administered]);
          assert.match(driven.warnings.join(), /the administration .* stays in bkrepo/);
        });

        it("is imported by its id, and reading makes no role", async () => {
          await project();
          await repository();
          await account();
          assert.equal(await driven.of(kind).read(id), undefined);
          assert.deepEqual(state().roles, {});
          const { outputs } = await make();
          const imported = await driven.of(kind).read(id);
          assert.deepEqual(imported?.inputs, inputs);
          assert.equal(imported.outputs.roleId, outputs.roleId);
          await assert.rejects(driven.of(kind).read("bkpaas"), /its id is <project>\//);
        });

        it("says what is missing, and makes no role for nothing", async () => {
          await assert.rejects(make(), /(project|repository) bkpaas(\/npm)? does not exist.*depend on it/);
          await project();
          await repository();
          await assert.rejects(make(), /account bkpaas3 does not exist.*depend on it/);
          assert.deepEqual(state().roles, {});
        });
      });
    }
  });
}
