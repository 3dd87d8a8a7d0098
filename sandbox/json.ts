/** What a text is as JSON; undefined for what is none. The parser's own message would quote the text, which may be secret. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
