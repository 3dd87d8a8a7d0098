import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import {
  Encrypter,
  armor,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from "age-encryption";
import { type Opening, isForPassphrase, open, seal } from "../../../sandbox/escrow/age.ts";
import { writeDocument } from "../../../sandbox/escrow/document.ts";
import { DOCUMENT } from "./fixture.ts";

const TEXT = writeDocument(DOCUMENT);

function byIdentity(...identities: string[]): Opening {
  return { kind: "identities", identities };
}

describe("a file for recipients", () => {
  let first: string;
  let second: string;
  let sealed: string;

  before(async () => {
    [first, second] = await Promise.all([generateX25519Identity(), generateHybridIdentity()]);
    const recipients = await Promise.all([first, second].map(identityToRecipient));
    sealed = await seal(TEXT, { kind: "recipients", recipients });
  });

  const opened = (text: string, opening = byIdentity(first)) => open({ name: "a.age", text }, opening);

  it("is ASCII text that holds nothing of what was put in", () => {
    assert.match(sealed, /^[\n\x20-\x7e]+$/);
    assert.ok(!isForPassphrase({ name: "a.age", text: sealed }));
    assert.ok(!contentOf(sealed).includes("fingerprintSalt"));
  });

  it("is opened by the identity of each recipient", async () => {
    assert.equal(await opened(sealed), TEXT);
    assert.equal(await opened(sealed, byIdentity(second)), TEXT);
  });

  it("is opened after mail changed its line ends and put blank lines around it", async () => {
    assert.equal(await opened(`\r\n  ${sealed.replaceAll("\n", "\r\n")}\r\n\r\n`), TEXT);
  });

  it("is not opened by another identity", async () => {
    const other = await generateX25519Identity();
    await assert.rejects(opened(sealed, byIdentity(other)), /a\.age does not open with this identity/);
  });

  it("is not opened after one bit of any tenth byte was flipped", async () => {
    for (let position = 0; position < sealed.length; position += 10) {
      await assert.rejects(
        opened(flipped(sealed, position)),
        /does not open|is damaged|is no file of age/,
        `byte ${position} of ${sealed.length}`,
      );
    }
    await assert.rejects(opened(flipped(sealed, sealed.length - 1)), /is damaged/);
  });

  it("is not opened when it was cut", async () => {
    const lines = sealed.trimEnd().split("\n");
    for (const kept of [1, 2, lines.length >> 1, lines.length - 1]) {
      await assert.rejects(opened(lines.slice(0, kept).join("\n")), /is damaged|is no file of age/);
    }
    const withoutOneLine = [...lines.slice(0, -3), ...lines.slice(-2)].join("\n");
    await assert.rejects(opened(withoutOneLine), /is damaged/);
  });
});

describe("a file under a passphrase", () => {
  const opened = (text: string, passphrase: string) =>
    open({ name: "a.age", text }, { kind: "passphrase", passphrase });

  it("is opened by that passphrase, and every guess costs what it costs by age's default", async () => {
    const sealed = await seal(TEXT, { kind: "passphrase", passphrase: "correct horse battery" });
    assert.match(contentOf(sealed), /\n-> scrypt \S+ 18\n/);
    assert.ok(isForPassphrase({ name: "a.age", text: sealed }));
    assert.equal(await opened(sealed, "correct horse battery"), TEXT);
  });

  it("is not opened by another passphrase", async () => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase("correct horse battery");
    encrypter.setScryptWorkFactor(10);
    const sealed = armor.encode(await encrypter.encrypt(TEXT));
    assert.equal(await opened(sealed, "correct horse battery"), TEXT);
    await assert.rejects(opened(sealed, "correct horse batterz"), /does not open with this passphrase/);
  });
});

it("anything but an armoured file of age is named as such", async () => {
  for (const text of ["", "{}", "age-encryption.org/v1\n-> X25519 a\n", "-----BEGIN CERTIFICATE-----\n"]) {
    await assert.rejects(open({ name: "a.age", text }, byIdentity()), /a\.age is no file of age/);
  }
});

/** What the armour holds: a header in the clear, then what is encrypted. */
function contentOf(armored: string): string {
  return Buffer.from(armor.decode(armored)).toString("latin1");
}

/** The text with the lowest bit of one byte flipped. */
function flipped(text: string, position: number): string {
  const bytes = Buffer.from(text);
  bytes.writeUInt8(bytes.readUInt8(position) ^ 1, position);
  return bytes.toString();
}
