import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { auditOffset, writesSince } from "./support/cluster.ts";
import { Clone } from "./support/clone.ts";

/** What was reviewed is what runs, on the real engine; each step finds what the step before has left. */
describe("an expectation of the stack dev", () => {
  let clone: Clone;
  const out = (): string => `${clone.dir}-reviewed`;
  const file = (): string => path.join(out(), "dev.json");

  before(async () => {
    clone = await Clone.withServers();
    await clone.commit();
  });

  after(async () => {
    fs.rmSync(out(), { recursive: true, force: true });
    await clone.remove();
  });

  it("comes from the preview of its report: the same as `make expect` writes, asked of the API server once", async () => {
    const alone = await asked(clone, "expect", `FILE=${file()}`);
    const written = fs.readFileSync(file(), "utf8");
    const both = await asked(clone, "report", "BASE=HEAD", "FROM=preview", `OUT=${out()}`, `FILE=${file()}`);
    assert.equal(fs.readFileSync(file(), "utf8"), written);
    assert.ok(alone.length > 0);
    assert.deepEqual(both, alone);
  });

  it("is named by its report", () => {
    const digest = createHash("sha256").update(fs.readFileSync(file())).digest("hex").slice(0, 16);
    const report = fs.readFileSync(path.join(out(), "dev.md"), "utf8");
    assert.match(report, new RegExp(`^Expected steps: digest \`${digest}\`\\.$`, "m"));
  });

  it("is for its owner alone and holds no value: neither a password nor the domain", () => {
    assert.equal(fs.statSync(file()).mode & 0o777, 0o600);
    const text = fs.readFileSync(file(), "utf8");
    const { passwords } = JSON.parse(fs.readFileSync(clone.sandbox("settings.json"), "utf8")) as {
      passwords: Record<string, string>;
    };
    for (const value of [...Object.values(passwords), "paas.example.test"]) {
      assert.ok(!text.includes(value));
    }
  });

  it("lets nothing run where a value is another one than was reviewed", async () => {
    const config = path.join(clone.dir, "Pulumi.dev.yaml");
    const reviewed = fs.readFileSync(config, "utf8");
    fs.writeFileSync(config, reviewed.replace("paas.example.test", "other.example.test"));
    const offset = auditOffset(clone);
    const { exitCode, output } = await clone.make("up", `EXPECT=${file()}`);
    fs.writeFileSync(config, reviewed);
    assert.notEqual(exitCode, 0);
    assert.match(output, /Expected steps: \d+, digest [0-9a-f]{16}/);
    assert.match(output, /different {2}\S+Release::paas-stack-release: create, with other values/);
    assert.doesNotMatch(output, /mysql-apiserver/);
    assert.deepEqual(
      writesSince(clone, offset).filter((write) => !write.includes("dryRun=All")),
      [],
    );
  });

  it("lets run what was reviewed, and shows no outputs", async () => {
    const { exitCode, output } = await clone.make("up", `EXPECT=${file()}`);
    assert.equal(exitCode, 0, output);
    assert.match(output, /Resources:\s+\+ \d+ created/);
    assert.doesNotMatch(output, /Outputs:/);
  });

  it("has `make unchanged` tell what somebody has deleted from what is as it was", async () => {
    const sound = await clone.make("unchanged");
    assert.equal(sound.exitCode, 0, sound.output);
    await clone.ask("kubectl delete secret bkpaas3-apiserver-secrets --namespace paas-system");
    const drifted = await clone.make("unchanged");
    assert.notEqual(drifted.exitCode, 0);
    assert.match(drifted.output, /Secret::paas-stack-apiserver-secrets: create/);
  });
});

/** What the API server was asked to try by a command, sorted; nothing else was written. */
async function asked(clone: Clone, ...command: string[]): Promise<string[]> {
  const offset = auditOffset(clone);
  const { exitCode, output } = await clone.make(...command);
  assert.equal(exitCode, 0, output);
  const writes = writesSince(clone, offset);
  assert.deepEqual(
    writes.filter((write) => !write.includes("dryRun=All")),
    [],
  );
  return writes.sort();
}
