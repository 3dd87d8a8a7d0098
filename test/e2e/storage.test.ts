import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { parse, stringify } from "yaml";
import { clientOptions } from "../../components/storage/mysql/client.ts";
import { ACCOUNT_KEYS, type AccountRole } from "../../config/storage/mysql-servers.ts";
import { findExecutable } from "../../sandbox/packages.ts";
import { scan } from "../support/leaks/scanner.ts";
import { Clone } from "./support/clone.ts";
import { type KubernetesObject, objectsOf } from "./support/cluster.ts";
import { asAccount, asAdministrator, column } from "./support/database.ts";
import { type OpenOutputs, outputsOf } from "./support/outputs.ts";
import { Stack, serverSettings } from "./support/stack.ts";

// Environments with other storage than dev's, in the cluster and beside the servers of one clone.

const HOST = "127.0.0.1";
let clone: Clone;

before(async () => {
  clone = await Clone.withServers();
});

after(async () => {
  await clone.remove();
});

describe("every store run in the cluster", () => {
  const NAMESPACE = "paas-managed";
  let stack: Stack;
  let outputs: OpenOutputs;

  before(async () => {
    stack = await Stack.create(clone, "managed", managedConfig(NAMESPACE), bkrepoSecret());
    await stack.pulumi("up --yes --skip-preview");
    outputs = await outputsOf(clone, "managed");
  });

  it("has every pod ready on a volume of its own, and the databases' Job complete", async () => {
    const stores = await objectsOf(clone, "statefulsets", NAMESPACE);
    assert.deepEqual(stores.map(({ metadata }) => metadata.name).sort(), [
      "bkpaas-elasticsearch",
      "bkpaas-mysql",
      "bkpaas-mysql-addons",
      "bkpaas-rabbitmq",
      "bkpaas-redis",
    ]);
    for (const { metadata, spec, status } of stores) {
      assert.equal(status?.readyReplicas, spec?.replicas, metadata.name);
    }
    const volumes = await objectsOf(clone, "persistentvolumeclaims", NAMESPACE);
    assert.equal(volumes.length, stores.length);
    for (const { metadata, status } of volumes) assert.equal(status?.phase, "Bound", metadata.name);
    assert.equal((await provisioningJobs(NAMESPACE)).length, 2);
  });

  it("has nothing to do the second time", async () => {
    await stack.pulumi("up --yes --skip-preview --expect-no-changes");
  });

  it("names hosts in the cluster, which the platform is told", () => {
    assert.equal(outputs.mysql.host, `bkpaas-mysql.${NAMESPACE}.svc`);
    assert.match(
      outputs.redis.platformUrl,
      new RegExp(`^redis://:\\w+@bkpaas-redis\\.${NAMESPACE}\\.svc:6379/10$`),
    );
  });

  it("shows no password but in Secrets", async () => {
    const secrets = new Map(Object.entries(outputs.keys));
    const kinds = "configmaps,statefulsets,services,jobs,pods,poddisruptionbudgets,deployments";
    const texts = await clone.ask(`kubectl get ${kinds} --namespace ${NAMESPACE} --output json`);
    assert.deepEqual(scan(new Map([["objects", texts]]), secrets), []);
    const held = await clone.ask(`kubectl get secrets --namespace ${NAMESPACE} --output json`);
    assert.notDeepEqual(scan(new Map([["Secrets", held]]), secrets), []);
  });

  it("gives its Job statements by which the accounts of the outputs can log in", async () => {
    const secret = (await objectsOf(clone, "secrets", NAMESPACE)).find(
      ({ metadata }) => metadata.name === "bkpaas-mysql-provisioning",
    );
    await runStatements(decoded(secret, "provision.sql"));
    const { ports } = serverSettings(clone);
    for (const account of [outputs.mysql.platform, outputs.mysql.services]) {
      await asAccount({ host: HOST, port: ports.mariadb, ...account }, async (connection) => {
        assert.equal((await column(connection, "SELECT CURRENT_USER()"))[0], `${account.user}@%`);
      });
    }
  });

  it("runs the Job again when asked to, as another Job, and changes nothing else", async () => {
    const before = await provisioningJobs(NAMESPACE);
    await stack.pulumi("config set --path 'mysql.jobRun' 'again'");
    const output = await stack.pulumi("up --yes --skip-preview");
    assert.match(output, /Resources:\s+\+-2 replaced\s+\d+ unchanged/);
    const after = await provisioningJobs(NAMESPACE);
    assert.equal(after.length, 2);
    for (const name of after) assert.ok(!before.includes(name), name);
  });

  it("refuses to give up a store for one that exists, and names what would be lost", async () => {
    const sound = fs.readFileSync(stack.file, "utf8");
    try {
      await stack.pulumi("config set --path 'redis.mode' 'existing'");
      await stack.pulumi("config set --path 'redis.host' '127.0.0.1'");
      for (const command of ["preview", "up --yes"]) {
        const refused = await stack.run(command);
        assert.notEqual(refused.exitCode, 0, refused.output);
        assert.match(refused.output, /StatefulSet redis.*delete/);
        assert.match(refused.output, /protect/);
        assert.match(refused.output, /pulumi state unprotect/);
      }
    } finally {
      fs.writeFileSync(stack.file, sound);
    }
    assert.equal((await objectsOf(clone, "statefulsets", NAMESPACE)).length, 5);
    await stack.pulumi("up --yes --skip-preview --expect-no-changes");
  });
});

