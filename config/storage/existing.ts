import * as z from "zod";
import { certificates, choice } from "../fields.ts";

/** How clients speak TLS with a server that exists; without it they don't. */
export const tls = z.strictObject({
  verify: choice({ doc: "Whether clients check the server's certificate: full, or none.", example: "full" }, [
    "full",
    "none",
  ]).default("full"),
  ca: certificates(
    "The authority that signed the server's certificate, where no machine knows it.",
  ).optional(),
});

/** TLS as configured; undefined means plain text. */
export type Tls = z.output<typeof tls> | undefined;
