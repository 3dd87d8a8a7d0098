import assert from "node:assert/strict";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { BIN } from "./checkout.ts";
import { type Run, execute } from "./execute.ts";

/** A variable of a container. */
export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string; readonly key: string } };
}

/** A container, as far as tests look at one. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly Variable[];
  readonly envFrom?: readonly object[];
  readonly ports?: readonly { readonly containerPort: number }[];
  readonly readinessProbe?: object;
  readonly livenessProbe?: object;
  readonly resources?: { readonly requests: object; readonly limits: object };
  readonly securityContext?: object;
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

/** What makes pods. */
export interface PodTemplate {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>> & { readonly containers: readonly Container[] };
}

/** Any object, as far as tests look at one. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>> & {
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
  };
}

/** The pods of a Deployment, Job or CronJob; undefined for anything else. */
export function podOf({ spec }: Manifest): PodTemplate | undefined {
  return spec?.template ?? spec?.jobTemplate?.spec.template;
}

/** What helm makes of a chart. */
export class Rendered {
  readonly text: string;
  readonly objects: readonly Manifest[];
  readonly jobs: readonly Manifest[];

  constructor(text: string) {
    this.text = text;
    const documents = parseAllDocuments(text);
    for (const { errors } of documents) assert.deepEqual(errors, []);
    this.objects = documents
      .map((document) => document.toJS() as Manifest | null)
      .filter((object): object is Manifest => object !== null);
    this.jobs = this.ofKind("Job");
  }

  ofKind(kind: string): readonly Manifest[] {
    return this.objects.filter((object) => object.kind === kind);
  }

  /** The one object of a kind and name. @throws AssertionError with the names that there are */
  object(kind: string, name: string): Manifest {
    const found = this.ofKind(kind).find(({ metadata }) => metadata.name === name);
    assert.ok(found, `no ${kind} ${name}; there are ${namesOf(this.ofKind(kind)).join(", ")}`);
    return found;
  }

  /** The pods of one Deployment, Job or CronJob. */
  pod(kind: string, name: string): PodTemplate {
    const pod = podOf(this.object(kind, name));
    assert.ok(pod);
    return pod;
  }

  /** The container of a Job; undefined where there is none of that name. */
  container(job: string, name: string): Container | undefined {
    return this.pod("Job", job).spec.containers.find((container) => container.name === name);
  }

  get jobNames(): string[] {
    return namesOf(this.jobs);
  }
}

/** Names of objects, sorted. */
export function namesOf(objects: readonly Manifest[]): string[] {
  return objects.map(({ metadata }) => metadata.name).sort();
}

/** The cluster that templates are rendered for. */
export interface RenderedFor {
  /** Version of Kubernetes: without it helm takes the version that its libraries are of. */
  readonly kubernetes?: string;
}

/**
 * `helm template` of a folder or archive with these values.
 * @throws AssertionError with what helm says
 */
export async function render(chart: string, values: object, cluster: RenderedFor = {}): Promise<Rendered> {
  const run = await template(chart, values, cluster);
  assert.equal(run.code, 0, run.stderr);
  return new Rendered(run.stdout);
}

/** Why helm does not render a chart with these values. @throws AssertionError when it does */
export async function refusal(chart: string, values: object): Promise<string> {
  const run = await template(chart, values, {});
  assert.notEqual(run.code, 0, "helm has rendered it");
  return run.stderr;
}

function template(chart: string, values: object, { kubernetes = "1.28.0" }: RenderedFor): Promise<Run> {
  const args = ["template", "bk-paas3", chart, "--kube-version", kubernetes, "--values", "-"];
  return execute(path.join(BIN, "helm"), args, { input: JSON.stringify(values) });
}
