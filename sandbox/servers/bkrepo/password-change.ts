import { constants, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { BkrepoError } from "./errors.ts";
import { hashPassword, isHashOf } from "./passwords.ts";
import { selfOrAdministrator } from "./rights.ts";
import type { Call } from "./route.ts";
import { existingUser } from "./users.ts";

/** What bkrepo resets a password to. */
const RESET_PASSWORD = "password";

/** Passwords in addresses are encrypted for this pair; it lives as long as the process. */
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });

export function publicKey(): string {
  return rsa.publicKey.export({ type: "spki", format: "der" }).toString("base64");
}

export function changePassword(call: Call): true {
  selfOrAdministrator(call);
  const user = existingUser(call);
  if (!isHashOf(user.passwordHash, decrypted(call.query, "oldPwd"))) {
    throw new BkrepoError("passwordNotChanged", "modify password failed!");
  }
  call.store.putUser({ ...user, passwordHash: hashPassword(decrypted(call.query, "newPwd")) });
  return true;
}

export function resetPassword(call: Call): true {
  selfOrAdministrator(call);
  call.store.putUser({ ...existingUser(call), passwordHash: hashPassword(RESET_PASSWORD) });
  return true;
}

function decrypted(query: URLSearchParams, key: string): string {
  const text = query.get(key);
  if (text === null) throw new BkrepoError("parameterMissing", `[${key}] is missing`);
  try {
    const encrypted = Buffer.from(text, "base64");
    const padding = constants.RSA_PKCS1_PADDING;
    return privateDecrypt({ key: rsa.privateKey, padding }, encrypted).toString("utf8");
  } catch {
    throw new BkrepoError("parameterInvalid", `[${key}] is not encrypted for GET auth/api/user/rsa`);
  }
}
