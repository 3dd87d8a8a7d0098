import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { identitiesFrom, recipientsFrom } from "../../../sandbox/escrow/recipients.ts";

describe("recipients and identities of age", () => {
  let folder: string;
  let identity: string;
  let recipients: string[];
  const write = (text: string): string => {
    const file = path.join(folder, "entries.txt");
    fs.writeFileSync(file, text);
    return file;
  };

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-escrow-"));
    identity = await generateX25519Identity();
    recipients = await Promise.all([identity, await generateX25519Identity()].map(identityToRecipient));
  });

  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("recipients may stand between spaces or commas", () => {
    assert.deepEqual(recipientsFrom(recipients.join(" ")), recipients);
    assert.deepEqual(recipientsFrom(` ${recipients.join(", ")},`), recipients);
  });

  it("recipients may stand in a file, among comments", () => {
    assert.deepEqual(recipientsFrom(write(`# team\n${recipients.join("\n\n")}\r\n`)), recipients);
  });

  it("identities stand in a file as age-keygen writes it", () => {
    assert.deepEqual(identitiesFrom(write(`# created: 2026\n# public key: x\n${identity}\n`)), [identity]);
  });

  it("a recipient with a typing error is named by its place", () => {
    const wrong = `${recipients[0] ?? ""} ${(recipients[1] ?? "").slice(0, -1)}`;
    assert.throws(() => recipientsFrom(wrong), /RECIPIENTS: entry 2 is no recipient of age/);
  });

  it("an identity given in the place of a recipient is not repeated in the message", () => {
    const inFile = write(identity);
    for (const given of [inFile, `${recipients[0] ?? ""},${identity}`]) {
      assert.throws(
        () => recipientsFrom(given),
        ({ message }: Error) => /entry \d is no recipient/.test(message) && !message.includes(identity),
      );
    }
  });

  it("a file without an entry is refused", () => {
    assert.throws(() => recipientsFrom(write("# none\n")), /names no recipient/);
    assert.throws(() => identitiesFrom(write("\n")), /names no identity/);
    assert.throws(() => identitiesFrom(write("ssh-ed25519 AAAA\n")), /entry 1 is no identity/);
  });
});
