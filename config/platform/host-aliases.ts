import * as z from "zod";
import { host } from "../fields.ts";

/** Names that pods resolve without asking DNS, as Kubernetes takes them. */
export const hostAliases = z
  .array(
    z.strictObject({
      ip: host({ doc: "Address.", example: "10.0.0.10" }),
      hostnames: z.array(host({ doc: "Name of that address.", example: "bkpaas.paas.example.com" })),
    }),
  )
  .default([]);

/** One address and its names. */
export type HostAlias = z.output<typeof hostAliases>[number];
