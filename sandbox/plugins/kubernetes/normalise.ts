import { type Properties, isProperties, mapProperties } from "../../../provider/protocol/value.ts";

/** Metadata that only the server sets. */
const SERVER_METADATA = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
  "uid",
];

/** The object as the server would keep it: no server metadata, a Secret's text as base64. */
export function normalise(object: Properties): Properties {
  return withEncodedText(withoutServerMetadata(object));
}

/** What a person would have written to get this live object. */
export function inputsOfLive(live: Properties): Properties {
  const object = withoutServerMetadata(live);
  Reflect.deleteProperty(object, "status");
  if (!isProperties(object.metadata)) return object;
  const { annotations } = object.metadata;
  if (!isProperties(annotations)) return object;
  const kept = Object.entries(annotations).filter(([key]) => !SERVER_ANNOTATIONS.has(key));
  return { ...object, metadata: { ...object.metadata, annotations: Object.fromEntries(kept) } };
}

const SERVER_ANNOTATIONS = new Set([
  "deployment.kubernetes.io/revision",
  "kubectl.kubernetes.io/last-applied-configuration",
]);

function withoutServerMetadata(object: Properties): Properties {
  if (!isProperties(object.metadata)) return { ...object };
  const kept = Object.entries(object.metadata).filter(([key]) => !SERVER_METADATA.includes(key));
  return { ...object, metadata: Object.fromEntries(kept) };
}

/** A Secret's `stringData` goes over into `data`, as on the server. */
function withEncodedText(object: Properties): Properties {
  if (object.kind !== "Secret" || object.apiVersion !== "v1" || object.stringData === undefined)
    return object;
  const { stringData, ...rest } = object;
  if (!isProperties(stringData)) return { ...rest, data: stringData };
  const encoded = mapProperties(stringData, (value) =>
    typeof value === "string" ? Buffer.from(value).toString("base64") : undefined,
  );
  return { ...rest, data: { ...(isProperties(object.data) ? object.data : {}), ...encoded } };
}
