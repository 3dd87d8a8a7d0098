import * as z from "zod";
import type { Part } from "../../config/secrets/place.ts";
import { jsonIn } from "../json.ts";

/** RabbitMQ's definitions, as far as passwords are concerned. */
const definitions = z.object({
  users: z.array(z.object({ name: z.string(), password: z.string().optional() })),
});

/** The plan of svc-mysql as its fixture holds it. */
const fixture = z.array(z.object({ fields: z.object({ config: z.string() }) }));
const plan = z.object({ user: z.string(), password: z.string() });

/**
 * The part of a text that is the key.
 * @param account whose password it is, where the text has several
 * @returns undefined where the text has no such part
 */
export function partOf(
  text: string,
  part: Part | undefined,
  account: string | undefined,
): string | undefined {
  switch (part?.kind) {
    case undefined:
      return text;
    case "address":
      return passwordIn(text, part.host);
    case "field":
      return fieldIn(text, part.name);
    case "definitions":
      return definedPassword(text, account);
    case "plan":
      return plannedPassword(text, account);
  }
}

/** The platform writes addresses without encoding the password; what it reads may be encoded all the same. */
function passwordIn(address: string, host: string): string | undefined {
  const [, password = "", found = ""] = /^\w+:\/\/[^:/]*:(.*)@([^@/:]+)/.exec(address) ?? [];
  if (password === "" || found.split(".")[0] !== host) return undefined;
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

/** One field of TOML's inline table, whose texts stand in single quotes or, escaped as in JSON, in double ones. */
function fieldIn(table: string, name: string): string | undefined {
  const field = new RegExp(`[{,]\\s*${name}\\s*=\\s*(?:'([^']*)'|("(?:[^"\\\\]|\\\\.)*"))`);
  const [, literal, escaped] = field.exec(table) ?? [];
  if (escaped === undefined) return literal;
  const text = jsonIn(escaped);
  return typeof text === "string" ? text : undefined;
}

function definedPassword(text: string, account: string | undefined): string | undefined {
  const { data } = definitions.safeParse(jsonIn(text));
  return data?.users.find(({ name }) => name === account)?.password;
}

function plannedPassword(text: string, account: string | undefined): string | undefined {
  const [row] = fixture.safeParse(jsonIn(text)).data ?? [];
  const { data } = plan.safeParse(jsonIn(row?.fields.config ?? ""));
  return data?.user === account ? data?.password : undefined;
}
