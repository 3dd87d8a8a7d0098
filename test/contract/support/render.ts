import assert from "node:assert/strict";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { BIN } from "./checkout.ts";
import { execute } from "./execute.ts";

/** A container, as far as tests look at one. */
export interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}

/** A Job, as far as tests look at one. */
export interface Job {
  readonly kind: "Job";
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[] } } };
}

/** What helm makes of a chart. */
export class Rendered {
  readonly text: string;
  readonly jobs: readonly Job[];

  constructor(text: string) {
    this.text = text;
    const objects = parseAllDocuments(text).map((document) => document.toJS() as Partial<Job> | null);
    this.jobs = objects.filter((object): object is Job => object?.kind === "Job");
  }

  /** The container of a Job; undefined where there is none of that name. */
  container(job: string, name: string): Container | undefined {
    const found = this.jobs.find(({ metadata }) => metadata.name === job);
    assert.ok(found, `no Job ${job}; there are ${this.jobNames.join(", ")}`);
    return found.spec.template.spec.containers.find((container) => container.name === name);
  }

  get jobNames(): string[] {
    return this.jobs.map(({ metadata }) => metadata.name).sort();
  }
}

/** For which templates are rendered: without it helm takes the version that its libraries are of. */
const KUBERNETES = "1.28.0";

/**
 * `helm template` of a folder or archive with these values.
 * @throws AssertionError with what helm says
 */
export async function render(chart: string, values: object): Promise<Rendered> {
  const args = ["template", "bk-paas3", chart, "--kube-version", KUBERNETES, "--values", "-"];
  const run = await execute(path.join(BIN, "helm"), args, { input: JSON.stringify(values) });
  assert.equal(run.code, 0, run.stderr);
  return new Rendered(run.stdout);
}
