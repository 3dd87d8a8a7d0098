import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { parse } from "yaml";
import { type KeyName, KEYS } from "../../config/secrets/catalogue.ts";
import { ACCOUNT_KEYS, type AccountRole } from "../../config/storage/mysql-servers.ts";
import { Bkrepo } from "./support/bkrepo.ts";
import { Clone } from "./support/clone.ts";
import { environmentOfWeb } from "./support/cluster.ts";
import { asAccount, refusal } from "./support/database.ts";
import { type OpenOutputs, outputsOf } from "./support/outputs.ts";
import { unlessThorough } from "../support/thorough.ts";

type Three = [string, string, string];

const SECRET = "kubernetes:core/v1:Secret";
const ofPaasStack = (module: string): string => `~ ${SECRET} paas-stack-${module}-secrets`;
const ofBkServices = (module: string): string => `~ ${SECRET} bk-services-${module}-secrets`;
const releaseOf = (name: string): string => `~ kubernetes:helm.sh/v3:Release ${name}-release`;
const [apiserver, workloads, bkrepo] = ["apiserver", "workloads", "bkrepo"].map(ofPaasStack) as Three;
const [svcMysql, svcBkrepo, svcRabbitmq] = ["svc-mysql", "svc-bkrepo", "svc-rabbitmq"].map(
  ofBkServices,
) as Three;
const [paasStack, bkServices] = [releaseOf("paas-stack"), releaseOf("bk-services")];
const account = (role: string): string => `~ mysql:index:User mysql-${role}-user`;
const bkrepoAccount = (role: string): string => `~ bkpaas:bkrepo:User bkrepo-user-${role}`;

type Module = "apiserver" | "workloads" | "svc-mysql" | "svc-bkrepo" | "svc-rabbitmq";

/** What a rotation changes beside the new value, and under which name containers carry that. */
interface Expected {
  readonly key: KeyName;
  readonly changes: readonly string[];
  readonly carried?: Readonly<Partial<Record<Module, string>>>;
  /** Two are rotated every time: a key of all modules, and an account of MySQL. */
  readonly always?: true;
}

const JWT = "PAAS_SERVICE_JWT_CLIENTS_KEY";
const rotations: readonly Expected[] = [
  {
    key: "jwt",
    always: true,
    changes: [apiserver, workloads, paasStack, svcMysql, svcBkrepo, svcRabbitmq, bkServices],
    carried: { apiserver: JWT, workloads: JWT, "svc-mysql": JWT, "svc-bkrepo": JWT, "svc-rabbitmq": JWT },
  },
  {
    key: "privateToken",
    changes: [apiserver, paasStack],
    carried: { apiserver: "BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW" },
  },
  {
    key: "appSecret",
    changes: [apiserver, workloads, paasStack],
    carried: { apiserver: "BK_APP_SECRET", workloads: "BK_APP_SECRET" },
  },
  {
    key: "mysqlPlatform",
    always: true,
    changes: [apiserver, paasStack, workloads, account("platform")],
    carried: { apiserver: "PAAS3_MYSQL_PASSWORD", workloads: "ENGINE_MYSQL_PASSWORD" },
  },
  {
    key: "mysqlServices",
    changes: [svcMysql, svcBkrepo, svcRabbitmq, bkServices, account("services")],
    carried: {
      "svc-mysql": "MYSQL_PASSWORD",
      "svc-bkrepo": "MYSQL_PASSWORD",
      "svc-rabbitmq": "DATABASE_PASSWORD",
    },
  },
  { key: "mysqlPlan", changes: [ofBkServices("svc-mysql-plan"), bkServices, account("plan")] },
  {
    key: "bkrepoPlatform",
    changes: [bkrepo, paasStack, bkrepoAccount("platform")],
    carried: { apiserver: "BKREPO_PASSWORD", workloads: "BKREPO_PASSWORD" },
  },
  {
    key: "bkrepoAddons",
    changes: [bkrepo, paasStack, ofBkServices("svc-bkrepo-plan"), bkServices, bkrepoAccount("addons")],
    carried: { apiserver: "BKREPO_ADDONS_PASSWORD" },
  },
  {
    key: "bkrepoLesscode",
    changes: [bkrepo, paasStack, bkrepoAccount("lesscode")],
    carried: { apiserver: "BKREPO_LESSCODE_PASSWORD" },
  },
  {
    key: "svcRabbitmqDjango",
    changes: [svcRabbitmq, bkServices],
    carried: { "svc-rabbitmq": "SECRET_KEY" },
  },
  {
    key: "healthzToken",
    changes: [apiserver, workloads, paasStack],
    carried: { apiserver: "HEALTHZ_TOKEN", workloads: "HEALTHZ_TOKEN" },
  },
  {
    key: "metricsToken",
    changes: [apiserver, paasStack, svcMysql, svcBkrepo, svcRabbitmq, bkServices],
    carried: { apiserver: "METRIC_CLIENT_TOKEN", "svc-mysql": "METRIC_CLIENT_TOKEN" },
  },
];

