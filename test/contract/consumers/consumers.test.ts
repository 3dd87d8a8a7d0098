import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import {
  type Properties,
  Secret,
  type Value,
  isProperties,
  toJson,
} from "../../../provider/protocol/value.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";
import { installConsumer } from "../../support/consumer.ts";
import { type Run, record } from "../../support/program.ts";
import { recordedOutputs } from "./recorded-outputs.ts";

// A program that was written against version N of the contract, kept as it was: what it reads must go on being there.
// A folder vN is never edited. Where it can't be kept working, the contract has a new version and the folder goes.

const ENVIRONMENTS = recordedOutputs();

/** The strictest that another project may ask of its own program and of the declarations it imports from us. */
const COMPILER_OPTIONS = {
  target: "es2024",
  module: "nodenext",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  // The SDK's declarations are not ours to check.
  skipLibCheck: true,
};

const versions = fs.readdirSync(import.meta.dirname).filter((name) => /^v\d+$/.test(name));

it("there is a consumer for version 1", () => {
  assert.ok(versions.includes("v1"));
});

it("the example has the SDKs of this checkout, which its tests run it with", () => {
  const ours = dependenciesOf("package.json");
  const { "bkpaas-outputs": reader, ...sdks } = dependenciesOf("examples/consumer/package.json");
  assert.equal(reader, "file:../../contract/reader");
  for (const [name, version] of Object.entries(sdks)) assert.equal(version, ours[name], name);
});

for (const version of versions) {
  describe(`the consumer of contract ${version}`, () => {
    let directory: string;
    const inDirectory = (...names: string[]): string => path.join(directory, ...names);

    before(async () => {
      directory = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-frozen-"));
      await installConsumer(path.join(import.meta.dirname, version), directory);
      fs.writeFileSync(inDirectory("package.json"), JSON.stringify({ type: "module" }));
    });

    after(() => {
      fs.rmSync(directory, { recursive: true });
    });

    const run = (environment: string, outputs: Properties): Promise<Run> => {
      const platform = `organization/bkpaas/${environment}`;
      const program = { project: "consumer", directory, entry: "index.ts" };
      return record(program, "sample", { values: { platform }, secretKeys: [] }, { [platform]: outputs });
    };

    for (const [environment, outputs] of ENVIRONMENTS) {
      it(`reads the outputs of ${environment}`, async () => {
        const { monitor, exitCode, output } = await run(environment, outputs);
        assert.equal(exitCode, 0, output);
        assert.deepEqual(monitor.errors, []);
        const provider = monitor.registrations.find(({ urn }) => urn.includes("::pulumi:providers:mysql::"));
        assert.deepEqual(toJson(provider?.inputs ?? {}), loginOf(outputs));
        assert.deepEqual(
          Object.entries(provider?.inputs ?? {})
            .filter(([, value]) => value instanceof Secret)
            .map(([name]) => name),
          ["password"],
        );
      });
    }

    for (const [verify, expected] of [
      ["full", "true"],
      ["none", "skip-verify"],
    ] as const) {
      it(`speaks TLS with a server whose outputs say ${verify}`, async () => {
        const outputs = withTls(dev(), { verify, ca: "certificates" });
        const { monitor, exitCode, output } = await run("dev", outputs);
        assert.equal(exitCode, 0, output);
        const provider = monitor.registrations.find(({ urn }) => urn.includes("::pulumi:providers:mysql::"));
        assert.equal(provider?.inputs.tls, expected);
      });
    }

    const compile = async (): Promise<string> => {
      const options = { compilerOptions: COMPILER_OPTIONS, include: ["*.ts"] };
      fs.writeFileSync(inDirectory("tsconfig.json"), JSON.stringify(options));
      return compiled(directory);
    };

    it("compiles, and does not with a typo in an output's name", async () => {
      const program = fs.readFileSync(inDirectory("index.ts"), "utf8");
      fs.writeFileSync(inDirectory("typo.ts"), program.replace("mysql.plan.host", "mysql.plan.hots"));
      const found = await compile();
      fs.rmSync(inDirectory("typo.ts"));
      assert.match(found, /^typo\.ts.*"mysql\.plan\.hots"/m);
      assert.doesNotMatch(found, /^index\.ts/m);
    });

    it("stops compiling when an output has another type or is gone", async () => {
      const file = inDirectory("node_modules", "bkpaas-outputs", "outputs.d.ts");
      const declared = fs.readFileSync(file, "utf8");
      const broken = declared
        .replace(/("mysql\.plan\.port"): number/, "$1: string")
        .replace(/"mysql\.plan\.user".*\n/, "");
      fs.writeFileSync(file, broken);
      const found = await compile();
      fs.writeFileSync(file, declared);
      assert.match(found, /^index\.ts.*'Output<string>' is not assignable to/m);
      assert.match(found, /^index\.ts.*"mysql\.plan\.user"/m);
    });

    it("fails by name when an output is gone", async () => {
      const { exitCode, output, monitor } = await run("dev", without(dev(), "mysql.plan.host"));
      assert.notEqual(exitCode, 0, output);
      assert.match(monitor.errors.join(), /organization\/bkpaas\/dev.*mysql\.plan\.host/s);
    });

    it("fails by name when the contract is newer", async () => {
      const { exitCode, output, monitor } = await run("dev", { ...dev(), contractVersion: 1000 });
      assert.notEqual(exitCode, 0, output);
      assert.match(monitor.errors.join(), /organization\/bkpaas\/dev.*contract 1000/s);
    });
  });
}

function dependenciesOf(file: string): Readonly<Record<string, string>> {
  const text = fs.readFileSync(path.join(CHECKOUT, file), "utf8");
  return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies;
}

function dev(): Properties {
  return ENVIRONMENTS.get("dev") ?? assert.fail("dev is not recorded");
}

interface Plan {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly tls?: { readonly verify: "full" | "none" };
}

/** What a consumer of the plan's server must hand to its provider in an environment. */
function loginOf(outputs: Properties): object {
  const mysql: unknown = toJson(outputs).mysql;
  const { host, port, user, password, tls } = (mysql as { plan: Plan }).plan;
  const verify = tls && { full: "true", none: "skip-verify" }[tls.verify];
  return { endpoint: `${host}:${port}`, username: user, password, tls: verify ?? "false" };
}

/** The outputs of an environment whose server for applications speaks TLS. */
function withTls(outputs: Properties, tls: Properties): Properties {
  const { mysql = null } = outputs;
  const plan = isProperties(mysql) ? (mysql.plan ?? null) : null;
  assert.ok(isProperties(mysql) && isProperties(plan));
  return { ...outputs, mysql: { ...mysql, plan: { ...plan, tls } } };
}

/** A copy that lacks the value at a path. */
function without(outputs: Properties, path: string): Properties {
  const [name = "", ...rest] = path.split(".");
  const { [name]: value = null, ...others } = outputs;
  if (rest.length === 0) return others;
  const inner: Value = without(isProperties(value) ? value : {}, rest.join("."));
  return { ...others, [name]: inner };
}

/** What the compiler says of a folder's program. */
function compiled(directory: string): Promise<string> {
  const compiler = path.join(CHECKOUT, "node_modules", "typescript", "bin", "tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, "--pretty", "false"], { cwd: directory }, (_error, stdout) => {
      resolve(stdout);
    });
  });
}
