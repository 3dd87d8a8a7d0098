// Measured: which texts the platform's settings reader (dynaconf, which reads values as TOML) takes for something else.
const NUMBER = /^[+-]?\d[\d_]*(\.\d[\d_]*)?(e[+-]?\d+)?$/i;
const OTHER_BASE = /^0[xob][\da-f_]+$/i;
const DATE = /^\d{4}-\d\d-\d\d/;
const TIME = /^\d\d:\d\d:\d\d/;
const WORD = /^([+-]?(inf|nan)|true|false)$/;
const BEGINNING = /^[[{@$'"]/;
/** What such a reader passes over around a value. */
const AROUND = /^\s+|\s*(#[^]*)?$/g;

/** Whether a text reaches the platform's services as the text it is, not as a number, a date, a list or a variable. */
export function readsAsText(text: string): boolean {
  const bare = text.replaceAll(AROUND, "");
  return ![NUMBER, OTHER_BASE, DATE, TIME, WORD, BEGINNING].some((form) => form.test(bare));
}

/** Characters that no SQL, URL, option file, JSON or settings reader on a password's way gives a meaning to. */
const PASSWORD = /^[\w!#%&()*+,./;<=>?@[\]^{|}~$-]+$/;

/** Whether a given password arrives unchanged wherever the platform uses it. */
export function isUsablePassword(password: string): boolean {
  return PASSWORD.test(password) && readsAsText(password);
}
