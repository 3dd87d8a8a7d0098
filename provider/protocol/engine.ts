import grpc from "@grpc/grpc-js";
import engine from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/engine_pb.js";

/** How loud a line is: `debug` is shown with `--debug` only, an `info` line gives way to the next, a `warning` stays. */
export type Severity = "debug" | "info" | "warning";

const LEVELS = {
  debug: messages.LogSeverity.DEBUG,
  info: messages.LogSeverity.INFO,
  warning: messages.LogSeverity.WARNING,
} as const;

/** The engine's display, as far as a provider writes to it. */
export class EngineLog {
  readonly #client: engine.EngineClient | undefined;

  /** @param address of the engine; empty means there is none to write to. */
  constructor(address: string) {
    if (address !== "") this.#client = new engine.EngineClient(address, grpc.credentials.createInsecure());
  }

  /** Shows a line beside a resource. Lost lines lose nothing else, so errors are not reported. */
  write(severity: Severity, message: string, urn: string): void {
    const request = new messages.LogRequest()
      .setSeverity(LEVELS[severity])
      .setMessage(message)
      .setUrn(urn)
      .setEphemeral(severity === "info");
    this.#client?.log(request, () => undefined);
  }
}
