import grpc from "@grpc/grpc-js";
import engine from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/engine_pb.js";

/** The engine's display, as far as a provider writes to it. */
export class EngineLog {
  readonly #client: engine.EngineClient | undefined;

  /** @param address of the engine; empty means there is none to write to. */
  constructor(address: string) {
    if (address !== "") this.#client = new engine.EngineClient(address, grpc.credentials.createInsecure());
  }

  /** Shows a line beside a resource. Lost lines lose nothing else, so errors are not reported. */
  write(severity: "info" | "warning", message: string, urn: string): void {
    const level = severity === "warning" ? messages.LogSeverity.WARNING : messages.LogSeverity.INFO;
    const request = new messages.LogRequest()
      .setSeverity(level)
      .setMessage(message)
      .setUrn(urn)
      .setEphemeral(severity === "info");
    this.#client?.log(request, () => undefined);
  }
}
