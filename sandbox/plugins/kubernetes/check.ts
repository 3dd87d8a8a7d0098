import type { CheckRequest, Checked, Failure } from "../../../provider/protocol/provider.ts";
import { type Properties, openSecrets } from "../../../provider/protocol/value.ts";
import { Unreachable } from "../../../kubernetes/connect.ts";
import { UnknownKindError } from "./api/discovery.ts";
import type { Connection } from "./connection.ts";
import { withName } from "./naming.ts";
import { normalise } from "./normalise.ts";
import { type Kind, at, withMetadata } from "./object.ts";
import { keepSecrecy } from "./secrecy.ts";

/** Fills in name and namespace, and brings the object into the form in which it is kept. */
export async function checkObject(
  request: CheckRequest,
  kind: Kind,
  connection: Connection,
): Promise<Checked> {
  const object = normalise({ ...kind, ...openSecrets(request.inputs) });
  const named = withName(object, request.name, openSecrets(request.oldInputs));
  const placed = await withNamespace(named, kind, connection);
  return { inputs: keepSecrecy(placed, request.inputs), failures: unsupported(placed) };
}

async function withNamespace(object: Properties, kind: Kind, connection: Connection): Promise<Properties> {
  const given = at(object, "metadata", "namespace");
  const namespaced = await isNamespaced(kind, connection);
  if (namespaced === undefined) return object;
  if (namespaced) {
    return given === undefined || given === ""
      ? withMetadata(object, "namespace", connection.namespace)
      : object;
  }
  return given === undefined ? object : withMetadata(object, "namespace", undefined);
}

/** A kind that only this update will define is taken for a namespaced one; undefined where no server says. */
async function isNamespaced(kind: Kind, connection: Connection): Promise<boolean | undefined> {
  try {
    return (await connection.discovery.find(kind)).namespaced;
  } catch (error) {
    if (error instanceof UnknownKindError) return true;
    // A cluster that is gone blocks nothing but changes in it, as with the official plugin.
    if (error instanceof Unreachable) return undefined;
    throw error;
  }
}

/** What the official plugin does and this one does not: refused, not ignored. */
function unsupported(object: Properties): Failure[] {
  const places = [
    ["metadata", "generateName"],
    ["metadata", "annotations", "pulumi.com/waitFor"],
    ["metadata", "annotations", "pulumi.com/replaceUnready"],
  ];
  return places
    .filter((path) => at(object, ...path) !== undefined)
    .map((path) => ({
      property: path.join("."),
      reason: `the sandbox's stand-in for the kubernetes plugin does not know ${path.at(-1) ?? ""}: install the official plugin`,
    }));
}
