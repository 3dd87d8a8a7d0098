import * as z from "zod";
import { secret, text } from "../fields.ts";

/** Name and password of an account; `doc` completes "Name of …". */
export const account = (doc: string, user: string) =>
  z.strictObject({
    user: text({ doc: `Name of ${doc}.`, example: user }),
    password: secret({ doc: `Password of ${doc}.` }),
  });
