/**
 * Fills the tables of a page: each stands between `<!-- table: NAME -->` and `<!-- end -->`, and what was there before goes.
 * @throws Error for a name that there is no table of, and for a table that no page shows
 */
export function withTables(page: string, tables: Readonly<Record<string, string>>): string {
  const shown = new Set<string>();
  const filled = page.replaceAll(
    /(<!-- table: ([\w:]+) -->)[\s\S]*?(<!-- end -->)/g,
    (_whole, begin: string, name: string, end: string) => {
      const table = tables[name];
      if (table === undefined) throw new Error(`there is no table ${name}`);
      shown.add(name);
      return `${begin}\n\n${table}\n\n${end}`;
    },
  );
  const missing = Object.keys(tables).filter((name) => !shown.has(name));
  if (missing.length > 0) throw new Error(`the page shows no table ${missing.join(", ")}`);
  return filled;
}
