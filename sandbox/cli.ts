import { problemOfPlaces } from "./places.ts";
import { type Target, targetOf } from "./stack/target.ts";

/** What each `make` command does, loaded when it is called. @returns the exit code. */
const commands: Readonly<Record<string, (target: Target) => Promise<number>>> = {
  up: async (target) => (await import("./commands/up.ts")).up(target, process.env.EXPECT),
  preview: async (target) => (await import("./commands/preview.ts")).preview(target),
  report: async (target) => (await import("./commands/report.ts")).report(target, reportOptions()),
  destroy: async (target) => (await import("./commands/destroy.ts")).destroy(target, dataOption()),
  status: async (target) => (await import("./commands/status.ts")).status(target),
  env: async (target) => inSandbox(target, (await import("./commands/env.ts")).env),
  down: async (target) => inSandbox(target, (await import("./servers/all.ts")).stopAll),
  recover: async (target) => inSandbox(target, (await import("./stack/recover.ts")).recover),
  sql: async (target) => (await import("./commands/sql.ts")).sql(target),
  images: async (target) => (await import("./commands/images.ts")).images(target),
  hosts: async (target) => (await import("./commands/hosts.ts")).hosts(target, process.env.IP),
  values: async (target) => (await import("./commands/values.ts")).values(target),
  clusters: async (target) => (await import("./commands/clusters.ts")).clusters(target),
  rotate: async (target) => (await import("./commands/rotate.ts")).rotate(target),
  "diff-env": async () => (await import("./commands/diff-env.ts")).diffEnv(process.env.A, process.env.B),
  expect: async (target) => (await import("./commands/expect.ts")).expect(target, process.env.FILE),
  unchanged: async (target) => (await import("./commands/unchanged.ts")).unchanged(target),
  stacks: async () => (await import("./commands/stacks.ts")).stacks(),
  comment: async () => (await import("./commands/comment.ts")).comment(process.env),
  "drift-issue": async () => (await import("./commands/drift-issue.ts")).driftIssue(process.env),
  drift: async (target) => (await import("./commands/drift.ts")).drift(target),
  upload: async (target) => (await import("./commands/upload.ts")).upload(target, uploadOptions()),
  diagnose: async (target) => (await import("./commands/diagnose.ts")).diagnose(target),
  adopt: async (target) => (await import("./commands/adopt.ts")).adopt(target),
  escrow: async (target) => (await import("./commands/escrow.ts")).escrow(target),
  "escrow-check": async (target) => (await import("./commands/escrow.ts")).escrowCheck(target),
  "escrow-restore": async (target) => (await import("./commands/escrow.ts")).escrowRestore(target),
  check: async () => (await import("./commands/check.ts")).check(),
  docs: async () => (await import("./commands/docs.ts")).docs(),
  picture: async () => (await import("./commands/picture.ts")).picture(process.env.STACK),
  golden: async () => (await import("./commands/check.ts")).golden(),
  bench: async () => (await import("./commands/bench.ts")).bench(),
  test: async () => (await import("./commands/check.ts")).test(),
};

function dataOption(): "keep" | "delete" {
  return process.env.DATA === "delete" ? "delete" : "keep";
}

function uploadOptions(): { what?: string; vendor?: string; isSure: boolean } {
  const { WHAT, VENDOR, YES } = process.env;
  return { ...(WHAT && { what: WHAT }), ...(VENDOR && { vendor: VENDOR }), isSure: YES === "1" };
}

function reportOptions(): { base?: string; from?: string; out?: string; file?: string } {
  const { BASE, FROM, OUT, FILE } = process.env;
  return {
    ...(BASE && { base: BASE }),
    ...(FROM && { from: FROM }),
    ...(OUT && { out: OUT }),
    ...(FILE !== undefined && { file: FILE }),
  };
}

/** Runs what exists for the sandbox only. */
async function inSandbox(target: Target, work: () => unknown): Promise<number> {
  if (target.kind === "elsewhere") {
    console.error(
      `Nothing of the stack ${target.stack} is in this sandbox; leave STACK away or use another command.`,
    );
    return 1;
  }
  await work();
  return 0;
}

async function main([name = ""]: readonly string[]): Promise<number> {
  const command = commands[name];
  if (!command) {
    console.error(`There is no command ${name}; there are: ${Object.keys(commands).join(", ")}`);
    return 2;
  }
  const problem = problemOfPlaces(name, process.env);
  if (problem !== undefined) {
    console.error(problem);
    return 1;
  }
  try {
    return await command(targetOf(process.env.STACK));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
