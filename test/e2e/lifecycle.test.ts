import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, describe, it } from "node:test";
import { Clone, type Ended } from "./support/clone.ts";
import { environmentOf } from "../support/container-environment.ts";
import { auditOffset, environmentObjects, objectsOf, revisionsOf, writesSince } from "./support/cluster.ts";
import { asAccount, asAdministrator, column, refusal } from "./support/database.ts";
import { documentedEnvironment } from "./support/documented-environment.ts";
import { type OpenOutputs, outputsOf } from "./support/outputs.ts";

const DEPLOYMENTS = [
  "bkpaas3-apiserver-web",
  "bkpaas3-apiserver-worker",
  "bkpaas3-svc-bkrepo-web",
  "bkpaas3-svc-mysql-web",
  "bkpaas3-svc-rabbitmq-web",
  "bkpaas3-webfe-web",
  "bkpaas3-workloads-web",
  "bkpaas3-workloads-worker",
];
const JOBS = [
  "bkpaas3-apiserver-init-data",
  "bkpaas3-apiserver-migrate-db",
  "bkpaas3-svc-bkrepo-initial-fixtures",
  "bkpaas3-svc-bkrepo-migrate-db",
  "bkpaas3-svc-mysql-initial-fixtures",
  "bkpaas3-svc-mysql-migrate-db",
  "bkpaas3-svc-rabbitmq-migrate-db",
  "bkpaas3-upload-devops",
  "bkpaas3-workloads-migrate-db",
];
const OURS = ["paas3_apiserver", "paas3_workloads", "svc_bkrepo", "svc_mysql", "svc_rabbitmq"];