describe("databases made by their administrator", () => {
  const passwords = { platform: "by-hand-one", services: "by-hand-two", plan: "by-hand-three" };
  const keyOf = (role: string): string => ACCOUNT_KEYS[role as AccountRole];
  let stack: Stack;

  before(async () => {
    const { ports } = serverSettings(clone);
    const mysql = { mode: "existing", host: HOST, port: ports.mariadb };
    const users = { platform: "hand_paas", services: "hand_services", plan: "hand_plan" };
    const databases = {
      apiserver: "hand_api",
      workloads: "hand_work",
      svcMysql: "hand_m",
      svcBkrepo: "hand_r",
      svcRabbitmq: "hand_q",
    };
    const given = Object.keys(passwords).map((role) => [keyOf(role), { source: "given" }]);
    const config = {
      ...managedConfig("paas-by-hand"),
      "bkpaas:mysql": { ...mysql, provisioning: "manual", users, databases },
      "bkpaas:keys": Object.fromEntries(given) as Record<string, unknown>,
    };
    const secrets = Object.entries(passwords).map(([role, password]) => [
      `keys.${keyOf(role)}.value`,
      password,
    ]);
    stack = await Stack.create(clone, "by-hand", config, {
      ...bkrepoSecret(),
      ...(Object.fromEntries(secrets) as Record<string, string>),
    });
  });

  it("are written down before anything is up, for their owner's eyes only", async () => {
    const made = await clone.inEnv("make -s sql STACK=by-hand");
    assert.equal(made.exitCode, 0, made.output);
    for (const password of Object.values(passwords)) assert.ok(!made.output.includes(password));
    const file = path.join(clone.dir, "sql", "by-hand", "platform.sql");
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.equal(await clone.gitChanges(), "?? Pulumi.by-hand.yaml\n?? Pulumi.managed.yaml\n");
    await runStatements(fs.readFileSync(file, "utf8"));
  });

  it("are made by these statements: every account logs in and sees its databases", async () => {
    const { ports } = serverSettings(clone);
    const account = { host: HOST, port: ports.mariadb, user: "hand_paas", password: passwords.platform };
    await asAccount(account, async (connection) => {
      const names = await column(connection, "SHOW DATABASES");
      assert.deepEqual(
        names.filter((name) => name.startsWith("hand_")),
        ["hand_api", "hand_work"],
      );
    });
  });

  it("appear in a preview as the same statements, secret, and as no resource", async () => {
    const preview = await stack.pulumi("preview --diff");
    assert.doesNotMatch(preview, /mysql:index/);
    for (const password of Object.values(passwords)) assert.ok(!preview.includes(password));
  });
});

describe("a check of what the servers have", () => {
  it("finds nothing missing after an update, and names a privilege that was revoked by hand", async () => {
    const up = await clone.make("up");
    assert.equal(up.exitCode, 0, up.output);
    const sound = await clone.make("drift");
    assert.equal(sound.exitCode, 0, sound.output);
    assert.match(sound.output, /They have all that is declared/);
    await asAdministrator(clone, async (connection) => {
      await connection.query("REVOKE INDEX ON `paas3\\_apiserver`.* FROM 'bk_paas3'@'%'");
    });
    const found = await clone.make("drift");
    assert.notEqual(found.exitCode, 0);
    assert.match(found.output, /account 'bk_paas3'@'%' lacks INDEX on paas3\\_apiserver\.\*/);
  });
});

