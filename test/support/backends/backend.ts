/** A place where Pulumi keeps the states of stacks, made for one test. */
export interface Backend {
  /** What `PULUMI_BACKEND_URL` says. */
  readonly url: string;
  /** More environment for the CLI, such as credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** All that it keeps, as one text. */
  readonly kept: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Why a kind of backend can't be had on this machine. */
export interface Missing {
  readonly reason: string;
}
