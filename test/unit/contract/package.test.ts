import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { CONTRACT_VERSION } from "../../../contract/version.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

const COMPILER = path.join(CHECKOUT, "node_modules", "typescript", "bin", "tsc");
const READER = path.join(CHECKOUT, "contract", "reader");

const FILES = [
  ...["LICENSE", "README.md", "README.zh-CN.md", "contract.js", "index.d.ts", "index.js", "outputs.d.ts"],
  "package.json",
];

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies?: unknown;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(fs.readFileSync(path.join(READER, "package.json"), "utf8")) as Manifest;

test("npm packs what a consumer needs and nothing else", () => {
  const options = ["pack", "--dry-run", "--json", "--offline", "--ignore-scripts"];
  const packed = execFileSync("npm", options, {
    cwd: READER,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
  assert.deepEqual(files.map((file) => file.path).sort(), FILES);
});

test("the instructions name the archive that npm packs", () => {
  for (const folder of [READER, path.join(CHECKOUT, "examples", "consumer")]) {
    for (const page of ["README.md", "README.zh-CN.md"]) {
      const named = fs.readFileSync(path.join(folder, page), "utf8").match(/bkpaas-outputs-[^ ]*?\.tgz/g);
      assert.deepEqual([...new Set(named)], [`bkpaas-outputs-${manifest.version}.tgz`], page);
    }
  }
});

test("it carries the licence of the project", () => {
  const [own, ours] = [READER, CHECKOUT].map((folder) =>
    fs.readFileSync(path.join(folder, "LICENSE"), "utf8"),
  );
  assert.equal(own, ours);
});

test("the package needs none but the consumer's own SDK, and its major version is that of the contract", () => {
  assert.equal(manifest.dependencies, undefined);
  assert.deepEqual(manifest.peerDependencies, { "@pulumi/pulumi": ">=3" });
  assert.equal(manifest.version.split(".")[0], String(CONTRACT_VERSION));
  const scripts = FILES.filter((file) => file.endsWith(".js"));
  const imports = scripts.flatMap((file) =>
    [...fs.readFileSync(path.join(READER, file), "utf8").matchAll(/require\("(.*?)"\)/g)].map(
      ([, from]) => from,
    ),
  );
  assert.deepEqual(imports, ["./contract.js"]);
});

const SDK = `{
  RunError: Error,
  StackReference: class { name = output("s"); getOutput = (name) => output(name === "contractVersion" ? ${CONTRACT_VERSION} : "paas"); },
  secret: (made) => made,
  unsecret: (made) => made,
}`;

const PROGRAM = `
const output = (value) => ({ value, apply: (next) => { const made = next(value); return made?.apply ? made : output(made); } });
console.log(readPlatform(${SDK}, "s").require("namespace").value);
`;

/** How a program takes the reader in, by the name of its file. */
const KINDS: Readonly<Record<string, string>> = {
  "program.mjs": 'import { readPlatform } from "bkpaas-outputs";',
  "program.cjs": 'const { readPlatform } = require("bkpaas-outputs");',
};

/** Does something in a folder under whose node_modules the package is, as npm puts it there. */
function whereInstalled(act: (directory: string) => void): void {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-outputs-"));
  try {
    const installed = path.join(directory, "node_modules", "bkpaas-outputs");
    fs.mkdirSync(installed, { recursive: true });
    for (const file of FILES) fs.copyFileSync(path.join(READER, file), path.join(installed, file));
    act(directory);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

for (const [file, begin] of Object.entries(KINDS)) {
  test(`plain Node runs ${file} with it, and needs no require() of ES modules for that`, () => {
    whereInstalled((directory) => {
      fs.writeFileSync(path.join(directory, file), `${begin}\n${PROGRAM}`);
      const options = ["--no-experimental-strip-types", "--no-experimental-require-module", file];
      assert.equal(execFileSync(process.execPath, options, { cwd: directory, encoding: "utf8" }), "paas\n");
    });
  });
}

const TYPED = `
import * as pulumi from "@pulumi/pulumi";
import { readPlatform } from "bkpaas-outputs";
const platform = readPlatform(pulumi, "organization/bkpaas/production");
export const port: pulumi.Output<number> = platform.require("mysql.plan.port");
export const verify: pulumi.Output<"full" | "none" | undefined> = platform
  .find("mysql.plan.tls")
  .apply((tls) => tls?.verify);
// @ts-expect-error a name that no contract has
platform.find("mysql.plan.hots");
`;

// node16 is the strictest: it takes an import into CommonJS for a require().
test("ES modules and CommonJS compile with it", () => {
  whereInstalled((directory) => {
    const packages = path.join(directory, "node_modules");
    fs.symlinkSync(path.join(CHECKOUT, "node_modules", "@pulumi"), path.join(packages, "@pulumi"));
    const files = ["typed.mts", "typed.cts"];
    for (const file of files) fs.writeFileSync(path.join(directory, file), TYPED);
    const options = ["--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--module", "node16"];
    const run = [COMPILER, ...options, ...files];
    const { status, stdout } = spawnSync(process.execPath, run, { cwd: directory, encoding: "utf8" });
    assert.equal(status, 0, stdout);
  });
});

test("its JavaScript has the types that its declarations promise, with what Node 18 knows", () => {
  assert.equal(manifest.engines.node, ">=18");
  execFileSync(process.execPath, [COMPILER, "--project", READER], { stdio: "pipe" });
});
