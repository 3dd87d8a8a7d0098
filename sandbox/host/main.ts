/** The language host for Node.js: the CLI starts it from beside itself to run programs, policy packs and plugins. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import type { EventEmitter } from "node:events";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/language_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { onOrphaned } from "../../provider/protocol/orphan.ts";
import { bind, unary } from "../../provider/protocol/server.ts";
import { CACHE } from "../layout.ts";

/** The SDK's exit code for an error that it has reported already. */
const ALREADY_REPORTED = 32;

/** Programs are TypeScript that Node runs by itself. */
const ENVIRONMENT = {
  NODE_COMPILE_CACHE: path.join(CACHE, "compile"),
  ...process.env,
  PULUMI_NODEJS_TYPESCRIPT: "false",
};

const require = createRequire(import.meta.url);
const children = new Set<ChildProcess>();
/** The CLI's address: the one given at the start until the handshake names it. */
let engine = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";

const handlers: grpc.UntypedServiceImplementation = {
  handshake: unary((request: proto.LanguageHandshakeRequest) => {
    engine = request.getEngineAddress() || engine;
    return new proto.LanguageHandshakeResponse();
  }),
  getPluginInfo: unary(() =>
    new plugin.PluginInfo().setVersion(readPackage(sdkModule("package.json", import.meta.dirname)).version),
  ),
  about: unary(() => new proto.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
  // A plugin is loaded when the program registers its provider, so only those in use start.
  getRequiredPackages: unary(() => new proto.GetRequiredPackagesResponse()),
  getProgramDependencies: unary(dependenciesOf),
  run,
  runPlugin,
  cancel: unary(stop),
};

function run(
  call: grpc.ServerUnaryCall<proto.RunRequest, proto.RunResponse>,
  callback: grpc.sendUnaryData<proto.RunResponse>,
): void {
  const { request } = call;
  const env = {
    ...ENVIRONMENT,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  const program = request.getInfo() ?? new proto.ProgramInfo();
  const child = startNode(call, runArguments(request, program), {
    cwd: program.getProgramDirectory(),
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  child.on("error", callback);
  child.on("exit", (code, signal) => {
    const response = new proto.RunResponse().setBail(code === ALREADY_REPORTED);
    if (code !== 0 && !response.getBail())
      response.setError(`the program ended with ${code ?? String(signal)}`);
    callback(null, response);
  });
}

function runPlugin(call: grpc.ServerWritableStream<proto.RunPluginRequest, proto.RunPluginResponse>): void {
  const { request } = call;
  const variables = request.getEnvList().map((line) => line.split(/=(.*)/s) as [string, string]);
  const env = { ...ENVIRONMENT, ...Object.fromEntries(variables) };
  const program = request.getInfo() ?? new proto.ProgramInfo();
  const directory = program.getProgramDirectory();
  const [cwd, ...args] =
    request.getKind() === "analyzer"
      ? [directory, sdkModule("cmd/run-policy-pack", directory), ...request.getArgsList(), directory]
      : [request.getPwd(), path.join(directory, program.getEntryPoint()), ...request.getArgsList()];
  const child = startNode(call, args, { cwd, env });
  child.stdout?.on("data", (text: Buffer) => call.write(new proto.RunPluginResponse().setStdout(text)));
  child.stderr?.on("data", (text: Buffer) => call.write(new proto.RunPluginResponse().setStderr(text)));
  child.on("error", (error) => call.destroy(error));
  child.on("close", (code) => {
    call.write(new proto.RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  });
}

function runArguments(request: proto.RunRequest, program: proto.ProgramInfo): string[] {
  return [
    sdkModule("cmd/run", program.getProgramDirectory()),
    `--monitor=${request.getMonitorAddress()}`,
    `--engine=${engine}`,
    `--organization=${request.getOrganization()}`,
    `--project=${request.getProject()}`,
    `--stack=${request.getStack()}`,
    `--root-directory=${program.getRootDirectory()}`,
    `--pwd=${request.getPwd()}`,
    `--dry-run=${String(request.getDryrun())}`,
    `--parallel=${request.getParallel()}`,
    program.getEntryPoint(),
    ...request.getArgsList(),
  ];
}

/** Starts a Node.js that ends when the call it serves is broken off. */
function startNode(call: EventEmitter, args: string[], options: SpawnOptions): ChildProcess {
  const child = spawn(process.execPath, args, options);
  children.add(child);
  child.on("exit", () => children.delete(child));
  call.on("cancelled", () => child.kill());
  return child;
}

function stop(): empty.Empty {
  for (const child of children) child.kill();
  return new empty.Empty();
}

/** A module of the SDK that the program itself uses. */
function sdkModule(name: string, directory: string): string {
  return require.resolve(`@pulumi/pulumi/${name}`, { paths: [directory] });
}

/** The direct dependencies of a program in their installed versions. */
function dependenciesOf(request: proto.GetProgramDependenciesRequest): proto.GetProgramDependenciesResponse {
  const directory = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const declared = readPackage(path.join(directory, "package.json")).dependencies ?? {};
  const installed = Object.keys(declared).map((name) => {
    const { version } = readPackage(path.join(directory, "node_modules", name, "package.json"));
    return new proto.DependencyInfo().setName(name).setVersion(version);
  });
  return new proto.GetProgramDependenciesResponse().setDependenciesList(installed);
}

function readPackage(file: string): { version: string; dependencies?: Record<string, string> } {
  return JSON.parse(fs.readFileSync(file, "utf8")) as ReturnType<typeof readPackage>;
}

const server = new grpc.Server();
server.addService(services.LanguageRuntimeService, handlers);
process.on("exit", stop);
onOrphaned(() => process.exit(1));
process.stdout.write(`${await bind(server)}\n`);
