// What goes wrong between the provider and bkrepo while the platform's whole set is made, call by call.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import type { Properties } from "../../../provider/protocol/value.ts";
import type { State } from "../../../sandbox/servers/bkrepo/state.ts";
import { TestBkrepo } from "../../support/bkrepo.ts";
import { Driven, type KindName, VERSIONS, administeredBy } from "./driven.ts";

const PASSWORDS = { bkpaas3: "firstSecret1", "bksaas-addons": "secondSecret2", bklesscode: "thirdSecret3" };
const PUBLIC = ["bkpaas3-platform-assets", "bkpaas3-apps-logo", "generic"];
const PRIVATE = [
  "bkpaas3-slug-packages",
  "bkpaas3-apps-tmpls",
  "bkpaas3-source-packages",
  "agent-sandbox-artifacts",
];
const REGISTRIES = ["docker", "pypi", "npm", "maven"];

const repository = (name: string, type: string, isPublic: boolean): [KindName, Properties] => [
  "Repository",
  { project: "bkpaas", name, type, public: isPublic },
];

/** All that the platform needs: two projects, eleven repositories, three accounts and what they administer. */
const PLATFORM: readonly (readonly [KindName, Properties])[] = [
  ["Project", { name: "bkpaas" }],
  ["Project", { name: "bksaas-addons" }],
  ...PUBLIC.map((name) => repository(name, "generic", true)),
  ...PRIVATE.map((name) => repository(name, "generic", false)),
  ...REGISTRIES.map((name) => repository(name, name, false)),
  ...Object.entries(PASSWORDS).map(([userId, password]) => ["User", { userId, password }] as const),
  ["ProjectAdmin", { project: "bkpaas", userId: "bkpaas3" }],
  ["ProjectAdmin", { project: "bksaas-addons", userId: "bksaas-addons" }],
  ["RepositoryAdmin", { project: "bkpaas", repository: "npm", userId: "bklesscode" }],
];

async function makePlatform(driven: Driven): Promise<void> {
  for (const [kind, inputs] of PLATFORM) await driven.of(kind).create(inputs);
}

/** What a server holds, without what differs from run to run. */
function contentOf(bkrepo: TestBkrepo): object {
  const state = JSON.parse(readFileSync(bkrepo.file, "utf8")) as State;
  return {
    projects: state.projects,
    repositories: state.repositories,
    roles: Object.values(state.roles)
      .map(({ projectId, repoName }) => `${projectId} ${repoName}`)
      .sort(),
    users: Object.keys(state.users)
      .sort()
      .map((userId) => [userId, state.users[userId]?.admin, administeredBy(state, userId)]),
  };
}

/** Every hash that an account's password was ever given, by account. */
function watchHashes({ store }: TestBkrepo): Map<string, Set<string>> {
  const hashes = new Map<string, Set<string>>();
  const put = store.putUser.bind(store);
  store.putUser = (user) => {
    hashes.set(user.userId, (hashes.get(user.userId) ?? new Set()).add(user.passwordHash));
    put(user);
  };
  return hashes;
}

function withoutCredentials(shown: string): void {
  const secrets = [...Object.values(PASSWORDS), "adminSecret", "wrongSecret9"];
  const encoded = secrets.flatMap((secret) =>
    [...Object.keys(PASSWORDS), "admin"].map((user) => Buffer.from(`${user}:${secret}`).toString("base64")),
  );
  for (const secret of [...secrets, ...encoded]) assert.ok(!shown.includes(secret), shown);
}

const [oldest] = VERSIONS;
const newest = VERSIONS.at(-1);

