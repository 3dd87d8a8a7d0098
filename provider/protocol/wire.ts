import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { type Properties, Secret, UNKNOWN, Unknown, type Value, isList, isProperties } from "./value.ts";

// The engine's markers (pulumi/pulumi sdk/go/common/resource/sig and plugin/rpc.go).
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Reads the properties of a protocol message; a missing struct is an empty one. */
export function fromWire(message: struct.Struct | undefined): Properties {
  return fromPlain(message?.toJavaScript() ?? {}) as Properties;
}

/** Writes properties for a protocol message. */
export function toWire(properties: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(toPlain(properties) as Record<string, JavaScriptValue>);
}

/** Opens the engine's markers in plain JSON, as in messages and in a decrypted state. */
export function fromPlain(plain: unknown): Value {
  if (plain === UNKNOWN_TEXT) return UNKNOWN;
  if (Array.isArray(plain)) return plain.map(fromPlain);
  if (typeof plain !== "object" || plain === null) return plain as Value;
  const fields = plain as Record<string, unknown>;
  if (fields[SIGNATURE] === SECRET_SIGNATURE) return new Secret(fromPlain(fields.value));
  if (fields[SIGNATURE] === OUTPUT_SIGNATURE) return fromOutput(fields);
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, fromPlain(item)]));
}

/** An output value carries its secrecy and, when known, its value. */
function fromOutput(fields: Record<string, unknown>): Value {
  const value = "value" in fields ? fromPlain(fields.value) : UNKNOWN;
  return fields.secret === true ? new Secret(value) : value;
}

function toPlain(value: Value): unknown {
  if (value instanceof Unknown) return UNKNOWN_TEXT;
  if (value instanceof Secret) return { [SIGNATURE]: SECRET_SIGNATURE, value: toPlain(value.open()) };
  if (isList(value)) return value.map(toPlain);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
}
