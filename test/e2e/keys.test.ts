import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { parse } from "yaml";
import { fernetDecrypt, fernetEncrypt } from "../support/fernet.ts";
import { sm4Decrypt, sm4Encrypt } from "../support/sm4.ts";
import { Clone, type Ended } from "./support/clone.ts";
import { environmentOfWeb } from "./support/cluster.ts";
import { type OpenOutputs, outputsOf } from "./support/outputs.ts";
import { unlessThorough } from "../support/thorough.ts";

/** A state that version 0.1.0 of this program left: its keys, with values of the test's own. */
const OLD_STATE = path.join(import.meta.dirname, "recorded", "state-0.1.0.json");

const TEXT = "凭据 of an application 😀";

/** What the platform wrote into its databases before anything below happened. */
let classic: string;
let shangmi: string;

let clone: Clone;
let outputs: OpenOutputs;

before(async () => {
  clone = await Clone.withServers();
  await importState(OLD_STATE);
  const key = keyIn(OLD_STATE);
  classic = fernetEncrypt(key, TEXT);
  shangmi = sm4Encrypt(key, TEXT);
});

after(async () => {
  await clone.remove();
});

/** Makes a state that is in the clear the state of stack dev, which encrypts it with its own passphrase. */
async function importState(file: string): Promise<void> {
  const state = JSON.parse(fs.readFileSync(file, "utf8")) as { deployment: object };
  const { encryptionsalt: salt } = parse(fs.readFileSync(clone.sandbox("Pulumi.dev.yaml"), "utf8")) as {
    encryptionsalt: string;
  };
  const deployment = { ...state.deployment, secrets_providers: { type: "passphrase", state: { salt } } };
  const encrypted = clone.sandbox("old-state.json");
  fs.writeFileSync(encrypted, JSON.stringify({ ...state, deployment }));
  await clone.ask(`pulumi stack import --file '${encrypted}' --stack dev`);
}

/** The encryption key as version 0.1.0 made it. */
function keyIn(file: string): string {
  const { deployment } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    deployment: { resources: { urn: string; outputs?: { result?: { plaintext: string } } }[] };
  };
  const found = deployment.resources.find(({ urn }) => urn.endsWith("::secrets-encryption-key"));
  const text = JSON.parse(found?.outputs?.result?.plaintext ?? "") as string;
  return Buffer.from(text).toString("base64");
}

/** The text decrypts with the key that the containers carry. */
async function assertReadable(): Promise<void> {
  const environment = await environmentOfWeb(clone, "paas-system", "apiserver");
  const key = environment.BKKRILL_ENCRYPT_SECRET_KEY ?? "";
  assert.equal(fernetDecrypt(key, classic), TEXT);
  assert.equal(sm4Decrypt(key, shangmi), TEXT);
}

/** Runs the CLI on stack dev. */
function pulumi(command: string): Promise<Ended> {
  return clone.inEnv(`pulumi ${command} --stack dev`);
}

async function config(...commands: string[]): Promise<void> {
  for (const command of commands) await clone.ask(`pulumi config ${command} --stack dev`);
}

/** Changes the program of the clone for a while. */
async function edited(
  changes: readonly (readonly [file: string, from: string, to: string])[],
  work: () => Promise<void>,
): Promise<void> {
  const before = changes.map(
    ([file]) => [file, fs.readFileSync(path.join(clone.dir, file), "utf8")] as const,
  );
  try {
    for (const [file, from, to] of changes) {
      const place = path.join(clone.dir, file);
      const text = fs.readFileSync(place, "utf8");
      assert.ok(text.includes(from), `${file} has no ${from}`);
      fs.writeFileSync(place, text.replaceAll(from, to));
    }
    await work();
  } finally {
    for (const [file, text] of before) fs.writeFileSync(path.join(clone.dir, file), text);
  }
}

async function assertNothingToDo(): Promise<void> {
  const preview = await pulumi("preview --expect-no-changes");
  assert.equal(preview.exitCode, 0, preview.output);
}

async function assertRefused(ended: Ended, ...expected: RegExp[]): Promise<void> {
  assert.notEqual(ended.exitCode, 0, ended.output);
  for (const words of expected) assert.match(ended.output, words);
  assert.deepEqual((await outputsOf(clone)).keys, outputs.keys);
}

