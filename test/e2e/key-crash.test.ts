// The CLI is killed at checkpoints of the first `up`: ten of them, or all with CRASHES=all.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, describe, it } from "node:test";
import { fernetDecrypt, fernetEncrypt } from "../support/fernet.ts";
import { Clone } from "./support/clone.ts";
import { environmentOf } from "./support/cluster.ts";
import { processesOf, until } from "./support/processes.ts";

/** Keeps every checkpoint beside the state, so that they can be counted. */
const RETAIN = "PULUMI_DIY_BACKEND_RETAIN_CHECKPOINTS=1";
const SAMPLE = 10;
const TEXT = "written before the crash";

let clone: Clone;
let checkpoints: number;

before(async () => {
  clone = await Clone.withServers();
  const whole = await clone.inEnv(`${RETAIN} pulumi up --yes --skip-preview --stack dev`);
  assert.equal(whole.exitCode, 0, whole.output);
  checkpoints = retained();
  await forget();
});

after(async () => {
  await clone.remove();
});

/** How many checkpoints there are of the stack's state. */
function retained(): number {
  return fs
    .readdirSync(clone.sandbox("state", ".pulumi", "stacks", "bkpaas"))
    .filter((name) => /^dev\.json\.\d+/.test(name)).length;
}

/** Nothing is left of the stack, not even old checkpoints. */
async function forget(): Promise<void> {
  const destroyed = await clone.make("destroy", "DATA=delete");
  assert.equal(destroyed.exitCode, 0, destroyed.output);
  const folder = clone.sandbox("state", ".pulumi", "stacks", "bkpaas");
  for (const name of fs.readdirSync(folder).filter((file) => /^dev\.json\.\d+/.test(file))) {
    fs.rmSync(`${folder}/${name}`);
  }
}

/** Starts the first `up` and kills it without warning when its state has been written so often. */
async function killAfter(count: number): Promise<void> {
  assert.equal((await clone.make("preview")).exitCode, 0);
  const cli = clone.sandbox("bin", "pulumi");
  const running = clone.inEnv(`${RETAIN} pulumi up --yes --skip-preview --stack dev`);
  await until(`checkpoint ${count}`, 120, () => retained() >= count);
  for (const pid of processesOf(cli, "up")) process.kill(pid, "SIGKILL");
  await running;
}

/** The generated texts in the state, by the name of their resource. */
async function generated(): Promise<Map<string, string>> {
  const { deployment } = JSON.parse(await clone.ask("pulumi stack export --show-secrets --stack dev")) as {
    deployment: { resources?: { urn: string; type: string; outputs?: { result?: { plaintext: string } } }[] };
  };
  const texts = (deployment.resources ?? []).filter(({ type }) => type.endsWith(":RandomPassword"));
  return new Map(
    texts.map(({ urn, outputs }) => [urn.split("::").at(-1) ?? "", outputs?.result?.plaintext ?? ""]),
  );
}

/** Places between the first checkpoint and the last, evenly spread. */
function places(count: number): number[] {
  const step = process.env.CRASHES === "all" ? 1 : count / SAMPLE;
  return Array.from({ length: Math.floor(count / step) }, (_, index) =>
    Math.max(1, Math.floor((index + 0.5) * step)),
  );
}

describe("a first `up` that is killed at a checkpoint", () => {
  it("keeps every key that was made, and what was encrypted with it is read after the next", async () => {
    for (const place of places(checkpoints)) {
      await killAfter(place);
      const made = await generated();
      const text = made.get("secrets-encryption-key");
      const key = text === undefined ? undefined : Buffer.from(JSON.parse(text) as string).toString("base64");
      const encrypted = key === undefined ? undefined : fernetEncrypt(key, TEXT);
      const repaired = await clone.make("up");
      assert.equal(repaired.exitCode, 0, `killed after ${place} of ${checkpoints}: ${repaired.output}`);
      const now = await generated();
      for (const [name, value] of made)
        assert.ok(now.get(name) === value, `${name} after ${place} checkpoints`);
      const environment = await environmentOf(clone, "paas-system", "bkpaas3-apiserver-web");
      const carried = environment.get("BKKRILL_ENCRYPT_SECRET_KEY")?.value ?? "";
      if (encrypted !== undefined) assert.equal(fernetDecrypt(carried, encrypted), TEXT);
      console.log(
        `killed after ${place} of ${checkpoints} checkpoints: ${made.size} of ${now.size} keys were made, and kept`,
      );
      await forget();
    }
  });
});
