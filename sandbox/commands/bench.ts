import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { ensurePackages } from "../packages.ts";
import { CHECKOUT } from "../layout.ts";

/** Runs every measurement and writes its ratios to bench/results. Nothing else should run on the machine. */
export async function bench(): Promise<number> {
  await ensurePackages(console.log);
  for (const file of globSync("bench/*.ts", { cwd: CHECKOUT }).sort()) {
    console.log(file);
    const child = spawn(process.execPath, [file], { cwd: CHECKOUT, stdio: "inherit" });
    const [exitCode] = (await once(child, "close")) as [number | null];
    if (exitCode !== 0) return 1;
  }
  return 0;
}
