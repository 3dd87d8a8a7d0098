import { randomBytes } from "node:crypto";
import { BkrepoError } from "./errors.ts";
import { hashPassword } from "./passwords.ts";
import { selfOrAdministrator } from "./rights.ts";
import type { Call } from "./route.ts";
import { existingUser } from "./users.ts";

/** Makes a token, which is shown this once and logs in like a password. */
export function createToken(call: Call): object {
  selfOrAdministrator(call);
  const [user, name] = [existingUser(call), call.parameter("token")];
  if (user.tokens.some((token) => token.name === name)) {
    throw new BkrepoError("tokenExists", `Token [${name}] existed`);
  }
  const id = randomBytes(16).toString("hex");
  const createdAt = new Date().toISOString();
  call.store.putUser({ ...user, tokens: [...user.tokens, { name, hash: hashPassword(id), createdAt }] });
  return { name, id, createdAt, expiredAt: null };
}

export function listTokens(call: Call): object[] {
  selfOrAdministrator(call);
  return existingUser(call).tokens.map(({ name, createdAt }) => ({ name, createdAt, expiredAt: null }));
}

export function deleteToken(call: Call): true {
  selfOrAdministrator(call);
  const user = existingUser(call);
  const tokens = user.tokens.filter(({ name }) => name !== call.parameter("token"));
  call.store.putUser({ ...user, tokens });
  return true;
}
