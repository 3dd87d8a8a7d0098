/** An element of an XML text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** The text directly in it. */
  readonly text: string;
}

interface Open extends Element {
  readonly children: Element[];
  text: string;
}

const TOKENS = /<(\/?)([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g;

/**
 * Reads the part of XML in which pictures are written: elements, attributes in double quotes, text and its five entities.
 * @throws Error for a text that is not well-formed
 */
export function parseXml(xml: string): Element {
  const document: Open = { name: "", attributes: {}, children: [], text: "" };
  const open = [document];
  for (const [token, slash, name = "", attributes = "", empty, text, stray] of xml.matchAll(TOKENS)) {
    const inner = open.at(-1) ?? document;
    if (stray) throw new Error(`a stray < before ${token}`);
    if (text !== undefined) inner.text += unescaped(text);
    else if (slash) close(open, name);
    else {
      const element: Open = { name, attributes: attributesIn(attributes), children: [], text: "" };
      inner.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [root, ...others] = document.children;
  if (!root || others.length > 0 || open.length > 1) throw new Error("it is not one element");
  return root;
}

/** All elements below one, in their order. */
export function below(element: Element): Element[] {
  return element.children.flatMap((child) => [child, ...below(child)]);
}

function close(open: Open[], name: string): void {
  const element = open.pop();
  if (element?.name !== name) throw new Error(`</${name}> closes <${element?.name ?? ""}>`);
}

function attributesIn(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
    name,
    unescaped(value),
  ]);
  return Object.fromEntries(found) as Record<string, string>;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(\w*;?)/g, (entity, name: string) => {
    const character = ENTITIES[name.slice(0, -1)];
    if (!name.endsWith(";") || character === undefined) throw new Error(`the entity ${entity} is not known`);
    return character;
  });
}
