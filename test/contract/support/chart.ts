import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** The chart that was recorded, in a program's folder, to be edited by a test. */
export class RecordedChart {
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /** Puts the chart into the program's folder; its Pods can be kept from becoming ready. */
  static async in(program: string): Promise<RecordedChart> {
    const recorded = path.join(import.meta.dirname, "../recorded/official-kubernetes/chart");
    const dir = path.join(program, "chart");
    await rm(dir, { recursive: true, force: true });
    await cp(recorded, dir, { recursive: true });
    const chart = new RecordedChart(dir);
    const selector = "nodeSelector: {kubernetes.io/os: {{ .Values.os }}}";
    await chart.edit(
      "templates/all.yaml",
      "spec: {containers: [{name: web",
      `spec: {${selector}, containers: [{name: web`,
    );
    await writeFile(path.join(dir, "values.yaml"), `${await chart.#read("values.yaml")}os: linux\n`);
    return chart;
  }

  /** From the next install or upgrade on, the Pods fit on no node. */
  strand(): Promise<void> {
    return this.edit("values.yaml", "os: linux", "os: nowhere");
  }

  /** From the next install or upgrade on, the Pods run again. */
  free(): Promise<void> {
    return this.edit("values.yaml", "os: nowhere", "os: linux");
  }

  /** Adds a file to the chart. */
  add(file: string, text: string): Promise<void> {
    return writeFile(path.join(this.#dir, file), text);
  }

  /** Replaces the first `before` in a file. @throws Error when it is not there. */
  async edit(file: string, before: string, after: string): Promise<void> {
    const text = await this.#read(file);
    if (!text.includes(before)) throw new Error(`${file} of the chart does not contain ${before}`);
    await writeFile(
      path.join(this.#dir, file),
      text.replace(before, () => after),
    );
  }

  #read(file: string): Promise<string> {
    return readFile(path.join(this.#dir, file), "utf8");
  }
}
