/** A path with every inserted part encoded. */
export function route(texts: TemplateStringsArray, ...parts: readonly string[]): string {
  return texts
    .map((text, index) => text + (index < parts.length ? encodeURIComponent(parts[index] ?? "") : ""))
    .join("");
}