/** The life of one stack, in order: each step finds what the step before has left. */
describe("the stack dev, from a fresh clone to nothing", () => {
  let clone: Clone;
  let outputs: OpenOutputs;
  let first: Ended;

  before(async () => {
    clone = await Clone.create();
    first = await clone.make("up");
    assert.equal(first.exitCode, 0, first.output);
    outputs = await outputsOf(clone);
  });

  after(async () => {
    await clone.remove();
  });

  const platform = <T>(database: string, work: Parameters<typeof asAccount<T>>[1]) =>
    asAccount(
      { host: outputs.mysql.host, port: outputs.mysql.port, ...outputs.mysql.platform },
      async (connection) => {
        await connection.query(`USE \`${database}\``);
        return work(connection);
      },
    );

  it("comes up in one command, shows the engine's summary and leaves git alone", async () => {
    assert.match(first.output, /Resources:\s+\+ \d+ created/);
    assert.equal(await clone.gitChanges(), "");
  });

  for (const database of ["apiserver", "workloads"]) {
    it(`lets the platform's account create, alter and drop tables in the database of ${database}`, async () => {
      await platform(outputs.mysql.databases[database] ?? "", async (connection) => {
        await connection.query("CREATE TABLE probe (id INT PRIMARY KEY, text VARCHAR(20))");
        await connection.query("ALTER TABLE probe ADD COLUMN more VARCHAR(20)");
        await connection.query("INSERT INTO probe VALUES (1, '四字节 😀', '')");
        assert.deepEqual(await column(connection, "SELECT text FROM probe"), ["四字节 😀"]);
        await connection.query("DROP TABLE probe");
      });
    });
  }

  it("lets the platform's account read and write rows of PaaS 2.0 and refuses it a table there", async () => {
    await platform("open_paas", async (connection) => {
      const [table = ""] = await column(connection, "SHOW TABLES");
      assert.notEqual(table, "");
      assert.equal(await refusal(connection, `SELECT * FROM \`${table}\``), undefined);
      assert.equal(await refusal(connection, `DELETE FROM \`${table}\` WHERE 1 = 0`), undefined);
      assert.equal(await refusal(connection, "CREATE TABLE probe (id INT)"), "ER_TABLEACCESS_DENIED_ERROR");
    });
  });

  it("refuses the platform's account every other database", async () => {
    const account = { host: outputs.mysql.host, port: outputs.mysql.port, ...outputs.mysql.platform };
    await asAccount(account, async (connection) => {
      for (const database of ["svc_mysql", "mysql"]) {
        assert.equal(await refusal(connection, `USE \`${database}\``), "ER_DBACCESS_DENIED_ERROR");
      }
    });
  });

  it("gives databases utf8mb4 and accounts a host that pods come from", async () => {
    await asAdministrator(clone, async (connection) => {
      const names = OURS.map((name) => `'${name}'`).join();
      const select = `FROM information_schema.schemata WHERE schema_name IN (${names})`;
      assert.deepEqual((await column(connection, `SELECT schema_name ${select}`)).sort(), OURS);
      const characterSets = await column(connection, `SELECT DISTINCT default_character_set_name ${select}`);
      assert.deepEqual(characterSets, ["utf8mb4"]);
      const hosts = await column(connection, "SELECT DISTINCT host FROM mysql.user WHERE user LIKE 'bk\\_%'");
      assert.deepEqual(hosts, ["%"]);
    });
  });

  it("has both releases deployed, every Deployment ready and every Job complete", async () => {
    const releases = JSON.parse(await clone.ask("helm list --all --all-namespaces --output json")) as {
      name: string;
      status: string;
      revision: string;
    }[];
    assert.deepEqual(
      releases.map(({ name, status, revision }) => [name, status, revision]),
      [
        ["bk-paas3", "deployed", "1"],
        ["bk-services", "deployed", "1"],
      ],
    );
    const deployments = await objectsOf(clone, "deployments", outputs.namespace);
    assert.deepEqual(deployments.map(({ metadata }) => metadata.name).sort(), DEPLOYMENTS);
    for (const { metadata, spec, status } of deployments) {
      assert.equal(status?.readyReplicas, spec?.replicas, metadata.name);
    }
    const jobs = await objectsOf(clone, "jobs", outputs.namespace);
    // CronJobs that were due meanwhile have Jobs of their own, with the minute in the name.
    const lasting = jobs
      // The name of a Job of ours ends with a digest.
      .map(({ metadata }) => metadata.name.replace(/^(bkpaas3-upload-.+)-[0-9a-f]{8}$/, "$1"))
      .filter((name) => !/-\d{8,}$/.test(name));
    assert.deepEqual(lasting.sort(), JOBS);
    for (const { metadata, status } of jobs) {
      const complete = status?.conditions?.some(
        ({ type, status: is }) => type === "Complete" && is === "True",
      );
      assert.ok(complete, `${metadata.name} is not complete`);
    }
  });

  it("gives every container what the documents say, and no secret but by Secrets", async () => {
    const objects = await environmentObjects(clone, outputs.namespace);
    for (const [place, wanted] of Object.entries(documentedEnvironment(outputs))) {
      const [workload = "", container = ""] = place.split(" ");
      const found = environmentOf(objects, workload, container);
      const asked = Object.fromEntries(Object.keys(wanted).map((name) => [name, found[name]]));
      assert.deepEqual(asked, wanted, place);
    }
    const readable = JSON.stringify(objects.filter(({ kind }) => kind !== "Secret"));
    const { keys, mysql, bkrepo } = outputs;
    for (const secret of [
      ...Object.values(keys),
      ...[mysql.platform, mysql.services, mysql.plan, ...Object.values(bkrepo)].map(
        ({ password }) => password,
      ),
    ]) {
      assert.ok(!readable.includes(secret));
    }
  });

  it("gives svc-mysql and svc-bkrepo plans that open their servers", async () => {
    const secrets = await objectsOf(clone, "secrets", outputs.namespace);
    const planOf = (service: string) => {
      const found = secrets.find(({ metadata }) => metadata.name === `bkpaas3-${service}-plan-secrets`);
      const text = Buffer.from(found?.data?.["plans.json"] ?? "", "base64").toString();
      const [row] = JSON.parse(text) as { model: string; fields: { config: string } }[];
      assert.equal(row?.model, "paas_service.plan");
      return JSON.parse(row.fields.config) as Record<string, unknown>;
    };
    const { plan } = outputs.mysql;
    assert.deepEqual(planOf("svc-mysql"), {
      host: outputs.mysql.host,
      port: outputs.mysql.port,
      user: plan.user,
      password: plan.password,
      auth_ip_list: ["%"],
    });
    assert.equal(planOf("svc-bkrepo").password, outputs.bkrepo.addons.password);
    assert.equal(planOf("svc-bkrepo").project, "bksaas-addons");
  });

  it("changes nothing and writes nothing the second time", async () => {
    const offset = auditOffset(clone);
    await asAdministrator(clone, async (connection) => {
      await connection.query("SET GLOBAL general_log = ON");
    });
    const second = await clone.make("up");
    await asAdministrator(clone, async (connection) => {
      await connection.query("SET GLOBAL general_log = OFF");
    });
    assert.equal(second.exitCode, 0, second.output);
    assert.match(second.output, /Resources:\s+\d+ unchanged/);
    assert.doesNotMatch(second.output, /created|updated|replaced|deleted/);
    assert.deepEqual(writesSince(clone, offset), []);
    const log = fs.readFileSync(clone.sandbox("logs", "mariadb-general.log"), "utf8");
    assert.match(log, /Connect/);
    const writes = /\b(CREATE|ALTER|DROP|GRANT|REVOKE|INSERT|UPDATE|DELETE|SET PASSWORD)\b/i;
    assert.deepEqual(
      log.split("\n").filter((line) => /Query/.test(line) && writes.test(line)),
      [],
    );
    assert.equal((await outputsOf(clone)).releases.paasStack.revision, 1);
  });

  it("finds nothing to refresh", async () => {
    const refreshed = await clone.inEnv(
      "pulumi refresh --yes --skip-preview --expect-no-changes --stack dev",
    );
    assert.equal(refreshed.exitCode, 0, refreshed.output);
    assert.match(refreshed.output, /Resources:\s+\d+ unchanged/);
  });

  it("restarts only the pods that read a changed value, by one update", async () => {
    const before = await revisionsOf(clone, outputs.namespace);
    const key = "bkpaas:platform.packages.npmRegistry";
    await clone.ask(`pulumi config set --path ${key} https://npm.example.test --stack dev`);
    const changed = await clone.inEnv("pulumi up --yes --skip-preview --stack dev");
    assert.equal(changed.exitCode, 0, changed.output);
    assert.match(changed.output, /Resources:\s+~ 1 updated\s+\d+ unchanged/);
    const after = await revisionsOf(clone, outputs.namespace);
    const restarted = DEPLOYMENTS.filter((name) => before[name] !== after[name]);
    assert.deepEqual(restarted, ["bkpaas3-apiserver-web", "bkpaas3-apiserver-worker"]);
    const { releases } = await outputsOf(clone);
    assert.deepEqual([releases.paasStack.revision, releases.bkServices.revision], [2, 1]);
  });

  it("stops and comes back with the same data and nothing to do", async () => {
    assert.equal((await clone.make("down")).exitCode, 0);
    assert.match((await clone.make("status")).output, /stopped/);
    const again = await clone.make("up", "PLUGINS=auto");
    assert.equal(again.exitCode, 0, again.output);
    assert.deepEqual((await outputsOf(clone)).keys, outputs.keys);
  });

  it("refuses to be destroyed while keys and databases are protected, and says what lifts that", async () => {
    const refused = await clone.make("destroy");
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /secrets-encryption-key/);
    assert.match(refused.output, /make destroy DATA=delete/);
    assert.equal((await outputsOf(clone)).keys.encryption, outputs.keys.encryption);
    await asAdministrator(clone, async (connection) => {
      assert.ok((await column(connection, "SHOW DATABASES")).includes("paas3_apiserver"));
    });
  });

  it("leaves no database, user, namespace or release of its own when told to delete the data", async () => {
    const destroyed = await clone.make("destroy", "DATA=delete");
    assert.equal(destroyed.exitCode, 0, destroyed.output);
    // The servers were stopped; asking them needs them started.
    await clone.ask(`node -e 'import("./sandbox/servers/all.ts").then(({ startAll }) => startAll())'`);
    await asAdministrator(clone, async (connection) => {
      const databases = await column(connection, "SHOW DATABASES");
      assert.deepEqual(
        databases.filter((name) => OURS.includes(name)),
        [],
      );
      assert.ok(databases.includes("open_paas"), "what belongs to PaaS 2.0 stays");
      assert.deepEqual(await column(connection, "SELECT user FROM mysql.user WHERE user LIKE 'bk\\_%'"), []);
    });
    const namespaces = JSON.parse(await clone.ask("kubectl get namespaces --output json")) as {
      items: { metadata: { name: string } }[];
    };
    const names = namespaces.items.map(({ metadata }) => metadata.name);
    assert.ok(names.includes("default") && !names.includes(outputs.namespace));
    assert.deepEqual(JSON.parse(await clone.ask("helm list --all --all-namespaces --output json")), []);
  });
});
