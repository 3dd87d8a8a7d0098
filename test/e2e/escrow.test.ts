import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { fernetDecrypt, fernetEncrypt } from "../support/fernet.ts";
import { sm4Decrypt, sm4Encrypt } from "../support/sm4.ts";
import { Clone, type Ended } from "./support/clone.ts";
import { auditOffset, writesSince } from "./support/cluster.ts";
import { type OpenOutputs, outputsOf } from "./support/outputs.ts";
import { unlessThorough } from "../support/thorough.ts";

const TEXT = "credential of an application, 应用凭据";

/** The keys of one stack, in order: written apart, the state lost, brought back. */
describe("the escrow of the stack dev", () => {
  let clone: Clone;
  let outputs: OpenOutputs;
  /** What opens the files: in a folder apart from the clone. */
  let apart: string;
  let recipient: string;
  let rows: { readonly fernet: string; readonly sm4: string };

  const key = (name: string) => path.join(apart, name);
  const byPassphrase = () => `PASSPHRASE_FILE=${key("passphrase")}`;
  const byIdentity = () => `IDENTITY_FILE=${key("identity")}`;
  const file = (name = "dev.escrow.age") => path.join(clone.dir, name);

  before(async () => {
    clone = await Clone.create();
    apart = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-apart-"));
    const identity = await generateX25519Identity();
    recipient = await identityToRecipient(identity);
    fs.writeFileSync(key("identity"), `# public key: ${recipient}\n${identity}\n`);
    fs.writeFileSync(key("passphrase"), "correct horse battery\n");
    const first = await clone.make("up");
    assert.equal(first.exitCode, 0, first.output);
    outputs = await outputsOf(clone);
    const { encryption } = outputs.keys;
    rows = { fernet: fernetEncrypt(encryption, TEXT), sm4: sm4Encrypt(encryption, TEXT) };
  });

  after(async () => {
    await clone.remove();
    fs.rmSync(apart, { recursive: true });
  });

  /** As after the loss of a disk: an empty state in the place of the old one. */
  async function loseState(stack: string, project: string): Promise<void> {
    for (const name of ["stacks", "history", "backups"]) {
      fs.rmSync(clone.sandbox("state", ".pulumi", name), { recursive: true });
    }
    await clone.ask(`pulumi stack init ${stack} --cwd '${project}'`);
  }

  function assertRefused({ exitCode, output }: Ended, reason: RegExp): void {
    assert.notEqual(exitCode, 0, output);
    assert.match(output, reason);
  }

  it("is not written where the stack's passphrase is a wrong one", async () => {
    const passphrase = clone.sandbox("passphrase");
    const right = fs.readFileSync(passphrase, "utf8");
    fs.writeFileSync(passphrase, "a wrong one");
    const refused = await clone.make("escrow", byPassphrase());
    fs.writeFileSync(passphrase, right);
    assertRefused(refused, /passphrase/);
    assert.deepEqual(
      fs.readdirSync(clone.dir).filter((name) => name.includes("escrow.age")),
      [],
    );
  });

  it("is not written where nobody says for whom", async () => {
    assertRefused(await clone.make("escrow"), /PASSPHRASE_FILE=<file>/);
    assertRefused(await clone.make("escrow", "RECIPIENTS="), /RECIPIENTS is empty/);
    assert.ok(!fs.existsSync(file()));
  });

  it("is written under a passphrase, readable by its owner only, and git does not see it", async () => {
    const written = await clone.make("escrow", byPassphrase());
    assert.equal(written.exitCode, 0, written.output);
    assert.match(written.output, /opened again and compared/);
    assert.match(written.output, new RegExp(outputs.fingerprints["encryption"] ?? "none"));
    assert.equal(fs.statSync(file()).mode & 0o777, 0o600);
    assert.equal(await clone.gitChanges(), "");
  });

  it("keeps the older file beside a new one for a recipient", async () => {
    const older = fs.readFileSync(file(), "utf8");
    const written = await clone.make("escrow", `RECIPIENTS=${recipient}`, byIdentity());
    assert.equal(written.exitCode, 0, written.output);
    assert.equal(fs.readFileSync(file("dev.escrow.age.1"), "utf8"), older);
    assert.notEqual(fs.readFileSync(file(), "utf8"), older);
  });

  it("is proved by a check that names every key and does without the stack's passphrase", async () => {
    const passphrase = clone.sandbox("passphrase");
    fs.renameSync(passphrase, `${passphrase}.away`);
    const checked = await clone.make("escrow-check", byIdentity());
    fs.renameSync(`${passphrase}.away`, passphrase);
    assert.equal(checked.exitCode, 0, checked.output);
    const named = checked.output.match(/^ {2}\w+ +matches$/gm) ?? [];
    assert.equal(named.length, Object.keys(outputs.fingerprints).length);
    const older = await clone.make("escrow-check", "FILE=dev.escrow.age.1", byPassphrase());
    assert.equal(older.exitCode, 0, older.output);
  });

  it("fails its check after one byte was flipped, and without what opens it", async () => {
    const bytes = fs.readFileSync(file());
    const middle = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    fs.writeFileSync(file("flipped.age"), bytes);
    assertRefused(
      await clone.make("escrow-check", "FILE=flipped.age", byIdentity()),
      /flipped\.age is damaged/,
    );
    assertRefused(await clone.make("escrow-check", byPassphrase()), /was made for recipients/);
    assertRefused(await clone.make("escrow-check", "FILE=none.age", byIdentity()), /no file none\.age/);
    fs.rmSync(file("flipped.age"));
  });

  it("is not restored where the keys are there already", async () => {
    const configuration = fs.readFileSync(clone.sandbox("Pulumi.dev.yaml"), "utf8");
    const restored = await clone.make("escrow-restore", byIdentity());
    assert.equal(restored.exitCode, 0, restored.output);
    assert.match(restored.output, /already; nothing was changed/);
    assert.equal(fs.readFileSync(clone.sandbox("Pulumi.dev.yaml"), "utf8"), configuration);
  });

  it("brings the keys back after the state was lost, and writes nothing to what runs", async () => {
    await loseState("dev", clone.sandbox("stack-init"));
    const offset = auditOffset(clone);
    const restored = await clone.make("escrow-restore", byIdentity());
    assert.equal(restored.exitCode, 0, restored.output);
    assert.deepEqual(writesSince(clone, offset), []);
    assert.notDeepEqual(writesSince(clone, 0), [], "the first up must be seen to write");
    const now = await outputsOf(clone);
    assert.deepEqual(now.keys, outputs.keys);
    assert.deepEqual(now.fingerprints, outputs.fingerprints);
    assert.equal((await clone.make("escrow-check", byIdentity())).exitCode, 0);
  });

  it("restores the key that decrypts what was encrypted before", async () => {
    const { encryption } = (await outputsOf(clone)).keys;
    assert.equal(fernetDecrypt(encryption, rows.fernet), TEXT);
    assert.equal(sm4Decrypt(encryption, rows.sm4), TEXT);
  });

  it("shows no key in the terminal or in a file that is not encrypted", () => {
    const texts = [clone.transcript, fs.readFileSync(clone.sandbox("Pulumi.dev.yaml"), "utf8")];
    for (const [name, value] of Object.entries(outputs.keys)) {
      for (const text of texts) assert.ok(!text.includes(value), name);
    }
  });

  it("leaves no key to be made anew: the next preview has the same fingerprints", async () => {
    const preview = await clone.ask("pulumi preview --json --stack dev");
    const { steps, changeSummary } = JSON.parse(preview) as {
      steps: readonly { op: string; urn: string }[];
      changeSummary: { same: number };
    };
    assert.ok(changeSummary.same > Object.keys(outputs.keys).length);
    const made = steps.filter(({ op, urn }) => op !== "same" && /RandomPassword|Stash/.test(urn));
    assert.deepEqual(made, []);
  });

  it("is refused by a state that holds other keys", async () => {
    await loseState("dev", clone.sandbox("stack-init"));
    await clone.ask("pulumi config rm bkpaas:keys --stack dev");
    await clone.ask(`pulumi up --yes --skip-preview --stack dev ${KEYS_ONLY}`);
    const refused = await clone.make("escrow-restore", byIdentity());
    assertRefused(refused, /encryption +differs/);
    assertRefused(refused, /Nothing was changed: the state of stack dev holds keys/);
    assertRefused(await clone.make("escrow-check", byIdentity()), /is not what stack dev has now/);
  });

  it(
    "does the same for a stack elsewhere, whose file keeps its comments",
    { skip: unlessThorough },
    async () => {
      const configuration = file("Pulumi.spare.yaml");
      fs.writeFileSync(
        configuration,
        `# Somebody's environment.\n${fs.readFileSync(clone.sandbox("Pulumi.dev.yaml"), "utf8")}`,
      );
      await clone.ask("pulumi stack init spare");
      await clone.ask(`pulumi up --yes --skip-preview --stack spare ${KEYS_ONLY}`);
      const { fingerprints } = await outputsOf(clone, "spare");
      await clone.ask(`make -s escrow STACK=spare RECIPIENTS=${recipient}`);
      await loseState("spare", clone.dir);
      const command = `make -s escrow-restore STACK=spare ${byIdentity()}`;
      const restored = await clone.inEnv(`PULUMI_SKIP_CONFIRMATIONS=true ${command}`);
      assert.equal(restored.exitCode, 0, restored.output);
      assert.deepEqual((await outputsOf(clone, "spare")).fingerprints, fingerprints);
      assert.match(fs.readFileSync(configuration, "utf8"), /^# Somebody's environment\.[^]*source: adopted/);
      assertRefused(
        await clone.inEnv(`make -s escrow-check STACK=spare FILE=dev.escrow.age ${byIdentity()}`),
        /holds the keys of stack dev, not of spare/,
      );
    },
  );
});

/** As in a first `up` that made new keys. */
const KEYS_ONLY = ["urn:pulumi:*::bkpaas::bkpaas:*:*::*", "**RandomPassword::*", "**Stash::*"]
  .map((pattern) => `--target '${pattern}'`)
  .join(" ");
