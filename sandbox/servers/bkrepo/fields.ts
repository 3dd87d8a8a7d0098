import { BkrepoError } from "./errors.ts";

/** A JSON object as a client sent it; nothing of it is known yet. */
export type Body = Readonly<Record<string, unknown>>;

/** `UserRequestUtil.USER_ID_PATTERN` */
const USER_ID = /^[a-zA-Z0-9_][a-zA-Z0-9_.@-]{1,99}$/;
/** `ProjectServiceHelper.PROJECT_NAME_PATTERN` */
const PROJECT_ID = /^[a-zA-Z_][a-zA-Z0-9_-]{1,99}$/;
/** `RepositoryServiceHelper.REPO_NAME_PATTERN` */
const REPOSITORY_NAME = /^[a-zA-Z_][a-zA-Z0-9_.-]{1,63}$/;
const DISPLAY_NAME = /^.{2,100}$/su;
const REPOSITORY_DESCRIPTION = /^.{0,200}$/su;

/** Reads the fields of a request body; each raises a `BkrepoError` that names the field. */
export const fields = {
  text,
  optionalText,
  userId: (body: Body): string => matching(body, "userId", USER_ID),
  projectName: (body: Body): string => matching(body, "name", PROJECT_ID),
  displayName: (body: Body): string => matching(body, "displayName", DISPLAY_NAME),
  repositoryName: (body: Body): string => matching(body, "name", REPOSITORY_NAME),
  repositoryDescription: (body: Body): string | undefined =>
    isGiven(body, "description") ? matching(body, "description", REPOSITORY_DESCRIPTION) : undefined,
  flag: (body: Body, key: string): boolean | undefined => {
    if (!isGiven(body, key)) return undefined;
    const value = body[key];
    if (typeof value === "boolean") return value;
    throw new BkrepoError("requestInvalid", `[${key}] must be true or false`);
  },
  bytes: (body: Body, key: string): number | undefined => {
    if (!isGiven(body, key)) return undefined;
    const value = body[key];
    if (Number.isSafeInteger(value)) return Number(value);
    throw new BkrepoError("requestInvalid", `[${key}] must be a whole number`);
  },
  names: (body: Body, key: string): string[] | undefined => {
    if (!isGiven(body, key)) return undefined;
    const value = body[key];
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    throw new BkrepoError("requestInvalid", `[${key}] must be a list of names`);
  },
};

/** Whether the body says something other than null; bkrepo takes both absences alike. */
export function isGiven(body: Body, key: string): boolean {
  return body[key] !== undefined && body[key] !== null;
}

function text(body: Body, key: string): string {
  const value = body[key];
  if (typeof value === "string") return value;
  throw new BkrepoError("requestInvalid", `[${key}] must be a text`);
}

function optionalText(body: Body, key: string): string | undefined {
  return isGiven(body, key) ? text(body, key) : undefined;
}

function matching(body: Body, key: string, pattern: RegExp): string {
  const value = text(body, key);
  if (pattern.test(value)) return value;
  throw new BkrepoError("parameterInvalid", `Parameter[${key}] invalid`);
}
