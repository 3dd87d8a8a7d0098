/** Codes of bkrepo's answers: 25, the module (01 common, 02 accounts, 10 repositories), the number within it. */
export const CODES = {
  parameterMissing: 250102,
  parameterInvalid: 250104,
  userExists: 250201,
  userNotFound: 250202,
  accountProjectNotFound: 250217,
  accountRepositoryNotFound: 250221,
  noPermission: 250236,
  projectNotFound: 251004,
  projectExists: 251005,
  repositoryNotFound: 251006,
  repositoryExists: 251007,
} as const;

/** A request that bkrepo answers with HTTP 400 and one of its codes. */
export class BkrepoError extends Error {
  readonly code: number;

  constructor(code: keyof typeof CODES, message: string) {
    super(message);
    this.code = CODES[code];
  }
}
