/** A line of YAML that names a key, after blanks and the dashes of lists. */
const KEY = /^( *(?:- +)*)([\w./-]+|"[^"]*"):(?: |$)/;

/** The keys above a line of YAML, such as `spec.template.spec.containers.env`; empty at the top. */
export function yamlPath(lines: readonly string[], index: number): string {
  const keys: string[] = [];
  let column = lines[index]?.search(/[^ ]/) ?? 0;
  for (let above = index - 1; above >= 0 && column > 0; above--) {
    const [, before = "", key] = KEY.exec(lines[above] ?? "") ?? [];
    if (key === undefined || before.length >= column) continue;
    keys.unshift(key);
    column = before.length;
  }
  return keys.join(".");
}
