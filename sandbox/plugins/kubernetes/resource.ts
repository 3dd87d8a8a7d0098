import type { Difference } from "../../../provider/protocol/diff.ts";
import {
  type CheckRequest,
  type Checked,
  type CreateRequest,
  type Created,
  type DeleteRequest,
  type DiffRequest,
  InitializationError,
  type Operation,
  type ReadRequest,
  type ReadResult,
  type Resource,
  type UpdateRequest,
} from "../../../provider/protocol/provider.ts";
import { type Properties, hasUnknown, openSecrets } from "../../../provider/protocol/value.ts";
import { ApiError, Unreachable } from "../../../kubernetes/connect.ts";
import type { KubernetesObject } from "./api/client.ts";
import { type Endpoint, UnknownKindError } from "./api/discovery.ts";
import { applyObject, createObject } from "./apply.ts";
import { NotReadyError, awaitReady, requireReady } from "./await/awaiter.ts";
import { awaiterFor } from "./await/kinds.ts";
import { checkObject } from "./check.ts";
import type { Connection } from "./connection.ts";
import { deleteObject } from "./deletion.ts";
import { difference } from "./difference.ts";
import { inputsOfLive } from "./normalise.ts";
import { messageOf } from "../../../config/message.ts";
import { ANNOTATIONS, type Kind, annotation, idOf, nameOf, namespaceOf, splitId } from "./object.ts";
import { fieldManagerOf } from "./ownership.ts";
import { keepSecrecy } from "./secrecy.ts";
import type { Settings } from "./settings.ts";
import { pruneToShape } from "./shape.ts";

/** How long to wait for an object unless told otherwise, in seconds. */
const TIMEOUT_SECONDS = 600;

/** An object of any kind that the API server has. */
export class ObjectResource implements Resource {
  readonly #kind: Kind;
  readonly #connection: Connection;
  readonly #settings: Settings;

  constructor(kind: Kind, connection: Connection, settings: Settings) {
    this.#kind = kind;
    this.#connection = connection;
    this.#settings = settings;
  }

