/** What the commands of the escrow take from the environment, as `make escrow FILE=…` sets it. */
export interface EscrowOptions {
  readonly file?: string | undefined;
  readonly recipients?: string | undefined;
  readonly passphraseFile?: string | undefined;
  readonly identityFile?: string | undefined;
}

/** @throws Error where one is set and empty: a script's unset variable must not become another way of encrypting */
export function optionsFrom(environment: NodeJS.ProcessEnv): EscrowOptions {
  const read = (name: string): string | undefined => {
    const value = environment[name];
    if (value?.trim() === "") throw new Error(`${name} is empty; leave it away or give it a value.`);
    return value;
  };
  const options = {
    file: read("FILE"),
    recipients: read("RECIPIENTS"),
    passphraseFile: read("PASSPHRASE_FILE"),
    identityFile: read("IDENTITY_FILE"),
  };
  if (options.recipients !== undefined && options.passphraseFile !== undefined) {
    throw new Error("A file is made for RECIPIENTS or with the passphrase of PASSPHRASE_FILE, not both.");
  }
  if (options.identityFile !== undefined && options.passphraseFile !== undefined) {
    throw new Error("A file is opened by IDENTITY_FILE or by PASSPHRASE_FILE, not both.");
  }
  return options;
}
