import type { Difference } from "../../../../provider/protocol/diff.ts";
import {
  type CheckRequest,
  type Checked,
  type CreateRequest,
  type Created,
  type DeleteRequest,
  type DiffRequest,
  InitializationError,
  type ReadRequest,
  type ReadResult,
  type Resource,
  type UpdateRequest,
} from "../../../../provider/protocol/provider.ts";
import { type Properties, openSecrets } from "../../../../provider/protocol/value.ts";
import type { Connection } from "../connection.ts";
import { installOptions, uninstallOptions, upgradeOptions } from "./arguments.ts";
import { withChart } from "./chart.ts";
import { releaseDifference } from "./difference.ts";
import { explain } from "./failure.ts";
import { HelmError, helm } from "./helm.ts";
import { importedInputs } from "./importing.ts";
import { type Place, checkInputs, placeFromId, placeOf, valuesOf } from "./inputs.ts";
import { inputsIn, outputsOf, previewOf } from "./outputs.ts";
import { readRecord } from "./record.ts";
import { redactor } from "./redact.ts";

/** `helm.sh/v3:Release`: a chart installed, upgraded and uninstalled by the helm client. */
export class ReleaseResource implements Resource {
  readonly #connection: () => Connection;

  constructor(connection: () => Connection) {
    this.#connection = connection;
  }

  check(request: CheckRequest): Promise<Checked> {
    return checkInputs(request, this.#connection().namespace);
  }

  diff(request: DiffRequest): Difference {
    return releaseDifference(request);
  }

  /** @throws InitializationError when a release exists afterwards but is not complete. */
  async create(request: CreateRequest): Promise<Created> {
    if (request.preview) return { id: "", outputs: previewOf(request.inputs) };
    const place = placeOf(request.inputs);
    const attempt = await this.#attempt("install", place, request);
    if (attempt.failure === undefined) return { id: place.id, outputs: attempt.outputs };
    request.report(
      "warning",
      `Helm release "${place.name}" was created but has a failed status. Use the \`helm\` command to investigate the error, correct it, then retry. Reason: ${attempt.failure}`,
    );
    throw incomplete(place, "was created, but failed", attempt, request.inputs);
  }

  async read(request: ReadRequest): Promise<ReadResult | undefined> {
    const { namespace } = this.#connection();
    const known = "name" in request.oldOutputs ? request.oldOutputs : undefined;
    const place = known ? placeOf(known) : placeFromId(request.id, namespace);
    const record = await readRecord(place, this.#cluster(place));
    if (!record) return undefined;
    const inputs = inputsIn(request.oldOutputs) ?? importedInputs(place, record);
    return { id: request.id || place.id, inputs, outputs: outputsOf(known ?? inputs, inputs, record) };
  }

  /** @throws InitializationError when the upgrade began but did not complete; the next one repairs it. */
  async update(request: UpdateRequest): Promise<Properties> {
    if (request.preview) return previewOf(request.inputs);
    const place = placeOf(request.oldOutputs);
    const attempt = await this.#attempt("upgrade", place, request);
    if (attempt.failure === undefined) return attempt.outputs;
    // The official plugin leaves the old inputs beside the new outputs.
    throw incomplete(place, "failed", attempt, request.oldInputs);
  }

  async delete(request: DeleteRequest): Promise<void> {
    const place = placeOf(request.oldOutputs);
    const options = uninstallOptions(openSecrets(request.oldOutputs));
    const call = { signal: request.signal, redact: redactor(request.oldOutputs) };
    await helm(["uninstall", place.name, ...options, ...this.#cluster(place)], call);
  }

  async #attempt(action: "install" | "upgrade", place: Place, request: CreateRequest): Promise<Attempt> {
    const { inputs, signal } = request;
    const opened = openSecrets(inputs);
    const call = { input: JSON.stringify(valuesOf(inputs)), signal, redact: redactor(inputs) };
    const options = action === "install" ? installOptions(opened) : upgradeOptions(opened);
    const cluster = this.#cluster(place);
    const begunAt = Date.now();
    const failure = await withChart(opened, (chart) =>
      helm([action, place.name, ...chart, ...options, ...cluster], call),
    ).then(() => undefined, helmFailure);
    const record = await readRecord(place, cluster);
    // Only a revision of this attempt is its result; an older one means that helm refused to begin.
    if (failure !== undefined && (!record || record.begunAt < begunAt)) {
      throw new Error(explain(failure, place, record?.status));
    }
    if (!record) throw new Error(`helm reported success, but there is no release ${place.id}`);
    return { failure, outputs: outputsOf(inputs, inputs, record) };
  }

  /** The flags that lead helm to the release's cluster and namespace, and nowhere else. */
  #cluster(place: Place): string[] {
    return [`--kubeconfig=${this.#connection().kubeconfigFile()}`, `--namespace=${place.namespace}`];
  }
}

/** A revision that helm began; `failure` is the reason when it is not complete. */
interface Attempt {
  readonly failure: string | undefined;
  readonly outputs: Properties;
}

function helmFailure(error: unknown): string {
  if (error instanceof HelmError) return error.message;
  throw error;
}

function incomplete(place: Place, what: string, attempt: Attempt, inputs: Properties): InitializationError {
  const reason = `Helm release "${place.id}" ${what} to initialize completely. Use Helm CLI to investigate: failed to become available within allocated timeout. Error: Helm Release ${place.id}: ${attempt.failure ?? ""}`;
  return new InitializationError({ id: place.id, inputs, outputs: attempt.outputs }, [reason]);
}