describe("what was encrypted before is read after", () => {
  it("an upgrade from a state of version 0.1.0, which keeps all keys", async () => {
    const preview = await pulumi("preview");
    assert.equal(preview.exitCode, 0, preview.output);
    assert.doesNotMatch(preview.output, /replace|delete/);
    const up = await clone.make("up");
    assert.equal(up.exitCode, 0, up.output);
    outputs = await outputsOf(clone);
    assert.equal(outputs.keys.encryption, keyIn(OLD_STATE));
    await assertReadable();
  });

  it("a second up", async () => {
    const again = await clone.make("up");
    assert.equal(again.exitCode, 0, again.output);
    assert.doesNotMatch(again.output, /created|updated|replaced|deleted/);
    await assertReadable();
  });

  it("a refresh", async () => {
    const refreshed = await pulumi("refresh --yes --skip-preview --expect-no-changes");
    assert.equal(refreshed.exitCode, 0, refreshed.output);
    await assertReadable();
  });

  it("a rename of the key's resources that carries an alias; without one it is refused", async () => {
    const catalogue = "config/secrets/catalogue.ts";
    const renamed = [catalogue, '"secrets-encryption-key"', '"secrets-platform-key"'] as const;
    const alias = (name: string): string =>
      `protect: true, aliases: [{ name: ${name}.replace("platform-key", "encryption-key") }]`;
    await edited([renamed], async () => {
      await assertRefused(await pulumi("up --yes"), /secrets-encryption-key/, /protect/);
    });
    const aliased = [
      renamed,
      ["components/secrets/password.ts", "protect: true", alias("name")],
      ["components/secrets/key-in-use.ts", "protect: true", alias("name")],
    ] as const;
    await edited(aliased, async () => {
      const up = await pulumi("up --yes --skip-preview");
      assert.equal(up.exitCode, 0, up.output);
      assert.doesNotMatch(up.output, /created|replaced|deleted/);
      assert.deepEqual((await outputsOf(clone)).keys, outputs.keys);
      await assertReadable();
    });
    const back = [
      [
        "components/secrets/password.ts",
        "protect: true",
        alias("name").replace(/"(.*)", "(.*)"/, '"$2", "$1"'),
      ],
      [
        "components/secrets/key-in-use.ts",
        "protect: true",
        alias("name").replace(/"(.*)", "(.*)"/, '"$2", "$1"'),
      ],
    ] as const;
    await edited(back, async () => {
      assert.equal((await pulumi("up --yes --skip-preview")).exitCode, 0);
    });
    await assertNothingToDo();
  });

  it("another version of the random plugin", { skip: unlessThorough }, async () => {
    const plugins = clone.sandbox("pulumi-home", "plugins");
    const [installed = ""] = fs.readdirSync(plugins).filter((name) => /^resource-random-v[^/]*$/.test(name));
    const newer = "4.99.0+test";
    fs.cpSync(path.join(plugins, installed), path.join(plugins, `resource-random-v${newer}`), {
      recursive: true,
      verbatimSymlinks: true,
    });
    const bump = [
      "deployment.ts",
      'new RandomProvider("random")',
      `new RandomProvider("random", {}, { version: "${newer}" })`,
    ] as const;
    await edited([bump], async () => {
      const up = await pulumi("up --yes --skip-preview");
      assert.equal(up.exitCode, 0, up.output);
      assert.doesNotMatch(up.output, /RandomPassword.*(create|update|replace|delete)/);
      assert.match(await clone.ask("pulumi stack export --stack dev"), /"version": "4\.99\.0\+test"/);
      assert.deepEqual((await outputsOf(clone)).keys, outputs.keys);
      await assertReadable();
    });
    assert.equal((await pulumi("up --yes --skip-preview")).exitCode, 0);
  });
});

describe("the source of a key", () => {
  it("changes without any change where the value is the same", async () => {
    for (const source of ["given", "adopted"]) {
      await config(`set --path keys.encryption.source ${source}`);
      await clone.ask(
        `printf %s '${outputs.keys.encryption}' | pulumi config set --secret --path keys.encryption.value --stack dev`,
      );
      await assertNothingToDo();
    }
    await config("rm --path keys.encryption.value", "set --path keys.encryption.source generated");
    await assertNothingToDo();
  });

  it("can't bring in another immutable key, unless the one in use is named; and that one stays in the state", async () => {
    const other = Buffer.from("o".repeat(32)).toString("base64");
    const inUse = outputs.fingerprints.encryption ?? "";
    await config("set --path keys.encryption.source given");
    await clone.ask(
      `printf %s '${other}' | pulumi config set --secret --path keys.encryption.value --stack dev`,
    );
    const named = new RegExp(`keys.encryption would change: ${inUse} is in use`);
    await assertRefused(
      await pulumi("preview"),
      named,
      /credentials of applications/,
      /replaces\[0\]' [0-9a-f]{12}/,
    );
    await assertRefused(await pulumi("up --yes --skip-preview"), named);
    await config("set --path 'keys.encryption.replaces[0]' 000000000000");
    await assertRefused(await pulumi("preview"), named);
    await assertReadable();

    await config(`set --path 'keys.encryption.replaces[0]' ${inUse}`);
    const replaced = await pulumi("up --yes");
    assert.equal(replaced.exitCode, 0, replaced.output);
    assert.equal((await outputsOf(clone)).keys.encryption, other);
    const state = await clone.ask("pulumi stack export --show-secrets --stack dev");
    assert.ok(state.includes(outputs.keys.encryption), "the key that was given up can still be had");

    const backward = (await outputsOf(clone)).fingerprints.encryption ?? "";
    await clone.ask(
      `printf %s '${outputs.keys.encryption}' | pulumi config set --secret --path keys.encryption.value --stack dev`,
    );
    await config(`set --path 'keys.encryption.replaces[1]' ${backward}`);
    assert.equal((await pulumi("up --yes --skip-preview")).exitCode, 0);
    await assertReadable();
  });
});