describe("a database that can't be reached", () => {
  it("is named in a plain preview, with what to check, before any resource plugin starts", async () => {
    const port = serverSettings(clone).ports.rabbitmq;
    const config = {
      ...managedConfig("paas-nowhere"),
      "bkpaas:sandbox": "false",
      "bkpaas:mysql": { mode: "existing", host: HOST, port, admin: { user: "root" } },
    };
    const stack = await Stack.create(clone, "nowhere", config, {
      ...bkrepoSecret(),
      "mysql.admin.password": "unused",
    });
    const refused = await stack.run("preview --logtostderr --verbose 9 2>&1");
    assert.notEqual(refused.exitCode, 0);
    assert.match(
      refused.output,
      new RegExp(`bkpaas:mysql\\.host {2}can't be reached: ${HOST}:${port}: .*Check`),
    );
    assert.match(refused.output, /pulumi config set --path 'mysql\.provisioning' 'job'/);
    assert.match(
      refused.output,
      /warning: svc-mysql's plan account bk_mysql_plan is on the platform's own MySQL server/,
    );
    const launched = [...refused.output.matchAll(/Launching plugin '(\w+)/g)].map(([, name]) => name);
    assert.deepEqual(new Set(launched), new Set(["nodejs"]));
  });
});

describe("a store of dev that is run in the cluster", () => {
  const volume = async (): Promise<string[]> => {
    const volumes = await clone.ask("kubectl get persistentvolumeclaims --all-namespaces --output name");
    return volumes.split("\n").filter((name) => name.endsWith("bkpaas-redis-0"));
  };

  before(async () => {
    const file = `${clone.dir}/Pulumi.dev.yaml`;
    const tracked = parse(fs.readFileSync(file, "utf8")) as { config: Record<string, unknown> };
    tracked.config["bkpaas:redis"] = { mode: "managed" };
    fs.writeFileSync(file, stringify(tracked));
    const up = await clone.make("up");
    assert.equal(up.exitCode, 0, up.output);
  });

  it("keeps the stack from being destroyed, and is named", async () => {
    const refused = await clone.make("destroy");
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /StatefulSet::redis-server/);
    assert.match(refused.output, /PersistentVolumeClaim::redis-volume-0/);
    assert.ok((await volume()).length > 0);
  });

  it("goes with its volume when the data are to be deleted", async () => {
    const before = await volume();
    const destroyed = await clone.make("destroy", "DATA=delete");
    assert.equal(destroyed.exitCode, 0, destroyed.output);
    await clone.ask(`node -e 'import("./sandbox/servers/all.ts").then(({ startAll }) => startAll())'`);
    assert.equal((await volume()).length, before.length - 1);
  });
});

/** Everything in the cluster but bkrepo, of which the sandbox has a stand-in. */
function managedConfig(namespace: string): Record<string, unknown> {
  const { ports } = serverSettings(clone);
  return {
    "bkpaas:sandbox": "true",
    "bkpaas:domain": "managed.example.test",
    "bkpaas:namespace": namespace,
    "bkpaas:platform": {
      timeoutMinutes: 5,
      preset: "production",
      paasStack: { name: namespace },
      bkServices: { name: `${namespace}-services` },
    },
    "bkpaas:mysql": {
      mode: "managed",
      naming: "bkhelmfile",
      users: { platform: "managed_paas", services: "managed_services", plan: "managed_plan" },
      addons: { mode: "managed", version: "5.7" },
    },
    "bkpaas:redis": { mode: "managed" },
    "bkpaas:rabbitmq": { mode: "managed" },
    "bkpaas:elasticsearch": { mode: "managed" },
    // Beside dev's, in the same bkrepo: names of its own.
    "bkpaas:bkrepo": {
      endpoint: `http://${HOST}:${ports.bkrepo}`,
      admin: { user: "admin" },
      project: "managed",
      addonsProject: "managed-addons",
      users: { platform: "managed-paas", addons: "managed-addons", lesscode: "managed-lesscode" },
    },
  };
}

function bkrepoSecret(): Record<string, string> {
  return { "bkrepo.admin.password": serverSettings(clone).passwords.bkrepo };
}

async function provisioningJobs(namespace: string): Promise<string[]> {
  const jobs = await objectsOf(clone, "jobs", namespace);
  return jobs
    .filter(({ status }) =>
      status?.conditions?.some(({ type, status: is }) => type === "Complete" && is === "True"),
    )
    .map(({ metadata }) => metadata.name)
    .filter((name) => name.includes("-provisioning-"));
}

function decoded(secret: KubernetesObject | undefined, key: string): string {
  return Buffer.from(secret?.data?.[key] ?? "", "base64").toString();
}

/** Runs statements on the clone's own server with the real client, as the administrator. */
async function runStatements(sql: string): Promise<void> {
  const { ports, passwords } = serverSettings(clone);
  const login = {
    host: HOST,
    port: ports.mariadb,
    user: "root",
    password: passwords.mariadb,
    tls: undefined,
  };
  const options = clone.sandbox("client.cnf");
  const statements = clone.sandbox("statements.sql");
  fs.writeFileSync(options, clientOptions(login, ""), { mode: 0o600 });
  fs.writeFileSync(statements, sql, { mode: 0o600 });
  const client = `"$0" --defaults-extra-file="$1" --batch < "$2"`;
  await promisify(execFile)("/bin/sh", [
    "-ec",
    client,
    findExecutable("mariadb", "mysql"),
    options,
    statements,
  ]);
}
