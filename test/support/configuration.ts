import { type Parsed, parse } from "../../config/parse.ts";
import { renderProblems } from "../../config/problem.ts";
import type { Settings } from "../../config/schema.ts";

/** One section of a stack's configuration. */
export type Section = Record<string, unknown>;

/** An administrator, whose password no message may show. */
export const ADMIN = { user: "root", password: "s3cret" };

/** A key as configuration gives it. */
export const given = (value: string): Section => ({ source: "given", value });

/** A small environment of servers that exist, with these sections instead of its own, as the program reads it. */
export function parsedWith(changes: Record<string, Section>): Parsed {
  const sections: Record<string, Section> = {
    mysql: { mode: "existing", host: "db.example.com", admin: ADMIN },
    redis: { mode: "existing", host: "redis.example.com" },
    rabbitmq: { mode: "existing", host: "mq.example.com", admin: ADMIN },
    bkrepo: { endpoint: "http://bkrepo.example.com", admin: ADMIN },
    ...changes,
  };
  const values = Object.entries(sections).map(([key, value]) => [key, JSON.stringify(value)]);
  return parse({
    values: { domain: "paas.example.com", ...(Object.fromEntries(values) as Record<string, string>) },
    secretKeys: new Set(Object.keys(sections)),
  });
}

/** The same where it has to be sound. @throws Error with every problem */
export function settingsWith(changes: Record<string, Section>): Settings {
  const parsed = parsedWith(changes);
  if (!parsed.ok) throw new Error(renderProblems("test", parsed.problems));
  return parsed.settings;
}
