import { spawn } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { ensurePackages } from "../packages.ts";
import { BIN, CHECKOUT } from "../layout.ts";
import { ensureTools } from "../tools/ensure.ts";

/** How many tests ended how; a check such as the linter counts as one. */
interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

type Stage = () => Promise<Count>;

/** What needs neither engine nor server. */
const quick: readonly Stage[] = [
  () => tool("format", "prettier", "--check", "--log-level=warn", "."),
  () => tool("lint", "eslint", "--max-warnings=0", "."),
  () => tool("types", "tsc"),
  () => tests("test/unit/**/*.test.ts", 2),
  () => tests("test/golden/*.test.ts", 1),
];

/** What runs against the real engine, API server and database. */
const real: readonly Stage[] = [
  () => tests("test/contract/**/*.test.ts", 2),
  () => tests("test/e2e/**/*.test.ts", 2),
];

/** The part of the tests that needs no engine. */
export function check(): Promise<number> {
  return report(quick);
}

/** Records the graph of every environment, its pictures and the reports anew; a reviewer reads the difference in git. */
export function golden(): Promise<number> {
  process.env.GOLDEN = "update";
  const graphs = (): Promise<Count> => tests("test/golden/*.test.ts", 1);
  if (existsSync(`${BIN}/helm`))
    return report([graphs, () => tests("test/contract/report/reports.test.ts", 1)]);
  console.log(
    "The reports of test/golden/reports stay as they are: they need the helm that `make env` brings.",
  );
  return report([graphs]);
}

/** Every test. The last line is the count that CI reads. */
export async function test(): Promise<number> {
  await ensurePackages(console.log);
  await ensureTools();
  return report([...quick, ...real]);
}

async function report(stages: readonly Stage[]): Promise<number> {
  let total: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of stages) total = sum(total, await stage());
  if (total.skipped > 0) console.log(`${total.skipped} skipped, each said above`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function sum(one: Count, other: Count): Count {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** Runs a tool of this project's own packages over all files. */
function tool(title: string, name: string, ...args: string[]): Promise<Count> {
  const began = Date.now();
  const child = spawn(`${CHECKOUT}/node_modules/.bin/${name}`, args, { cwd: CHECKOUT, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      const passed = exitCode === 0;
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${passed ? "✔" : "✖"} ${title} (${seconds} s)`);
      resolve({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });
    });
  });
}

/** Runs test files, each in a process of its own. */
function tests(pattern: string, concurrency: number): Promise<Count> {
  const files = globSync(pattern, { cwd: CHECKOUT }).map((file) => `${CHECKOUT}/${file}`);
  const stream = run({ files: files.sort(), concurrency, cwd: CHECKOUT });
  stream.compose(spec).pipe(process.stdout, { end: false });
  return new Promise((resolve, reject) => {
    stream.on("error", reject);
    stream.on("test:summary", ({ file, counts }) => {
      // A summary with a file is of that file; the one without is of all.
      if (file !== undefined) return;
      const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
      resolve({ passed: counts.passed, failed, skipped: counts.skipped });
    });
  });
}
