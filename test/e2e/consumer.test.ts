import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, describe, it } from "node:test";
import { scan } from "../support/leaks/scanner.ts";
import { Clone } from "./support/clone.ts";
import { Consumer, platformLike } from "./support/consumer.ts";
import { asAccount, asAdministrator, column, refusal } from "./support/database.ts";
import { secretsOf } from "./support/secrets.ts";
import { serverSettings } from "./support/stack.ts";

/** Outputs of the consumer's stack. */
interface Sample {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly verify: string };
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** Where a stack of the platform's project is, for a consumer on the same file backend. */
const platformStack = (name: string): string => `organization/bkpaas/${name}`;

describe("another project's stack that reads the platform's outputs", () => {
  let clone: Clone;
  let consumer: Consumer;

  before(async () => {
    clone = await Clone.create();
    consumer = await Consumer.create(clone);
    const up = await clone.make("up");
    assert.equal(up.exitCode, 0, up.output);
    await consumer.pulumi("stack init sample");
  });

  after(async () => {
    await clone.remove();
    consumer.remove();
  });

  const sample = (): Promise<Sample> => consumer.outputs("sample", "--show-secrets");

  /** A preview that reads another platform. @returns what it printed; it must fail. */
  const refusedBy = async (platform: string): Promise<string> => {
    await consumer.pulumi(`config set platform ${platformStack(platform)} --stack sample`);
    const preview = await consumer.run("preview --stack sample");
    assert.notEqual(preview.exitCode, 0, preview.output);
    return preview.output;
  };

  it("is told which platform to read", async () => {
    const preview = await consumer.run("preview --stack sample");
    assert.notEqual(preview.exitCode, 0);
    assert.match(preview.output, /Missing required configuration variable 'consumer:platform'/);
    assert.match(preview.output, /pulumi config set consumer:platform/);
  });

  it("makes a database and its account by the platform's account for applications", async () => {
    await consumer.pulumi(`config set platform ${platformStack("dev")} --stack sample`);
    if (!hasStandIn(clone)) await useAdministrator(clone, consumer);
    const up = await consumer.pulumi("up --yes --skip-preview --stack sample");
    assert.match(up, /Resources:\s+\+ 6 created/);
  });

  it("lets that account into its database and into no other", async () => {
    const { host, port, user, password, database } = await sample();
    await asAccount({ host, port, user, password }, async (connection) => {
      await connection.query(`USE \`${database}\``);
      await connection.query("CREATE TABLE notes (id INT PRIMARY KEY, text VARCHAR(20))");
      await connection.query("INSERT INTO notes VALUES (1, '四字节 😀')");
      assert.deepEqual(await column(connection, "SELECT text FROM notes"), ["四字节 😀"]);
      assert.equal(await refusal(connection, "USE paas3_apiserver"), "ER_DBACCESS_DENIED_ERROR");
    });
  });

  it("has nothing to do the second time", async () => {
    await consumer.pulumi("up --yes --skip-preview --expect-no-changes --stack sample");
  });

  it("keeps every secret of the platform, and its own, encrypted in its state", async () => {
    const secrets = new Map([
      ...(await secretsOf(clone)),
      ["the sample's password", (await sample()).password],
    ]);
    const state = consumer.state("sample");
    assert.match(state, /pulumi:pulumi:StackReference/);
    assert.deepEqual(scan(new Map([["state", state]]), secrets), []);
  });

  it("shows what is no secret, though secrets stand beside it", async () => {
    const shown = await consumer.outputs<Sample>("sample");
    const { ports } = serverSettings(clone);
    assert.deepEqual(
      { host: shown.host, port: shown.port, tls: shown.tls, password: shown.password },
      { host: "127.0.0.1", port: ports.mariadb, tls: { verify: "off" }, password: "[secret]" },
    );
  });

  it("is refreshed once an administrator's login is configured, as the platform's may not read accounts", async () => {
    await useAdministrator(clone, consumer);
    await consumer.pulumi("up --yes --skip-preview --stack sample");
    await consumer.pulumi("refresh --yes --skip-preview --expect-no-changes --stack sample");
  });

  it("is told which output its platform lacks", async () => {
    await platformLike(clone, "lacking", (outputs) => {
      delete (outputs.mysql as { plan: { host?: string } }).plan.host;
    });
    const told = await refusedBy("lacking");
    assert.match(told, /organization\/bkpaas\/lacking/);
    assert.match(told, /mysql\.plan\.host/);
  });

  it("is told that its reader is older than the contract of its platform", async () => {
    await platformLike(clone, "newer", (outputs) => {
      outputs.contractVersion = 2;
    });
    const told = await refusedBy("newer");
    assert.match(told, /organization\/bkpaas\/newer/);
    assert.match(told, /contract 2\b/);
  });

  it("is told that a stack has no contract", async () => {
    await platformLike(clone, "empty", (outputs) => {
      for (const name of Object.keys(outputs)) Reflect.deleteProperty(outputs, name);
    });
    const told = await refusedBy("empty");
    assert.match(told, /organization\/bkpaas\/empty/);
    assert.match(told, /contractVersion/);
  });

  it("is told that its platform does not exist", async () => {
    assert.match(await refusedBy("nowhere"), /unknown stack "organization\/bkpaas\/nowhere"/);
  });

  it("is told of a passphrase that does not open the platform's secrets, before anything is made", async () => {
    const otherwise = "unset PULUMI_CONFIG_PASSPHRASE_FILE && export PULUMI_CONFIG_PASSPHRASE=another";
    const created = await consumer.run("stack init stranger", otherwise);
    assert.equal(created.exitCode, 0, created.output);
    await consumer.pulumi(`config set platform ${platformStack("dev")} --stack stranger`);
    const preview = await consumer.run("preview --stack stranger", otherwise);
    assert.notEqual(preview.exitCode, 0, preview.output);
    assert.match(preview.output, /organization\/bkpaas\/dev/);
    assert.match(preview.output, /mysql\.plan\.password/);
    assert.match(preview.output, /passphrase/);
  });

  it("keeps the database when it is destroyed by somebody who has unprotected it", async () => {
    const { database } = await sample();
    await consumer.pulumi(`config set platform ${platformStack("dev")} --stack sample`);
    const refused = await consumer.run("destroy --yes --stack sample");
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /protected/);
    await consumer.pulumi("state unprotect --all --yes --stack sample");
    await consumer.pulumi("destroy --yes --skip-preview --stack sample");
    const kept = await asAdministrator(clone, (connection) => column(connection, "SHOW DATABASES"));
    assert.ok(kept.includes(database));
  });
});

/** Whether the mysql plugin is the sandbox's: the official one asks for more rights than the platform's account has. */
function hasStandIn(clone: Clone): boolean {
  const plugins = fs.readdirSync(clone.sandbox("pulumi-home", "plugins"));
  return plugins.some((name) => /^resource-mysql-.*\+sandbox$/.test(name));
}

/** Lets the consumer work as the administrator of the clone's own server. */
async function useAdministrator(clone: Clone, consumer: Consumer): Promise<void> {
  const { passwords } = serverSettings(clone);
  await consumer.pulumi("config set adminUser root --stack sample");
  await consumer.pulumi(`config set adminPassword ${passwords.mariadb} --secret --stack sample`);
}
