// Forms that the list of applications exempt from user authentication has in PaaS 2.0.

/** Lists that already name the application as the ESB reads them. */
export const LISTED = [
  "bk_paas3",
  "bk_paas3,a",
  "a,bk_paas3,b",
  "a, b,bk_paas3",
  "a;bk_paas3;b",
  "a;b;bk_paas3;",
  "[a,bk_paas3,b]",
  '["bk_paas3"]',
  '["a", "bk_paas3", "b"]',
  '[ "a","bk_paas3" ]\n',
];

/** Lists that don't, and what becomes of them. */
export const EXTENDED: readonly (readonly [list: string | null, extended: string])[] = [
  [null, "bk_paas3"],
  ["", "bk_paas3"],
  [" ", "bk_paas3"],
  ["bk_paas", "bk_paas,bk_paas3"],
  ["a,b", "a,b,bk_paas3"],
  ["a,b,", "a,b,bk_paas3"],
  ["a, b", "a, b,bk_paas3"],
  ["a;b", "a;b;bk_paas3"],
  ["a; b;", "a; b;bk_paas3"],
  ["a,b;c", "a,b;c,bk_paas3"],
  ["bk_paas3x,xbk_paas3,bk_paas3_x", "bk_paas3x,xbk_paas3,bk_paas3_x,bk_paas3"],
  ["BK_PAAS3,bkxpaas3", "BK_PAAS3,bkxpaas3,bk_paas3"],
  // The ESB keeps the space, so that this is another code.
  ["a, bk_paas3", "a, bk_paas3,bk_paas3"],
  ["123", "123,bk_paas3"],
  ["中文", "中文,bk_paas3"],
  ["[]", '["bk_paas3"]'],
  [" [ ] ", ' [ "bk_paas3"] '],
  ['["a"]', '["a","bk_paas3"]'],
  ['["a","b"]', '["a","b","bk_paas3"]'],
  ['["a", "b"]', '["a", "b", "bk_paas3"]'],
  ['[\n  "a",\n  "b"\n]\n', '[\n  "a",\n  "b","bk_paas3"\n]\n'],
  [
    '["bk_paas", "bk_paas3x", "xbk_paas3", "BK_PAAS3"]',
    '["bk_paas", "bk_paas3x", "xbk_paas3", "BK_PAAS3", "bk_paas3"]',
  ],
];

/** Lists in which nobody can say where a code belongs. */
export const REFUSED = ['{"a": 1}', '{"bk_paas3": 1}', '["a"', '["a", {"b": "c"}]', '["a", ["b"]]', "[1]"];
