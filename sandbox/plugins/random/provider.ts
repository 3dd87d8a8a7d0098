/**
 * Stands in for `@pulumi/random` 4.21.2 where the official plugin cannot be had: the resources this program uses,
 * with the official inputs, outputs, ids, secrets, replacements and imports.
 *
 * Left out of the outputs are `bcryptHash` of RandomPassword, because Node has no bcrypt and nothing here reads it,
 * and the bookkeeping of the official plugin's framework (`__meta`, `__pulumi_raw_state_delta`). The official
 * plugin takes a state without `__meta` for its oldest and computes the hash when it upgrades it.
 */
import type { Provider, Resource } from "../../../provider/protocol/provider.ts";
import { randomBytesResource } from "./randomBytes.ts";
import { randomId } from "./randomId.ts";
import { randomPassword } from "./randomPassword.ts";
import { randomString } from "./randomString.ts";
import { randomUuid } from "./randomUuid.ts";

const RESOURCES = new Map<string, Resource>([
  ["random:index/randomPassword:RandomPassword", randomPassword],
  ["random:index/randomBytes:RandomBytes", randomBytesResource],
  ["random:index/randomString:RandomString", randomString],
  ["random:index/randomUuid:RandomUuid", randomUuid],
  ["random:index/randomId:RandomId", randomId],
]);

/** The provider; it has no settings. */
export const random: Provider = {
  name: "random",
  version: "4.21.2+sandbox",
  checkConfig: (inputs) => ({ inputs }),
  configure: () => undefined,
  resource: (type) => RESOURCES.get(type),
};
