import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import fc from "../../support/fast-check.ts";
import { parse } from "yaml";
import { yamlOf } from "../../../sandbox/commands/values.ts";
import { BIN } from "../support/checkout.ts";
import { execute } from "../support/execute.ts";

/** What readers of YAML 1.1 take for something else than text, where it is not in quotes. */
const AWKWARD = [
  ...[
    "yes",
    "No",
    "on",
    "OFF",
    "y",
    "n",
    "~",
    "null",
    "true",
    "1e3",
    "0777",
    "0o17",
    "1_000",
    "190:20:30",
    "0b11",
  ],
  ...[
    ".5",
    "+1",
    "-0",
    "0x1F",
    ".inf",
    ".NaN",
    "2026-11-21",
    "=",
    "<<",
    "a: b",
    "a #b",
    "'",
    '"',
    "\\",
    "%",
    "@a",
  ],
  ...[
    "",
    " a ",
    "a\nb",
    "a\n",
    "\ta",
    "{a}",
    "[a]",
    "- a",
    "? a",
    "| a",
    "> a",
    "&a",
    "*a",
    "!a",
    "中文",
    "\u0085",
  ],
];

test("helm reads every text as it was written", async () => {
  const texts = [...AWKWARD, ...fc.sample(fc.string({ unit: "grapheme", maxLength: 20 }), 200)];
  const chart = await mkdtemp(path.join(os.tmpdir(), "bkpaas-values-"));
  try {
    await mkdir(path.join(chart, "templates"));
    await writeFile(path.join(chart, "Chart.yaml"), "apiVersion: v2\nname: echo\nversion: 0.1.0\n");
    await writeFile(
      path.join(chart, "templates", "echo.yaml"),
      '{{ dict "texts" .Values.texts | toJson }}\n',
    );
    const args = ["template", "echo", chart, "--values", "-"];
    const run = await execute(path.join(BIN, "helm"), args, { input: yamlOf({ texts }) });
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(parse(run.stdout), { texts });
  } finally {
    await rm(chart, { recursive: true });
  }
});
