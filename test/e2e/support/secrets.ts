import fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { OpenOutputs } from "./outputs.ts";

/** Every secret value of a stack and its sandbox. */
export function secretsOf(outputs: OpenOutputs, settings: string): string[] {
  const { passwords } = JSON.parse(settings) as { passwords: Record<string, string> };
  return [
    ...Object.values(outputs.keys),
    outputs.mysql.platform.password,
    outputs.mysql.services.password,
    outputs.mysql.plan.password,
    ...Object.values(outputs.bkrepo).flatMap((account) =>
      typeof account === "object" ? [account.password] : [],
    ),
    ...Object.values(passwords),
  ];
}

/** All files below a folder as texts by path; compressed ones are opened. */
export function filesBelow(folder: string): [string, string][] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const content = fs.readFileSync(file);
      return [file, (file.endsWith(".gz") ? gunzipSync(content) : content).toString("latin1")];
    });
}

/** Where a secret stands, plainly or in base64, without saying the secret. */
export function occurrences(texts: ReadonlyMap<string, string>, secrets: readonly string[]): string[] {
  return [...texts].flatMap(([place, text]) =>
    secrets.flatMap((secret, index) =>
      forms(secret).some((form) => text.includes(form)) ? [`${index} in ${place}`] : [],
    ),
  );
}

/** A text as it may stand inside something encoded: base64 of it at each of the three offsets. */
function forms(secret: string): string[] {
  const encoded = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)])
      .toString("base64")
      .replaceAll("=", "");
    // The first and last characters also depend on what stands around the secret.
    return text.slice(shift === 0 ? 0 : shift + 1, -2);
  });
  return [secret, encodeURIComponent(secret), ...encoded];
}
