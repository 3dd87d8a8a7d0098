import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { auditOffset, writesSince } from "./support/cluster.ts";
import { Clone } from "./support/clone.ts";

/** What was reviewed is what runs, on the real engine; each step finds what the step before has left. */
describe("an expectation of the stack dev", () => {
  let clone: Clone;
  const file = (): string => path.join(clone.dir, "..", `${path.basename(clone.dir)}.json`);

  before(async () => {
    clone = await Clone.create();
    const { exitCode, output } = await clone.make("expect", `FILE=${file()}`);
    assert.equal(exitCode, 0, output);
  });

  after(async () => {
    fs.rmSync(file(), { force: true });
    await clone.remove();
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
