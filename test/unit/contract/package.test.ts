import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { CONTRACT_VERSION } from "../../../contract/version.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

const READER = path.join(CHECKOUT, "contract", "reader");

const FILES = [
  ...["README.md", "README.zh-CN.md", "contract.js", "index.d.ts", "index.js", "outputs.d.ts"],
  "package.json",
];

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies?: unknown;
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

test("the package needs no other, and its major version is that of the contract", () => {
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.version.split(".")[0], String(CONTRACT_VERSION));
  const scripts = FILES.filter((file) => file.endsWith(".js"));
  const imports = scripts.flatMap((file) =>
    [...fs.readFileSync(path.join(READER, file), "utf8").matchAll(/^import .* from "(.*)";$/gm)].map(
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
import { readPlatform } from "bkpaas-outputs";
const output = (value) => ({ value, apply: (next) => { const made = next(value); return made?.apply ? made : output(made); } });
console.log(readPlatform(${SDK}, "s").require("namespace").value);
`;

test("it runs in plain Node from a folder under node_modules", () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-outputs-"));
  try {
    const installed = path.join(directory, "node_modules", "bkpaas-outputs");
    fs.mkdirSync(installed, { recursive: true });
    for (const file of FILES) fs.copyFileSync(path.join(READER, file), path.join(installed, file));
    fs.writeFileSync(path.join(directory, "program.mjs"), PROGRAM);
    const options = ["--no-experimental-strip-types", "program.mjs"];
    assert.equal(execFileSync(process.execPath, options, { cwd: directory, encoding: "utf8" }), "paas\n");
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
});

test("its JavaScript has the types that its declarations promise, with what Node 18 knows", () => {
  assert.equal(manifest.engines.node, ">=18");
  const compiler = path.join(CHECKOUT, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [compiler, "--project", READER], { stdio: "pipe" });
});
