import { createHash } from "node:crypto";
import grpc from "@grpc/grpc-js";
import engineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";
import monitorService from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import monitor from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { bind } from "../../provider/protocol/server.ts";
import { type Properties, Secret, hasSecret } from "../../provider/protocol/value.ts";
import { fromWire, toWire } from "../../provider/protocol/wire.ts";

/** One registration, as the program sent it. */
export interface Registration {
  readonly urn: string;
  readonly inputs: Properties;
  readonly request: monitor.RegisterResourceRequest;
}

/** Outputs of the stacks that a program may read, by the names it reads them by. */
export type Referenced = Readonly<Record<string, Properties>>;

/**
 * A resource monitor that creates nothing and writes down what a program registers, in the form it has on the wire:
 * there, unlike under mocks, secret leaves stay apart from the values around them.
 */
export class RecordingMonitor {
  readonly registrations: Registration[] = [];
  readonly outputs = new Map<string, Properties>();
  readonly errors: string[] = [];
  readonly #server = new grpc.Server();
  readonly #stack: string;
  readonly #project: string;
  readonly #referenced: Referenced;

  constructor(project: string, stack: string, referenced: Referenced = {}) {
    this.#project = project;
    this.#stack = stack;
    this.#referenced = referenced;
    this.#server.addService(monitorService.ResourceMonitorService, this.#monitor());
    this.#server.addService(engineService.EngineService, this.#engine());
  }

  /** Starts to listen; the address serves as monitor and as engine. */
  async listen(): Promise<string> {
    return `127.0.0.1:${await bind(this.#server)}`;
  }

  close(): void {
    this.#server.forceShutdown();
  }

  #monitor(): grpc.UntypedServiceImplementation {
    return {
      getDeploymentInfo: answer(() => {
        const features = Object.values(monitor.ResourceMonitorFeature).filter(
          (value) => typeof value === "number",
        );
        const transforms = [
          monitor.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
          monitor.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
        ];
        return new monitor.DeploymentInfo().setSupportedfeaturesList(
          features.filter((feature) => !transforms.includes(feature)),
        );
      }),
      registerResource: answer((request: monitor.RegisterResourceRequest) => this.#register(request)),
      readResource: answer((request: monitor.ReadResourceRequest) => this.#read(request)),
      registerResourceOutputs: answer((request: monitor.RegisterResourceOutputsRequest) => {
        this.outputs.set(request.getUrn(), fromWire(request.getOutputs()));
        return new empty.Empty();
      }),
      registerErrorHook: answer(() => new empty.Empty()),
      signalAndWaitForShutdown: answer(() => new empty.Empty()),
    };
  }

  #engine(): grpc.UntypedServiceImplementation {
    return {
      log: answer((request: engine.LogRequest) => {
        if (request.getSeverity() >= engine.LogSeverity.WARNING) this.errors.push(request.getMessage());
        return new empty.Empty();
      }),
      getRootResource: answer(() => new engine.GetRootResourceResponse()),
      setRootResource: answer(() => new engine.SetRootResourceResponse()),
    };
  }

  #register(request: monitor.RegisterResourceRequest): monitor.RegisterResourceResponse {
    const inputs = fromWire(request.getObject());
    const urn = this.#urn(request);
    this.registrations.push({ urn, inputs, request });
    const outputs = request.getCustom() ? this.#outputs(request, inputs) : {};
    return new monitor.RegisterResourceResponse()
      .setUrn(urn)
      .setId(request.getCustom() ? request.getName() : "")
      .setObject(toWire(outputs));
  }

  /** A StackReference: the only thing that programs read. */
  #read(request: monitor.ReadResourceRequest): monitor.ReadResourceResponse {
    const name = request.getId();
    const outputs = this.#referenced[name];
    if (!outputs) throw new Error(`unknown stack "${name}"`);
    const secretOutputNames = Object.keys(outputs).filter((output) => hasSecret(outputs[output] ?? null));
    return new monitor.ReadResourceResponse()
      .setUrn(`urn:pulumi:${this.#stack}::${this.#project}::${request.getType()}::${request.getName()}`)
      .setProperties(toWire({ name, outputs, secretOutputNames }));
  }

  #urn(request: monitor.RegisterResourceRequest): string {
    const [, , parentType] = request.getParent().split("::");
    const isRoot = parentType === undefined || parentType === "pulumi:pulumi:Stack";
    const type = isRoot ? request.getType() : `${parentType}$${request.getType()}`;
    return `urn:pulumi:${this.#stack}::${this.#project}::${type}::${request.getName()}`;
  }

  /** Inputs come back as outputs. */
  #outputs(request: monitor.RegisterResourceRequest, inputs: Properties): Properties {
    const outputs: Properties = { ...inputs };
    if (request.getType().startsWith("random:")) {
      outputs.result = generatedText(request.getName());
    }
    if (request.getType() === "kubernetes:helm.sh/v3:Release") {
      outputs.status = { status: "deployed", revision: 1, name: inputs.name ?? "" };
    }
    if (request.getType() === "bkpaas:cluster:ServiceAccountToken") {
      Object.assign(outputs, { token: "token", ca: "ca", marker: `${request.getName()}-marker` });
    }
    if (inputs.type === "kubernetes.io/service-account-token") {
      outputs.data = { token: btoa("token"), "ca.crt": btoa("ca") };
    }
    if (request.getType() === "bkpaas:bkrepo:Project") outputs.projectId = inputs.name ?? null;
    if (request.getType() === "pulumi:index:Stash") outputs.output = inputs.input ?? null;
    for (const name of request.getAdditionalsecretoutputsList()) {
      if (name in outputs) outputs[name] = new Secret(outputs[name] ?? null);
    }
    return outputs;
  }
}

/** A unary handler from a plain function. */
function answer<Request, Response>(handle: (request: Request) => Response) {
  return (call: { request: Request }, callback: (error: null, response: Response) => void): void => {
    callback(null, handle(call.request));
  };
}

/** What takes the place of a generated text in a recording: made from the resource's name, so that every run is the same. */
export function generatedText(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 32);
}
