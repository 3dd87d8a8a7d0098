import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { after, before, describe, it } from "node:test";
import { optionsFrom } from "../../../sandbox/escrow/options.ts";
import { passphraseToOpen, passphraseToSeal } from "../../../sandbox/escrow/passphrase.ts";

/** A terminal at which somebody types one line after each question. */
class Typist {
  readonly input: PassThrough & { isTTY: boolean };
  readonly output = new PassThrough();
  shown = "";

  constructor(...lines: readonly string[]) {
    this.input = Object.assign(new PassThrough(), { isTTY: true });
    const left = [...lines];
    this.output.on("data", (chunk: Buffer) => {
      this.shown += chunk.toString();
      if (/: $/.test(this.shown)) setImmediate(() => this.input.write(left.shift() ?? "\u0003"));
    });
  }
}

describe("a passphrase typed at the terminal", () => {
  it("is asked twice for a new file, and not shown", async () => {
    const typist = new Typist("correct horse battery\r", "correct horse battery\r");
    assert.equal(await passphraseToSeal(undefined, typist), "correct horse battery");
    assert.equal(typist.shown, "New passphrase, 12 characters or more: \nOnce more: \n");
  });

  it("is asked once to open a file, and may be corrected while it is typed", async () => {
    const typist = new Typist("correkt\u007f\u007fct horse\r");
    assert.equal(await passphraseToOpen(undefined, typist), "correct horse");
  });

  it("that is another one the second time is refused", async () => {
    const typist = new Typist("correct horse battery\r", "correct horse batterz\r");
    await assert.rejects(passphraseToSeal(undefined, typist), /two passphrases differ/);
  });

  it("that is short is refused", async () => {
    const typist = new Typist("horse\r", "horse\r");
    await assert.rejects(passphraseToSeal(undefined, typist), /shorter than 12/);
  });

  it("is given up with Ctrl-C", async () => {
    await assert.rejects(passphraseToOpen(undefined, new Typist("corr\u0003")), /No passphrase was given/);
  });

  it("can't be asked for without a terminal, and the message names the way out", async () => {
    const typist = new Typist();
    typist.input.isTTY = false;
    await assert.rejects(passphraseToOpen(undefined, typist), /PASSPHRASE_FILE=<file>/);
  });
});

describe("a passphrase in a file", () => {
  let folder: string;
  const write = (text: string): string => {
    const file = path.join(folder, "passphrase");
    fs.writeFileSync(file, text);
    return file;
  };

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-escrow-"));
  });

  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("is its one line, spaces kept", async () => {
    assert.equal(
      await passphraseToSeal(write(" correct horse battery \n"), new Typist()),
      " correct horse battery ",
    );
  });

  it("is refused where there is none or more than one line", async () => {
    for (const text of ["", "\n", "correct horse\nbattery\n"]) {
      await assert.rejects(passphraseToOpen(write(text), new Typist()), /first and only line/);
    }
  });
});

describe("what is said on the command line", () => {
  it("is taken as it is", () => {
    const options = optionsFrom({ FILE: "a.age", RECIPIENTS: "age1x", IDENTITY_FILE: "key.txt" });
    assert.deepEqual(options, {
      file: "a.age",
      recipients: "age1x",
      passphraseFile: undefined,
      identityFile: "key.txt",
    });
  });

  it("never becomes a question for a passphrase because a script's variable was empty", () => {
    assert.throws(() => optionsFrom({ RECIPIENTS: "" }), /RECIPIENTS is empty/);
    assert.throws(() => optionsFrom({ PASSPHRASE_FILE: " " }), /PASSPHRASE_FILE is empty/);
  });

  it("is one way of encrypting, not two", () => {
    assert.throws(() => optionsFrom({ RECIPIENTS: "age1x", PASSPHRASE_FILE: "p" }), /not both/);
    assert.throws(() => optionsFrom({ IDENTITY_FILE: "k", PASSPHRASE_FILE: "p" }), /not both/);
  });
});
