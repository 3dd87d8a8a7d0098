import type { Behaviour } from "./behaviour.ts";

/**
 * Codes of bkrepo's answers: 25, the module (01 common, 02 accounts, 10 projects and repositories), then the number within it, which
 * but for accounts is the place in the enumeration (`CommonMessageCode.kt`, `AuthMessageCode.kt`, `ArtifactMessageCode.kt`).
 */
const CODES = {
  systemError: 250102,
  parameterMissing: 250103,
  parameterInvalid: 250105,
  requestInvalid: 250106,
  requestDenied: 250113,
  unauthenticated: 250114,
  clockSkew: 250115,
  passwordNotChanged: 250121,
  routeNotFound: 250130,
  userNotFound: 250202,
  roleNotFound: 250205,
  accountProjectNotFound: 250217,
  tokenExists: 250219,
  accountRepositoryNotFound: 250221,
  noPermission: 250236,
  platformOnly: 250242,
  projectNotFound: 251004,
  projectExists: 251005,
  repositoryNotFound: 251006,
  repositoryExists: 251007,
  repositoryNotEmpty: 251008,
  fileNotFound: 251010,
  fileExists: 251012,
  overQuota: 251025,
} as const;

export type ErrorKind = keyof typeof CODES;

/** The first code of projects and repositories that has moved by one. */
const MOVED_FROM = CODES.projectNotFound;

/** The code by which a server says it; old numberings have one more entry before the projects. */
export function codeOf(kind: ErrorKind, { codes }: Behaviour): number {
  const code = CODES[kind];
  return codes === "old" && code >= MOVED_FROM ? code + 1 : code;
}

/** A request that bkrepo refuses: by HTTP 400 as a rule (`ErrorCodeException.kt`), with one of its codes. */
export class BkrepoError extends Error {
  readonly kind: ErrorKind;
  readonly status: 400 | 401 | 403 | 404;

  constructor(kind: ErrorKind, message: string, status: 400 | 401 | 403 | 404 = 400) {
    super(message);
    this.kind = kind;
    this.status = status;
  }
}
