import grpc from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { compare, withoutIgnored } from "./diff.ts";
import { EngineLog } from "./engine.ts";
import { onOrphaned } from "./orphan.ts";
import type { Operation, Provider, Resource } from "./provider.ts";
import { checkResponse, diffResponse, statusOf } from "./responses.ts";
import { openSecrets } from "./value.ts";
import { fromWire, toWire } from "./wire.ts";

/** Messages may carry whole charts and states. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** Serves a provider to the engine that started this process, until it cancels or goes away. */
export async function serve(served: Provider): Promise<void> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": MAX_MESSAGE_BYTES });
  const service = new ProviderService(served, process.argv[2] ?? "");
  server.addService(provider.ResourceProviderService, service.handlers());
  const port = await bind(server);
  onOrphaned(() => {
    service.stop();
    // What is being stopped gets a moment to stop its own helpers.
    setTimeout(() => process.exit(1), 2000);
  });
  process.stdout.write(`${port}\n`);
}

/** Binds to a free port on the loopback interface. */
export function bind(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

type Call<Request> = { request: Request };
type Unary<Request, Response> = (
  call: Call<Request>,
  callback: (error: grpc.ServiceError | Partial<grpc.StatusObject> | null, response?: Response) => void,
) => void;

/** The messages of the protocol around one provider. */
class ProviderService {
  readonly #provider: Provider;
  readonly #cancellation = new AbortController();
  #log: EngineLog;

  constructor(served: Provider, engineAddress: string) {
    this.#provider = served;
    this.#log = new EngineLog(engineAddress);
  }

  /** Ends every operation under way. */
  stop(): void {
    this.#cancellation.abort();
  }

  handlers(): grpc.UntypedServiceImplementation {
    return {
      handshake: unary((request: messages.ProviderHandshakeRequest) => {
        this.#log = new EngineLog(request.getEngineAddress());
        return new messages.ProviderHandshakeResponse()
          .setAcceptSecrets(true)
          .setAcceptResources(true)
          .setAcceptOutputs(true);
      }),
      attach: unary(() => new empty.Empty()),
      cancel: unary(() => {
        this.stop();
        return new empty.Empty();
      }),
      getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(this.#provider.version)),
      getSchema: unary(() =>
        new messages.GetSchemaResponse().setSchema(
          this.#provider.schema ??
            JSON.stringify({ name: this.#provider.name, version: this.#provider.version }),
        ),
      ),
      checkConfig: unary((request: messages.CheckRequest) =>
        checkResponse(this.#provider.checkConfig(fromWire(request.getNews()))),
      ),
      diffConfig: unary((request: messages.DiffRequest) => this.#diffConfig(request)),
      configure: unary((request: messages.ConfigureRequest) => this.#configure(request)),
      check: unary((request: messages.CheckRequest) => this.#check(request)),
      diff: unary((request: messages.DiffRequest) => this.#diff(request)),
      create: unary((request: messages.CreateRequest) => this.#create(request)),
      read: unary((request: messages.ReadRequest) => this.#read(request)),
      update: unary((request: messages.UpdateRequest) => this.#update(request)),
      delete: unary((request: messages.DeleteRequest) => this.#delete(request)),
    };
  }

  async #configure(request: messages.ConfigureRequest): Promise<messages.ConfigureResponse> {
    await this.#provider.configure(openSecrets(fromWire(request.getArgs())));
    return new messages.ConfigureResponse()
      .setAcceptsecrets(true)
      .setSupportspreview(true)
      .setAcceptresources(true)
      .setAcceptoutputs(true);
  }

  #diffConfig(request: messages.DiffRequest): messages.DiffResponse {
    const before = fromWire(request.getOldInputs());
    const after = fromWire(request.getNews());
    const changes = this.#provider.compareConfig?.(before, after) ?? compare(before, after);
    return diffResponse({ changes });
  }

  async #check(request: messages.CheckRequest): Promise<messages.CheckResponse> {
    const checked = await this.#resource(request.getUrn()).check({
      ...this.#operation(request.getUrn()),
      name: request.getName(),
      oldInputs: fromWire(request.getOlds()),
      inputs: fromWire(request.getNews()),
    });
    return checkResponse(checked);
  }

  async #diff(request: messages.DiffRequest): Promise<messages.DiffResponse> {
    const difference = await this.#resource(request.getUrn()).diff({
      ...this.#operation(request.getUrn()),
      ...previous(request),
      inputs: fromWire(request.getNews()),
    });
    const changes = withoutIgnored(difference.changes, request.getIgnorechangesList());
    return diffResponse({ ...difference, changes });
  }

  async #create(request: messages.CreateRequest): Promise<messages.CreateResponse> {
    const created = await this.#resource(request.getUrn()).create({
      ...this.#operation(request.getUrn()),
      inputs: fromWire(request.getProperties()),
      preview: request.getPreview(),
      timeoutSeconds: request.getTimeout(),
    });
    return new messages.CreateResponse().setId(created.id).setProperties(toWire(created.outputs));
  }

  async #read(request: messages.ReadRequest): Promise<messages.ReadResponse> {
    const found = await this.#resource(request.getUrn()).read({
      ...this.#operation(request.getUrn()),
      id: request.getId(),
      oldInputs: fromWire(request.getInputs()),
      oldOutputs: fromWire(request.getProperties()),
    });
    // An empty id tells the engine that the resource is gone.
    if (!found) return new messages.ReadResponse();
    return new messages.ReadResponse()
      .setId(found.id)
      .setInputs(toWire(found.inputs))
      .setProperties(toWire(found.outputs));
  }

  async #update(request: messages.UpdateRequest): Promise<messages.UpdateResponse> {
    const outputs = await this.#resource(request.getUrn()).update({
      ...this.#operation(request.getUrn()),
      ...previous(request),
      inputs: fromWire(request.getNews()),
      preview: request.getPreview(),
      timeoutSeconds: request.getTimeout(),
    });
    return new messages.UpdateResponse().setProperties(toWire(outputs));
  }

  async #delete(request: messages.DeleteRequest): Promise<empty.Empty> {
    await this.#resource(request.getUrn()).delete({
      ...this.#operation(request.getUrn()),
      id: request.getId(),
      oldInputs: fromWire(request.getOldInputs()),
      oldOutputs: fromWire(request.getProperties()),
      timeoutSeconds: request.getTimeout(),
    });
    return new empty.Empty();
  }

  #operation(urn: string): Operation {
    return {
      urn,
      signal: this.#cancellation.signal,
      report: (severity, message) => {
        this.#log.write(severity, message, urn);
      },
    };
  }

  #resource(urn: string): Resource {
    const type = typeOf(urn);
    const resource = this.#provider.resource(type);
    if (!resource) throw new Error(`${this.#provider.name} has no resource of type ${type}`);
    return resource;
  }
}

/** The type token in `urn:pulumi:stack::project::parent$type::name`. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function previous(request: messages.DiffRequest | messages.UpdateRequest) {
  return {
    id: request.getId(),
    oldInputs: fromWire(request.getOldInputs()),
    oldOutputs: fromWire(request.getOlds()),
  };
}

/** Wraps a handler so that what it throws becomes the error the engine understands. */
export function unary<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): Unary<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(statusOf(error));
        },
      );
  };
}
