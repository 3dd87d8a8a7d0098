import type { Tls } from "../../../config/storage/existing.ts";

/** A server as clients reach it. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** How clients speak TLS; undefined means plain text. */
  readonly tls: Tls;
}
