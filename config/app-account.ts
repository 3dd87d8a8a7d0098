import * as z from "zod";
import { choice } from "./fields.ts";

/** Section `appAccount`: who tells PaaS 2.0 or bk-auth of the platform's own application, bk_paas3. */
export const appAccount = z
  .discriminatedUnion("mode", [
    z.strictObject({
      mode: z.literal("esb"),
      otherToken: choice(
        {
          doc: "What becomes of another token that bk_paas3 has in PaaS 2.0: refuse stops, replace writes ours over it.",
          example: "replace",
        },
        ["refuse", "replace"],
      ).default("refuse"),
    }),
    z.strictObject({ mode: z.literal("bkauth") }),
    z.strictObject({ mode: z.literal("manual") }),
  ])
  .prefault({ mode: "manual" });

/** The section as read. */
export type AppAccountSettings = z.output<typeof appAccount>;

/** What becomes of another token than ours. */
export type OtherToken = Extract<AppAccountSettings, { mode: "esb" }>["otherToken"];
