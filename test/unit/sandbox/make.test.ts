import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

const CHECKOUT = path.resolve(import.meta.dirname, "../../..");
const PROGRAMS = [
  "sh",
  "cat",
  "chmod",
  "cksum",
  "cp",
  "dirname",
  "flock",
  "getconf",
  "ln",
  "mkdir",
  "mv",
  "rm",
];

/** A machine as `sandbox/make` sees it: a checkout, a cache and the programs on PATH. */
interface Machine {
  readonly root: string;
  readonly bin: string;
}

describe("sandbox/make", () => {
  let machine: Machine;

  before(() => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "sandbox-make-"));
    machine = { root, bin: path.join(root, "bin") };
    for (const file of ["sandbox/make", "sandbox/node/package.json", "sandbox/node/package-lock.json"]) {
      fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      fs.copyFileSync(path.join(CHECKOUT, file), path.join(root, file));
    }
    fs.writeFileSync(path.join(root, "package-lock.json"), "{}");
    fs.mkdirSync(machine.bin);
    for (const program of [...PROGRAMS, "sed", "uname"]) {
      const found = execFileSync("/bin/sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
      fs.symlinkSync(found, path.join(machine.bin, program));
    }
  });

  after(() => {
    fs.rmSync(machine.root, { recursive: true });
  });

  /** Puts a Node.js on the machine that says its version, and of anything else only that it runs it. */
  function installNode(version: string): void {
    script("node", `[ "$1" = --version ] && echo ${version} || echo "node $*; options $NODE_OPTIONS"`);
  }

  function script(name: string, text: string): void {
    fs.writeFileSync(path.join(machine.bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  }

  function run(glibc?: string): { code: number | null; output: string; errors: string } {
    const { status, stdout, stderr } = spawnSync(path.join(machine.root, "sandbox/make"), ["status"], {
      encoding: "utf8",
      env: {
        PATH: machine.bin,
        HOME: path.join(machine.root, "home"),
        ...(glibc === undefined ? {} : { BKPAAS_GLIBC: glibc }),
      },
    });
    return { code: status, output: stdout, errors: stderr };
  }

  test("says first that an old glibc can't run the needed Node.js, and names the way out", () => {
    installNode("v16.20.2");
    const { code, output, errors } = run("2.17");
    assert.equal(code, 1);
    assert.equal(output, "");
    const [first] = errors.split("\n");
    assert.match(first ?? "", /glibc 2\.17 .* needs glibc 2\.28: run make from another machine/);
    assert.match(first ?? "", /the cluster's nodes do not matter/);
  });

  test("says that a machine without glibc needs a Node.js of its own", () => {
    installNode("v18.0.0");
    assert.match(run("").errors, /^This machine has no glibc/);
  });

  test("says what to install where there is neither Node.js nor npm", () => {
    fs.rmSync(path.join(machine.bin, "node"), { force: true });
    const { code, errors } = run("2.36");
    assert.equal(code, 1);
    assert.match(errors, /^Node\.js is missing: install it with npm/);
  });

  test("says that npm is missing where packages are", () => {
    installNode("v24.21.0");
    fs.rmSync(path.join(machine.root, "node_modules"), { recursive: true, force: true });
    const { code, errors } = run();
    assert.equal(code, 1);
    assert.match(errors, /npm is missing: install it/);
  });

  test("installs packages once, and again when the lock file has changed", () => {
    installNode("v24.21.0");
    script("npm", '[ "$1" = --version ] && echo 11.0.0 || { mkdir -p node_modules; echo "$*" >>calls; }');
    const calls = path.join(machine.root, "calls");
    run();
    run();
    assert.equal(fs.readFileSync(calls, "utf8").trim().split("\n").length, 1);
    fs.writeFileSync(path.join(machine.root, "package-lock.json"), '{"changed":true}');
    run();
    assert.equal(fs.readFileSync(calls, "utf8").trim().split("\n").length, 2);
  });

  test("never installs through a link, where npm would empty somebody else's folder", () => {
    installNode("v22.18.0");
    const theirs = path.join(machine.root, "theirs");
    const packages = path.join(machine.root, "node_modules");
    fs.mkdirSync(theirs);
    fs.writeFileSync(path.join(theirs, "kept"), "");
    fs.rmSync(packages, { recursive: true, force: true });
    fs.symlinkSync(theirs, packages);
    const { code, errors } = run();
    assert.notEqual(code, 0);
    assert.match(errors, /node_modules is a link .*: remove the link/);
    assert.deepEqual(fs.readdirSync(theirs), ["kept"]);
    fs.rmSync(packages);
  });

  test("repeats an installation that failed, and shows why it failed", () => {
    installNode("v24.21.0");
    script("npm", '[ "$1" = --version ] && echo 11.0.0 || { echo "registry says no"; exit 1; }');
    fs.writeFileSync(path.join(machine.root, "package-lock.json"), '{"changed":"again"}');
    const failed = run();
    assert.equal(failed.code, 1);
    assert.match(failed.errors, /registry says no/);
    script("npm", '[ "$1" = --version ] && echo 11.0.0 || mkdir -p node_modules');
    const repeated = run();
    assert.equal(repeated.code, 0);
    assert.match(repeated.errors, /Installing the packages/);
  });

  for (const version of ["v22.18.0", "v24.3.0", "v26.0.0"]) {
    test(`runs the command with the machine's Node.js ${version} and prints nothing itself`, () => {
      installNode(version);
      assert.deepEqual(run("2.17"), {
        code: 0,
        output: "node sandbox/cli.ts status; options \n",
        errors: "",
      });
    });
  }

  for (const version of ["v23.6.0", "v24.0.0"]) {
    test(`keeps Node.js ${version} from warning about TypeScript`, () => {
      installNode(version);
      assert.match(run().output, /options --disable-warning=ExperimentalWarning/);
    });
  }

  for (const version of ["v8.17.0", "v22.17.1", "v23.5.0"]) {
    test(`does not run the command with Node.js ${version}`, () => {
      installNode(version);
      assert.equal(run("2.17").code, 1);
    });
  }
});
