import grpc from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import status from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import { type Difference, rootOf } from "./diff.ts";
import { messageOf } from "../../config/message.ts";
import { type Checked, InitializationError } from "./provider.ts";
import { toWire } from "./wire.ts";

/** Inputs with what is wrong with them. */
export function checkResponse(checked: Checked): messages.CheckResponse {
  const failures = (checked.failures ?? []).map((failure) =>
    new messages.CheckFailure().setProperty(failure.property).setReason(failure.reason),
  );
  return new messages.CheckResponse().setInputs(toWire(checked.inputs)).setFailuresList(failures);
}

const { Kind } = messages.PropertyDiff;
const KINDS = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

/** What an update would change, and whether it would replace. */
export function diffResponse(difference: Difference): messages.DiffResponse {
  const { DiffChanges } = messages.DiffResponse;
  const changed = Object.entries(difference.changes);
  const detailed = difference.detailed !== false;
  const response = new messages.DiffResponse()
    .setChanges(changed.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE)
    .setHasdetaileddiff(detailed)
    .setDiffsList([...new Set(changed.map(([path]) => rootOf(path)))])
    .setReplacesList(changed.filter(([, change]) => change.replace).map(([path]) => path))
    // Said without a change too: a replacement may have been interrupted after its deletion, and the engine, told
    // nothing, would create again and then delete what it takes for the original.
    .setDeletebeforereplace(difference.deleteBeforeReplace === true);
  if (!detailed) return response;
  for (const [path, change] of changed) {
    const kind = KINDS[change.kind][change.replace ? 1 : 0];
    response.getDetaileddiffMap().set(path, new messages.PropertyDiff().setKind(kind));
  }
  return response;
}

/** The error the engine understands for what a handler threw. */
export function statusOf(error: unknown): Partial<grpc.StatusObject> {
  const details = messageOf(error);
  if (!(error instanceof InitializationError)) return { code: grpc.status.UNKNOWN, details };
  return { code: grpc.status.UNKNOWN, details, metadata: initializationMetadata(error) };
}

/** The engine finds a partly created resource in the details of the status. */
function initializationMetadata(error: InitializationError): grpc.Metadata {
  const detail = new messages.ErrorResourceInitFailed()
    .setId(error.partial.id)
    .setInputs(toWire(error.partial.inputs))
    .setProperties(toWire(error.partial.outputs))
    .setReasonsList([...error.reasons]);
  const packed = new any.Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const message = new status.Status().setCode(grpc.status.UNKNOWN).setMessage(error.message);
  message.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(message.serializeBinary()));
  return metadata;
}
