import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, it } from "node:test";
import { parse, stringify } from "yaml";
import { Clone } from "./support/clone.ts";
import { objectsOf } from "./support/cluster.ts";
import { asAdministrator, column } from "./support/database.ts";
import { outputsOf } from "./support/outputs.ts";

// The production path: no make, only the CLI, on a stack file of its own. The sandbox lends its servers.

const STACK = "staging";
const SECRETS = ["mysql.admin", "rabbitmq.admin", "bkrepo.admin"] as const;
let clone: Clone;

before(async () => {
  clone = await Clone.create();
  const prepared = await clone.make("preview");
  assert.equal(prepared.exitCode, 0, prepared.output);
  const { ports, passwords } = JSON.parse(
    fs.readFileSync(clone.sandbox("settings.json"), "utf8"),
  ) as Settings;
  fs.writeFileSync(`${clone.dir}/Pulumi.${STACK}.yaml`, stringify({ config: configOf(ports) }));
  await pulumi(`stack init ${STACK}`);
  const given = { mysql: passwords.mariadb, rabbitmq: passwords.rabbitmq, bkrepo: passwords.bkrepo };
  for (const path of SECRETS) {
    const password = given[path.split(".")[0] as keyof typeof given];
    await pulumi(`config set --secret --path '${path}.password' --stack ${STACK}`, password);
  }
  await pulumi(`config set --secret --path 'redis.password' --stack ${STACK}`, passwords.redis);
});

after(async () => {
  await clone.remove();
});

it("everything wrong with a configuration is told at once, before any resource plugin starts", async () => {
  const file = `${clone.dir}/Pulumi.${STACK}.yaml`;
  const sound = fs.readFileSync(file, "utf8");
  const broken = parse(sound) as { config: Record<string, Record<string, unknown>> };
  Reflect.deleteProperty(broken.config, "bkpaas:domain");
  Reflect.set(broken.config, "bkpaas:colour", "red");
  Reflect.set(broken.config["bkpaas:redis"] ?? {}, "port", "six");
  Reflect.deleteProperty(broken.config["bkpaas:rabbitmq"] ?? {}, "host");
  try {
    fs.writeFileSync(file, stringify(broken));
    const refused = await clone.inEnv(`pulumi preview --stack ${STACK} --logtostderr --verbose 9 2>&1`);
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /4 problems in the configuration of stack "staging"; nothing was changed/);
    for (const key of ["bkpaas:colour", "bkpaas:domain", "bkpaas:redis.port", "bkpaas:rabbitmq.host"]) {
      assert.ok(refused.output.includes(`  ${key}  `), `${key} is not mentioned`);
    }
    // The log shows what was launched: the language host, and nothing else.
    assert.deepEqual(new Set(launched(refused.output)), new Set(["nodejs"]));
  } finally {
    fs.writeFileSync(file, sound);
  }
});

it("plain `pulumi up` brings up a second stack with other names, and a second one has nothing to do", async () => {
  await pulumi(`up --yes --stack ${STACK}`);
  const outputs = await outputsOf(clone, STACK);
  assert.equal(outputs.namespace, "paas-staging");
  assert.equal(outputs.releases.paasStack.name, "staging");
  const deployments = await objectsOf(clone, "deployments", "paas-staging");
  assert.equal(deployments.length, 5);
  await asAdministrator(clone, async (connection) => {
    const names = await column(connection, "SHOW DATABASES LIKE 'staging\\_%'");
    assert.deepEqual(names.sort(), ["staging_api", "staging_m", "staging_q", "staging_r", "staging_work"]);
  });
  await pulumi(`up --yes --expect-no-changes --stack ${STACK}`);
});

it("a preview runs the program once and starts each resource plugin once", async () => {
  const { output } = await clone.inEnv(`pulumi preview --stack ${STACK} --logtostderr --verbose 9 2>&1`);
  const plugins = launched(output).filter((name) => name !== "nodejs");
  assert.deepEqual(plugins.sort(), ["kubernetes", "mysql", "random"]);
  assert.equal(output.match(/langhost\[nodejs\]\.Run\(.*\) executing/g)?.length, 1);
});

it("a destroy that nobody confirms leaves everything there, and protected as before", async () => {
  const before = await guarded();
  assert.equal(before.length, 15);
  const refused = await clone.inEnv(`make -s destroy DATA=delete STACK=${STACK}`);
  assert.notEqual(refused.exitCode, 0);
  assert.deepEqual(await guarded(), before);
});

it("the stack file on disk holds no password in the clear", () => {
  const file = fs.readFileSync(`${clone.dir}/Pulumi.${STACK}.yaml`, "utf8");
  const { passwords } = JSON.parse(fs.readFileSync(clone.sandbox("settings.json"), "utf8")) as Settings;
  assert.match(file, /secure:/);
  for (const password of Object.values(passwords)) assert.ok(!file.includes(password));
});

/** The plugins that the CLI's log says it has started, each as often as it was. */
function launched(log: string): string[] {
  return [...log.matchAll(/Launching plugin '(\w+)/g)].map(([, name = ""]) => name);
}

/** What the state protects, and what it keeps when the stack is destroyed. */
async function guarded(): Promise<string[]> {
  const state = JSON.parse(await clone.ask(`pulumi stack export --stack ${STACK}`)) as {
    deployment: { resources: { urn: string; protect?: boolean; retainOnDelete?: boolean }[] };
  };
  return state.deployment.resources
    .filter(({ protect }) => protect)
    .map(({ urn, retainOnDelete = false }) => `${urn} kept: ${String(retainOnDelete)}`);
}

interface Settings {
  readonly ports: Record<"mariadb" | "redis" | "rabbitmq" | "rabbitmqManagement" | "bkrepo", number>;
  readonly passwords: Record<"mariadb" | "redis" | "rabbitmq" | "bkrepo", string>;
}

/** An environment that shares nothing with dev but the servers. */
function configOf(ports: Settings["ports"]): Record<string, unknown> {
  const host = "127.0.0.1";
  return {
    "bkpaas:domain": "staging.example.test",
    "bkpaas:namespace": "paas-staging",
    "bkpaas:release": { name: "staging", timeoutMinutes: 5 },
    "bkpaas:mysql": {
      mode: "existing",
      host,
      port: ports.mariadb,
      admin: { user: "root" },
      databases: {
        apiserver: "staging_api",
        workloads: "staging_work",
        svcMysql: "staging_m",
        svcBkrepo: "staging_r",
        svcRabbitmq: "staging_q",
      },
      users: { platform: "staging_paas", services: "staging_services" },
    },
    "bkpaas:redis": {
      mode: "existing",
      host,
      port: ports.redis,
      databases: { platform: 2, workloadsTasks: 3 },
    },
    "bkpaas:rabbitmq": {
      mode: "existing",
      host,
      port: ports.rabbitmq,
      apiPort: ports.rabbitmqManagement,
      admin: { user: "admin" },
    },
    "bkpaas:bkrepo": { endpoint: `http://${host}:${ports.bkrepo}`, admin: { user: "admin" } },
  };
}

/** Runs the CLI itself, without the wrapper that `make env` puts before it. */
async function pulumi(command: string, input = ""): Promise<void> {
  const cli = clone.sandbox("bin", "pulumi");
  const ended = await clone.inEnv(`printf %s '${input}' | '${cli}' ${command} --non-interactive`);
  assert.equal(ended.exitCode, 0, ended.output);
}
