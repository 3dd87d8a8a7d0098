import { BkrepoError } from "./errors.ts";

/** A JSON object as a client sent it; nothing of it is known yet. */
export type Body = Readonly<Record<string, unknown>>;

const USER_ID = /^[a-zA-Z0-9_][a-zA-Z0-9_.@-]{1,99}$/;
const PROJECT_ID = /^[a-zA-Z_][a-zA-Z0-9_-]{1,99}$/;
const REPOSITORY_NAME = /^[a-zA-Z_][a-zA-Z0-9_.-]{0,63}$/;

/** Reads the fields of a request body; each raises a `BkrepoError` that names the field. */
export const fields = {
  userId: (body: Body): string => matching(body, "userId", USER_ID),
  projectId: (body: Body, key = "projectId"): string => matching(body, key, PROJECT_ID),
  repository: (body: Body, key = "repoName"): string => matching(body, key, REPOSITORY_NAME),
  displayName: (body: Body): string => matching(body, "displayName", /^.{2,100}$/u),
  /** The server splits Basic credentials at the first colon. */
  password: (body: Body): string => matching(body, "pwd", /^[^:]+$/),
  text,
  optionalText: (body: Body, key: string): string | undefined =>
    body[key] === undefined || body[key] === null ? undefined : text(body, key),
  flag: (body: Body, key: string, otherwise: boolean): boolean => {
    const value = body[key] ?? otherwise;
    if (typeof value === "boolean") return value;
    throw new BkrepoError("parameterInvalid", `[${key}] must be true or false`);
  },
  names: (body: Body, key: string): string[] => {
    const value = body[key] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    throw new BkrepoError("parameterInvalid", `[${key}] must be a list of names`);
  },
};

function text(body: Body, key: string): string {
  const value = body[key];
  if (typeof value === "string") return value;
  if (value === undefined || value === null) throw new BkrepoError("parameterMissing", `[${key}] is missing`);
  throw new BkrepoError("parameterInvalid", `[${key}] must be a text`);
}

function matching(body: Body, key: string, pattern: RegExp): string {
  const value = text(body, key);
  if (pattern.test(value)) return value;
  throw new BkrepoError("parameterInvalid", `[${key}] is invalid`);
}