for (const version of [oldest, newest]) {
  describe(`the platform's set on a bkrepo with ${JSON.stringify(version)}`, () => {
    /** What one undisturbed run asks, and leaves behind. */
    let asked: string[];
    let content: object;

    /** The set on a new server that `disturb` prepares is the same in the end, and every password was written once. */
    const converges = async (
      disturb: (bkrepo: TestBkrepo) => void,
      settings: Properties = {},
    ): Promise<void> => {
      const bkrepo = await TestBkrepo.start(version);
      try {
        const hashes = watchHashes(bkrepo);
        disturb(bkrepo);
        const driven = await Driven.to(bkrepo, settings);
        await makePlatform(driven);
        assert.deepEqual(contentOf(bkrepo), content);
        for (const [userId, password] of Object.entries(PASSWORDS)) {
          assert.ok(await bkrepo.login(userId, password), `${userId} logs in`);
          assert.equal(hashes.get(userId)?.size, 1, `the password of ${userId} is written once`);
        }
        withoutCredentials(driven.told.join("\n"));
      } finally {
        await bkrepo.stop();
      }
    };

    before(async () => {
      const bkrepo = await TestBkrepo.start(version);
      await makePlatform(await Driven.to(bkrepo));
      asked = bkrepo.calls.map(({ method, path }) => `${method} ${path}`);
      content = contentOf(bkrepo);
      await bkrepo.stop();
    });

    it("is made whichever answer is lost", async (t) => {
      assert.ok(asked.length > PLATFORM.length);
      for (const [index, call] of asked.entries()) {
        await t.test(`answer ${index + 1} of ${asked.length}, to ${call}`, () => {
          let come = 0;
          return converges(({ faults }) => {
            faults.add({ matching: () => come++ === index, kind: "lose-answer", times: 1 });
          });
        });
      }
    });

    for (const kind of ["status-503", "refuse-connection"] as const) {
      it(`is made though every call meets ${kind} twice`, async () => {
        const met = new Map<string, number>();
        const matching = (method: string, path: string): boolean => {
          const times = met.get(`${method} ${path}`) ?? 0;
          met.set(`${method} ${path}`, times + 1);
          return times < 2;
        };
        await converges(({ faults }) => {
          faults.add({ matching, kind, times: Infinity });
        });
      });
    }

    it("is made though servers stay silent at times", async () => {
      await converges(
        ({ faults }) => {
          for (const call of [
            "GET",
            "POST /repository/api/repo",
            "POST /auth/api/user/create",
            "POST /auth/api/role",
          ]) {
            faults.add({ matching: call, kind: "hang", times: 1 });
          }
        },
        { timeoutSeconds: 0.2 },
      );
    });
  });
}

describe("what stays wrong is told with what to do, and without credentials", () => {
  for (const version of [oldest, newest]) {
    describe(`by a bkrepo with ${JSON.stringify(version)}`, () => {
      let bkrepo: TestBkrepo;
      before(async () => {
        bkrepo = await TestBkrepo.start(version);
      });
      after(() => bkrepo.stop());

      /** Every first resource of a kind fails with such a message. */
      const everyKindTells = async (message: RegExp, settings: Properties = {}): Promise<void> => {
        const kinds = new Map(PLATFORM.toReversed());
        assert.equal(kinds.size, 5);
        for (const [kind, inputs] of kinds) {
          // One that was told already would not be as patient.
          const driven = await Driven.to(bkrepo, { retries: 1, timeoutSeconds: 0.2, ...settings });
          await assert.rejects(driven.of(kind).create(inputs), (error) => {
            assert.ok(error instanceof Error);
            assert.match(error.message, message, kind);
            withoutCredentials(`${error.message}${error.stack ?? ""}`);
            return true;
          });
          withoutCredentials(driven.told.join("\n"));
        }
      };
      const always = async (kind: "status-503" | "hang" | "clock-skew", message: RegExp): Promise<void> => {
        bkrepo.faults.add({ matching: () => true, kind, times: Infinity });
        await everyKindTells(message);
        bkrepo.faults.clear();
      };

      it("a wrong password of the administrator", async () => {
        await everyKindTells(/refused .* by admin. Check the name and password of the administrator/, {
          password: "wrongSecret9",
        });
      });

      it("no administrator", async () => {
        await everyKindTells(/needs the administrator of bkrepo. Give username and password/, {
          username: null,
          password: null,
        });
      });

      it("an account that is no administrator", async () => {
        await bkrepo.ask("POST", "auth/api/user/create", {
          body: {
            userId: "nobody",
            name: "nobody",
            pwd: "wrongSecret9",
            admin: false,
            asstUsers: [],
            group: false,
          },
        });
        const driven = await Driven.to(bkrepo, { username: "nobody", password: "wrongSecret9" });
        await assert.rejects(
          driven.of("User").create({ userId: "bkpaas3", password: "firstSecret1" }),
          (error) => {
            assert.match(String(error), /nobody/);
            withoutCredentials(String(error));
            return true;
          },
        );
      });

      it("a gateway without its services", () =>
        always("status-503", /no answer \(HTTP 503\), tried 2 times/));
      it("silence", () => always("hang", /no answer \(nothing within 0\.2 s\), tried 2 times/));
      it("clocks that differ, at once", async () => {
        bkrepo.calls.length = 0;
        await always("clock-skew", /"Expired token".*clocks.*Synchronise them \(chrony, ntp\)/);
        assert.ok(bkrepo.calls.every(({ status }) => status === 500));
      });
      it("a host that is not there", async () => {
        await bkrepo.down();
        await everyKindTells(/no answer \(ECONNREFUSED\).*Check that the address is right and reachable/);
        await bkrepo.up();
      });

      it("and leaves nothing half made", () => {
        const state = JSON.parse(readFileSync(bkrepo.file, "utf8")) as State;
        assert.deepEqual([state.projects, state.repositories, state.roles], [{}, {}, {}]);
        assert.deepEqual(Object.keys(state.users).sort(), ["admin", "nobody"]);
      });
    });
  }
});