/** Keys that are the password of an account of bkrepo, which can be tried there. */
const BKREPO_ACCOUNTS: Readonly<Partial<Record<KeyName, "platform" | "addons" | "lesscode">>> = {
  bkrepoPlatform: "platform",
  bkrepoAddons: "addons",
  bkrepoLesscode: "lesscode",
};

/** Keys that are the password of a MySQL account, which can be tried at the server. */
const MYSQL_ACCOUNTS = Object.fromEntries(
  Object.entries(ACCOUNT_KEYS).map(([role, key]) => [key, role]),
) as Partial<Record<KeyName, AccountRole>>;

describe("rotating", () => {
  let clone: Clone;
  let outputs: OpenOutputs;

  before(async () => {
    clone = await Clone.create();
    const up = await clone.make("up");
    assert.equal(up.exitCode, 0, up.output);
    outputs = await outputsOf(clone);
  });

  after(async () => {
    await clone.remove();
  });

  const carriedBy = (module: string): Promise<Record<string, string>> =>
    environmentOfWeb(clone, outputs.namespace, module);

  const logIn = (role: AccountRole, password: string): Promise<string | undefined> => {
    const { host, port } = outputs.mysql;
    const { user } = outputs.mysql[role];
    return asAccount({ host, port, user, password }, (connection) => refusal(connection, "SELECT 1"));
  };

  for (const { key, changes, carried = {}, always } of rotations) {
    const title = `${key} changes exactly what holds it, as the preview said, and containers carry the new one`;
    it(title, { skip: always ? false : unlessThorough }, async () => {
      const before = outputs;
      const role = MYSQL_ACCOUNTS[key];
      if (role) assert.equal(await logIn(role, before.keys[key]), undefined);
      const rotated = await clone.make("rotate", `KEY=${key}`);
      assert.equal(rotated.exitCode, 0, rotated.output);
      outputs = await outputsOf(clone);
      const made = `+ random:index:RandomPassword ${KEYS[key].resource}-2`;
      const { previewed, done } = changesIn(rotated.output);
      assert.deepEqual(previewed, [made, ...changes].sort());
      assert.deepEqual(done, previewed);
      const changed = Object.keys(outputs.keys).filter(
        (name) => outputs.keys[name as KeyName] !== before.keys[name as KeyName],
      );
      assert.deepEqual(changed, [key]);
      assert.notEqual(outputs.fingerprints[key], before.fingerprints[key]);
      for (const [module, variable] of Object.entries(carried)) {
        assert.equal((await carriedBy(module))[variable], outputs.keys[key]);
      }
      if (role) {
        assert.equal(await logIn(role, outputs.keys[key]), undefined);
        await assert.rejects(logIn(role, before.keys[key]), /Access denied/);
        assert.match(rotated.output, /can't keep a second password/);
      }
      const bkrepoRole = BKREPO_ACCOUNTS[key];
      if (bkrepoRole) {
        const bkrepo = Bkrepo.of(clone);
        assert.equal(await bkrepo.accepts(outputs.bkrepo[bkrepoRole]), true);
        assert.equal(await bkrepo.accepts(before.bkrepo[bkrepoRole]), false);
      }
      assert.ok(!rotated.output.includes(before.keys[key]) && !rotated.output.includes(outputs.keys[key]));
    });
  }

  it("an adopted key takes it over from whoever gave it", { skip: unlessThorough }, async () => {
    await clone.ask("pulumi config set --path keys.jwt.source adopted --stack dev");
    await clone.ask(
      "printf %s your-client-key | pulumi config set --secret --path keys.jwt.value --stack dev",
    );
    assert.equal((await clone.make("up")).exitCode, 0);
    assert.equal((await outputsOf(clone)).keys.jwt, "your-client-key");
    const rotated = await clone.make("rotate", "KEY=jwt");
    assert.equal(rotated.exitCode, 0, rotated.output);
    const { keys } = await outputsOf(clone);
    assert.ok(keys.jwt !== "your-client-key" && keys.jwt !== outputs.keys.jwt);
    outputs = await outputsOf(clone);
  });

  const title = "the application secret reaches the platform after bk-auth has had ten minutes for it";
  it(title, { skip: unlessThorough }, async () => {
    await clone.ask("pulumi config set --path appAccount.mode bkauth --stack dev");
    assert.equal((await clone.make("up")).exitCode, 0);
    const prepared = await clone.make("rotate", "KEY=appSecret");
    assert.equal(prepared.exitCode, 0, prepared.output);
    assert.match(prepared.output, /dev\.bkauth\.yaml holds the next secret/);
    assert.equal((await outputsOf(clone)).keys.appSecret, outputs.keys.appSecret);
    const file = path.join(clone.dir, "dev.bkauth.yaml");
    const { accessKeys } = parse(fs.readFileSync(file, "utf8")) as { accessKeys: { bk_paas3: string } };
    const elevenMinutesAgo = Date.now() / 1000 - 660;
    fs.utimesSync(file, elevenMinutesAgo, elevenMinutesAgo);
    const rotated = await clone.make("rotate", "KEY=appSecret");
    assert.equal(rotated.exitCode, 0, rotated.output);
    assert.ok(!(prepared.output + rotated.output).includes(accessKeys.bk_paas3));
    outputs = await outputsOf(clone);
    assert.equal(outputs.keys.appSecret, accessKeys.bk_paas3);
    assert.equal((await carriedBy("apiserver")).BK_APP_SECRET, accessKeys.bk_paas3);
    assert.equal(fs.existsSync(file), false);
    await clone.ask("pulumi config set --path appAccount.mode manual --stack dev");
    assert.equal((await clone.make("up")).exitCode, 0);
  });

  it("the encryption key is refused with its name, and nothing is changed", async () => {
    const refused = await clone.make("rotate", "KEY=encryption");
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /keys\.encryption can't be rotated.*credentials of applications/);
    assert.deepEqual((await outputsOf(clone)).keys, outputs.keys);
  });

  it("leaves nothing to do, and survives a new copy of the tracked configuration", async () => {
    await clone.ask("printf '\\n# edited\\n' >> Pulumi.dev.yaml");
    const again = await clone.make("up");
    assert.equal(again.exitCode, 0, again.output);
    assert.doesNotMatch(again.output, /created|updated|replaced|deleted/);
    assert.deepEqual((await outputsOf(clone)).keys, outputs.keys);
  });
});

/** What a terminal shows of a preview and of the update after it: operation, type and name of each resource. */
function changesIn(output: string): { readonly previewed: string[]; readonly done: string[] } {
  const [preview = "", update = ""] = output.split(/^Updating \(dev\):/m);
  const lines = (text: string, word: RegExp): string[] =>
    [...text.matchAll(/^ ([+~-]+) +(\S+) (\S+) (\w+)/gm)]
      .filter(([, , , , operation = ""]) => word.test(operation))
      .map(([, sign = "", type = "", name = ""]) => `${sign} ${type} ${name}`)
      .sort();
  return {
    previewed: [...new Set(lines(preview, /^(create|update|replace|delete)$/))],
    done: [...new Set(lines(update, /^(created|updated|replaced|deleted)$/))],
  };
}
