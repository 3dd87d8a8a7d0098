// The CLI is killed at checkpoints of the first `up`: three of them, ten with THOROUGH=1, all with CRASHES=all.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { fernetDecrypt, fernetEncrypt } from "../support/fernet.ts";
import { Clone } from "./support/clone.ts";
import { environmentOfWeb } from "./support/cluster.ts";
import { asAdministrator, column } from "./support/database.ts";
import { processesOf, until } from "./support/processes.ts";
import { isThorough } from "../support/thorough.ts";

/** Keeps every checkpoint beside the state, so that they can be counted. */
const RETAIN = "PULUMI_DIY_BACKEND_RETAIN_CHECKPOINTS=1";
const SAMPLE = isThorough ? 10 : 3;
const TEXT = "written before the crash";

let clone: Clone;
let emptyState: string;
let count: number;

before(async () => {
  clone = await Clone.withServers();
  emptyState = fs.readFileSync(path.join(states(), "dev.json"), "utf8");
  const whole = await clone.inEnv(`${RETAIN} pulumi up --yes --skip-preview --stack dev`);
  assert.equal(whole.exitCode, 0, whole.output);
  count = checkpoints().length;
  await forget();
});

after(async () => {
  await clone.remove();
});

function states(): string {
  return clone.sandbox("state", ".pulumi", "stacks", "bkpaas");
}

/** The copies that were kept of the stack's state. */
function checkpoints(): string[] {
  return fs.readdirSync(states()).filter((name) => /^dev\.json\.\d+/.test(name));
}

/** Nothing is left of the stack: faster than `make destroy`, which also stops the servers. */
async function forget(): Promise<void> {
  await clone.ask("kubectl delete namespace paas-system --ignore-not-found --timeout=120s");
  await asAdministrator(clone, async (connection) => {
    for (const name of await column(connection, "SHOW DATABASES")) {
      if (/^(paas3|svc)_/.test(name)) await connection.query(`DROP DATABASE \`${name}\``);
    }
    for (const user of await column(connection, "SELECT user FROM mysql.user WHERE user LIKE 'bk\\_%'")) {
      await connection.query(`DROP USER '${user}'@'%'`);
    }
  });
  for (const name of checkpoints()) fs.rmSync(path.join(states(), name));
  fs.writeFileSync(path.join(states(), "dev.json"), emptyState);
}

/** Starts the first `up` and kills it without warning when its state has been written so often. */
async function killAfter(place: number): Promise<void> {
  const cli = clone.sandbox("bin", "pulumi");
  const running = clone.inEnv(`${RETAIN} pulumi up --yes --skip-preview --stack dev`);
  await until(`checkpoint ${place}`, 120, () => checkpoints().length >= place);
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
function places(): number[] {
  const step = process.env.CRASHES === "all" ? 1 : count / SAMPLE;
  return Array.from({ length: Math.floor(count / step) }, (_, index) =>
    Math.max(1, Math.floor((index + 0.5) * step)),
  );
}

describe("a first `up` that is killed at a checkpoint", () => {
  it("keeps every key that was made, and what was encrypted with it is read after the next", async () => {
    for (const place of places()) {
      await killAfter(place);
      // A kill can leave a state that can't even be read.
      assert.equal((await clone.make("recover")).exitCode, 0);
      const made = await generated();
      const text = made.get("secrets-encryption-key");
      const key = text === undefined ? undefined : Buffer.from(JSON.parse(text) as string).toString("base64");
      const encrypted = key === undefined ? undefined : fernetEncrypt(key, TEXT);
      const repaired = await clone.make("up");
      assert.equal(repaired.exitCode, 0, `killed after ${place} of ${count}: ${repaired.output}`);
      const now = await generated();
      for (const [name, value] of made)
        assert.ok(now.get(name) === value, `${name} after ${place} checkpoints`);
      const environment = await environmentOfWeb(clone, "paas-system", "apiserver");
      const carried = environment.BKKRILL_ENCRYPT_SECRET_KEY ?? "";
      if (encrypted !== undefined) assert.equal(fernetDecrypt(carried, encrypted), TEXT);
      console.log(
        `killed after ${place} of ${count} checkpoints: ${made.size} of ${now.size} keys were made, and kept`,
      );
      await forget();
    }
  });
});
