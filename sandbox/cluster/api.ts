import fs from "node:fs";
import https from "node:https";
import { text } from "node:stream/consumers";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { parseAllDocuments } from "yaml";
import { OBJECTS, pkiFile } from "./paths.ts";

/** How long the API server may take to answer one question, in milliseconds. */
const ANSWER_DEADLINE = 5000;

/** Where the server keeps objects of a kind that `objects.yaml` holds. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  StorageClass: "/apis/storage.k8s.io/v1/storageclasses",
  Node: "/api/v1/nodes",
};

type Ports = Readonly<Record<"apiserver" | "controllerManager", number>>;

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface NodeStatus {
  readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
}

/** Asks the API server as the control plane does, so that the audit log shows none of it under our administrator. */
export class ControlPlaneApi {
  readonly #ports: Ports;
  readonly #objects: readonly KubernetesObject[];

  constructor(ports: Ports) {
    this.#ports = ports;
    const documents = parseAllDocuments(fs.readFileSync(OBJECTS, "utf8"));
    this.#objects = documents.map((document) => document.toJS() as KubernetesObject);
  }

  /** Whether the server is ready. An error counts as no. */
  async isReady(): Promise<boolean> {
    return (await this.#ask("GET", "/readyz")).status === 200;
  }

  /** Whether the controllers have found the API server and begun. */
  async controllersWork(): Promise<boolean> {
    const { controllerManager: port } = this.#ports;
    // Its certificate is one of its own making.
    return (await answerTo({ port, path: "/healthz", rejectUnauthorized: false })).status === 200;
  }

  /** Whether everything of `objects.yaml` is there and its nodes are ready. */
  async isFurnished(): Promise<boolean> {
    for (const object of this.#objects) {
      const { status, body } = await this.#ask("GET", pathOf(object));
      if (status !== 200) return false;
      if (object.kind === "Node" && !isReadyNode(JSON.parse(body) as NodeStatus)) return false;
    }
    return true;
  }

  /** Creates what is missing of `objects.yaml`, and puts the rest right. */
  async furnish(): Promise<void> {
    for (const object of this.#objects) {
      const path = `${pathOf(object)}?fieldManager=sandbox&force=true`;
      const { status, body } = await this.#ask("PATCH", path, JSON.stringify(object));
      if (status >= 300)
        throw new Error(`The API server refused ${object.kind} ${object.metadata.name}: ${body}`);
    }
  }

  #ask(method: string, path: string, body = ""): Promise<Answer> {
    return answerTo(
      {
        port: this.#ports.apiserver,
        method,
        path,
        ca: fs.readFileSync(pkiFile("ca.crt")),
        cert: fs.readFileSync(pkiFile("admin.crt")),
        key: fs.readFileSync(pkiFile("admin.key")),
        headers: body ? { "content-type": "application/apply-patch+yaml" } : {},
      },
      body,
    );
  }
}

async function answerTo(question: https.RequestOptions, body = ""): Promise<Answer> {
  const request = https.request({
    host: "127.0.0.1",
    signal: AbortSignal.timeout(ANSWER_DEADLINE),
    agent: false,
    ...question,
  });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: await text(response) };
}

function pathOf({ kind, metadata }: KubernetesObject): string {
  const collection = COLLECTIONS[kind];
  if (collection === undefined) throw new Error(`objects.yaml: no collection is known for kind ${kind}`);
  return `${collection}/${metadata.name}`;
}

function isReadyNode(node: NodeStatus): boolean {
  return node.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
}