  check(request: CheckRequest): Promise<Checked> {
    return checkObject(request, this.#kind, this.#connection);
  }

  diff(request: DiffRequest): Difference {
    return difference(request, this.#settings);
  }

  async create(request: CreateRequest): Promise<Created> {
    const { inputs, preview, urn } = request;
    if (preview && hasUnknown(inputs)) return { id: "", outputs: inputs };
    const object = openSecrets(inputs);
    const fieldManager = fieldManagerOf(openSecrets(inputs));
    try {
      const created = await createObject(this.#connection, object, preview);
      if (preview) return { id: "", outputs: this.#foreseen(inputs, created, fieldManager) };
      const live = await this.#ready(request, created, false);
      return { id: idOf(live), outputs: checkpoint(inputs, live, fieldManager) };
    } catch (error) {
      if (error instanceof NotReadyError) throw this.#unready(request, error, fieldManager);
      // A namespace or a kind that the same update creates, an object that it replaces, or a cluster that is gone.
      if (preview && isMissingInPreview(error)) return { id: "", outputs: inputs };
      throw new Error(creationFailure(urn, error), { cause: error });
    }
  }

  async update(request: UpdateRequest): Promise<Properties> {
    const { inputs, preview, oldOutputs } = request;
    if (preview && hasUnknown(inputs)) return inputs;
    const fieldManager = fieldManagerOf(openSecrets(inputs), oldOutputs);
    const apply = {
      object: openSecrets(inputs),
      fieldManager,
      force: this.#settings.enablePatchForce,
      dryRun: preview,
    };
    try {
      const applied = await applyObject(this.#connection, apply);
      if (preview) return this.#foreseen(inputs, applied, fieldManager, oldOutputs);
      const live = await this.#ready(request, applied, true);
      return checkpoint(inputs, live, fieldManager, oldOutputs);
    } catch (error) {
      if (preview && error instanceof Unreachable) return inputs;
      throw preview ? error : await this.#updateFailure(request, error, fieldManager);
    }
  }

  async read(request: ReadRequest): Promise<ReadResult | undefined> {
    const live = await this.#find(request.id);
    if (!live) return undefined;
    const imported = Object.keys(request.oldInputs).length === 0;
    const shape = openSecrets(request.oldInputs);
    const plain = imported ? inputsOfLive(live) : pruneToShape(live, shape);
    const inputs = keepSecrecy(plain, request.oldInputs);
    const fieldManager = fieldManagerOf(plain, request.oldOutputs);
    const result = {
      id: request.id,
      inputs,
      outputs: checkpoint(inputs, live, fieldManager, request.oldOutputs),
    };
    const awaiter = awaiterFor(live, { client: this.#connection.client, updated: true, once: true });
    if (!awaiter || imported) return result;
    try {
      await requireReady(awaiter, live, reporter(request));
      return result;
    } catch (error) {
      if (!(error instanceof NotReadyError)) throw error;
      throw new InitializationError(result, [error.message, ...error.problems]);
    }
  }

  async delete(request: DeleteRequest): Promise<void> {
    const endpoint = await this.#endpoint();
    if (!endpoint) return;
    const { namespace, name } = splitId(request.id);
    const inputs = openSecrets(request.oldInputs);
    await deleteObject(this.#connection, {
      path: endpoint.object(namespace, name),
      inputs,
      timeoutSeconds: timeoutOf(request.timeoutSeconds, inputs),
      signal: request.signal,
    });
  }

  /** Undefined when the kind has gone, and all its objects with it. */
  async #endpoint(): Promise<Endpoint | undefined> {
    try {
      return await this.#connection.discovery.find(this.#kind);
    } catch (error) {
      if (error instanceof UnknownKindError) return undefined;
      throw error;
    }
  }

  async #find(id: string): Promise<KubernetesObject | undefined> {
    const endpoint = await this.#endpoint();
    const { namespace, name } = splitId(id);
    return endpoint && this.#connection.client.find(endpoint.object(namespace, name));
  }

  /** The object once it is ready. @throws NotReadyError */
  async #ready(
    request: CreateRequest,
    object: KubernetesObject,
    updated: boolean,
  ): Promise<KubernetesObject> {
    const { client, discovery } = this.#connection;
    const awaiter = awaiterFor(object, { client, updated, once: false });
    if (!awaiter) return object;
    const endpoint = await discovery.find(this.#kind);
    const live = await awaitReady(awaiter, object, {
      client,
      path: endpoint.object(namespaceOf(object), nameOf(object)),
      timeoutSeconds: timeoutOf(request.timeoutSeconds, object),
      signal: request.signal,
      report: reporter(request),
    });
    request.report("info", "");
    return live;
  }

  /** What the server says it would store, without what it cannot know yet. */
  #foreseen(
    inputs: Properties,
    object: KubernetesObject,
    fieldManager: string,
    oldOutputs?: Properties,
  ): Properties {
    const outputs = checkpoint(inputs, object, fieldManager, oldOutputs);
    Reflect.deleteProperty(outputs, "status");
    return outputs;
  }

  #unready(request: CreateRequest, error: NotReadyError, fieldManager: string): InitializationError {
    const { inputs, urn } = request;
    const outputs = checkpoint(inputs, error.object, fieldManager);
    return new InitializationError({ id: idOf(error.object), inputs, outputs }, [
      `resource "${urn}" was successfully created, but the Kubernetes API server reported that it failed ` +
        `to fully initialize or become live: ${error.message}`,
      ...error.problems,
    ]);
  }

  /** The engine keeps the live object with the reasons, and the next update tries again. */
  async #updateFailure(request: UpdateRequest, error: unknown, fieldManager: string): Promise<Error> {
    const { inputs, id, oldOutputs } = request;
    const message = messageOf(error);
    const live = error instanceof NotReadyError ? error.object : await this.#find(id).catch(() => undefined);
    if (!live) return new Error(`update of resource "${request.urn}" failed: ${message}`, { cause: error });
    const outputs = checkpoint(inputs, live, fieldManager, oldOutputs);
    return new InitializationError({ id, inputs, outputs }, [
      `the Kubernetes API server reported that "${id}" failed to fully initialize or become live: ${message}`,
      ...(error instanceof NotReadyError ? error.problems : []),
    ]);
  }
}

/** The outputs as they are kept in the state: the live object, and what it was made from. */
function checkpoint(
  inputs: Properties,
  live: KubernetesObject,
  fieldManager: string,
  oldOutputs: Properties = {},
): Properties {
  return {
    ...keepSecrecy(live, inputs),
    __inputs: inputs,
    __fieldManager: fieldManager,
    __initialApiVersion: oldOutputs.__initialApiVersion ?? live.apiVersion ?? "",
  };
}

/** From the option `customTimeouts`, else from the annotation, else the default; in seconds. */
function timeoutOf(option: number, object: Properties): number {
  const annotated = Number(annotation(object, ANNOTATIONS.timeoutSeconds));
  return option || annotated || TIMEOUT_SECONDS;
}

/** Shows a status when it has changed. */
function reporter(operation: Operation): (status: string) => void {
  let last = "";
  return (status) => {
    if (status !== last) operation.report("info", status);
    last = status;
  };
}

function isMissingInPreview(error: unknown): boolean {
  if (error instanceof UnknownKindError || error instanceof Unreachable) return true;
  return error instanceof ApiError && [403, 404, 409].includes(error.status);
}

function creationFailure(urn: string, error: unknown): string {
  const failure = `resource "${urn}" was not successfully created by the Kubernetes API server: ${messageOf(error)}`;
  if (!(error instanceof ApiError) || error.reason !== "AlreadyExists") return failure;
  return (
    `${failure}\n\nThe resource already exists in the cluster. Adopt it with \`pulumi import\`, ` +
    "give a renamed resource an alias of its old name, or delete it by hand."
  );
}
