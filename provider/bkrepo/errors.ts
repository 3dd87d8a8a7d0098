import { Conflict } from "../ownership.ts";

/** A request that bkrepo understood and did not carry out. */
export class BkrepoRefusal extends Error {
  readonly status: number;

  constructor(asked: string, status: number, code: number, message: string, traceId: string) {
    super(`bkrepo refused ${asked}: ${message} (code ${code}, HTTP ${status}, trace ${traceId})`);
    this.status = status;
  }
}

/** bkrepo does not accept the administrator, or takes him for somebody who may not do this. */
export class AdministratorRefused extends Error {
  constructor(endpoint: string, user: string | undefined, asked: string) {
    super(
      user === undefined
        ? `${endpoint}: ${asked} needs the administrator of bkrepo. Give username and password to the provider (bkpaas:bkrepo.admin).`
        : `${endpoint}: bkrepo refused ${asked} by ${user}. Check the name and password of the administrator ` +
            "(bkpaas:bkrepo.admin) by logging in to bkrepo's web page with them. bkrepo keeps the administrator's first password: a later " +
            "one in its chart's values changes nothing.",
    );
  }
}

/** The clocks of bkrepo's own services differ by more than a minute: they refuse each other. */
export class ClocksDiffer extends Error {
  constructor(endpoint: string, asked: string) {
    super(
      `${endpoint}: ${asked} failed inside bkrepo with "Expired token": the clocks of the machines that run its services differ ` +
        "by more than a minute. Synchronise them (chrony, ntp), then run the same command again.",
    );
  }
}

/** Adds to a refusal of bkrepo what to do about it; everything else stays as it is. */
export function advising(advice: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof BkrepoRefusal ? new Conflict(`${error.message}. ${advice}`) : error;
  };
}
