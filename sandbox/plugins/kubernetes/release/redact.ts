import {
  Secret,
  type Value,
  isList,
  isProperties,
  openSecrets,
} from "../../../../provider/protocol/value.ts";

/** Makes a function that takes every secret inside `value` out of a text, also in base64 as Kubernetes shows it. */
export function redactor(value: Value): (text: string) => string {
  const secrets = secretTexts(value, false).flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ]);
  // The longest first: a secret may be a part of another.
  const ordered = [...new Set(secrets)].filter(Boolean).sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((shown, secret) => shown.replaceAll(secret, "[secret]"), text);
}

/** Texts and numbers at or below a secret; `true` and `null` tell nobody anything. */
function secretTexts(value: Value, secret: boolean): string[] {
  if (value instanceof Secret) return secretTexts(openSecrets(value), true);
  if (isList(value)) return value.flatMap((item) => secretTexts(item, secret));
  if (isProperties(value)) return Object.values(value).flatMap((item) => secretTexts(item, secret));
  return secret && (typeof value === "string" || typeof value === "number") ? [String(value)] : [];
}
