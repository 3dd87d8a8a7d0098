import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/protocol/value.ts";
import { releaseChanges } from "../../../report/manifests/releases.ts";
import { helmOnThisMachine } from "../../../report/manifests/render.ts";
import type { LeafChange, ReleaseChange, ResourceChange } from "../../../report/model.ts";
import { type Values, over } from "../charts/installed.ts";
import { CHECKOUT } from "../support/checkout.ts";

/** Id of the release. */
export const ID = "kubernetes:helm.sh/v3:Release::release";
/** Inputs of a release. */
export const inputs = (chart: string, values: Values, more: JsonObject = {}): JsonObject => ({
  ...{ name: "bk-paas3", namespace: "blueking", chart, ...more },
  values: JSON.parse(JSON.stringify(values)) as JsonObject,
});

/** A release with these inputs before and after. */
export function changeOf(effect: ResourceChange["effect"], old: JsonObject, now: JsonObject): ResourceChange {
  return { id: ID, effect, reasons: [], old: { inputs: old }, new: { inputs: now }, leaves: [] };
}

/** Both sides from this checkout. */
export const HERE = { old: CHECKOUT, new: CHECKOUT };

/** What becomes of one release. */
export async function told(change: ResourceChange, programs = HERE): Promise<ReleaseChange> {
  const [found] = await releaseChanges([change], helmOnThisMachine(programs));
  assert.ok(found);
  return found;
}

/** What an upgrade of one of our charts does, from these values to the same with others laid over them. */
export function upgrade(
  chart: string,
  values: Values,
  more: Values,
  leaves: LeafChange[] = [],
): Promise<ReleaseChange> {
  const [old, now] = [inputs(`./charts/${chart}`, values), inputs(`./charts/${chart}`, over(values, more))];
  return told({ ...changeOf("update", old, now), leaves });
}

/** Names of what restarts. */
export const restarted = ({ objects }: ReleaseChange): string[] =>
  objects.filter(({ restarts }) => restarts).map(({ name }) => name);
