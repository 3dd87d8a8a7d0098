/** One thing wrong with the configuration: where, what the rule is, and the command that repairs it. */
export interface Problem {
  /** Path below `bkpaas:`, such as `mysql.host`. */
  readonly key: string;
  /** The rule, in a few words. Never contains a secret. */
  readonly rule: string;
  /** A command for the shell. */
  readonly fix?: string;
}

/** `pulumi config set` for a key; a secret is asked for, so that it does not stay in the shell's history. */
export function setCommand(key: string, example: string, secret: boolean): string {
  const path = key.includes(".") ? "--path " : "";
  return secret
    ? `pulumi config set --secret ${path}'${key}'`
    : `pulumi config set ${path}'${key}' '${example}'`;
}

/** `pulumi config set` for a text of several lines, which is read from a file. */
export function fileCommand(key: string, file: string): string {
  return `pulumi config set --path '${key}' < ${file}`;
}

/** The same for a file whose base64 is wanted. */
export function encodedFileCommand(key: string, file: string, secret: boolean): string {
  return `base64 < ${file} | pulumi config set ${secret ? "--secret " : ""}--path '${key}'`;
}

/** `pulumi config rm` for a key. */
export function removeCommand(key: string): string {
  return `pulumi config rm ${key.includes(".") ? "--path " : ""}'${key}'`;
}

/** All problems as one text, for the terminal. */
export function renderProblems(stack: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.flatMap(({ key, rule, fix }) => [
    `  bkpaas:${key}  ${rule}`,
    ...(fix === undefined ? [] : [`      ${fix}`]),
  ]);
  return [`${count} in the configuration of stack "${stack}"; nothing was changed`, ...lines].join("\n");
}
