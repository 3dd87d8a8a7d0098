import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { bkpaas3BkrepoConfig } from "../../../components/platform/bkpaas3/bkrepo-config.ts";
import { execute } from "../support/execute.ts";
import { type Rendered, render } from "../support/render.ts";
import { ADMIN, MODES, type Mode, toldIn } from "./modes.ts";

const chart = process.env.BKPAAS3_CHART;
const skip =
  chart === undefined ? "chart bkpaas3 0.1.3 is not ours to pass on: BKPAAS3_CHART=<its archive>" : false;

/** Stands in for the image's Python: prints its arguments, each on a line. */
const bin = mkdtempSync(path.join(os.tmpdir(), "bkpaas-python-"));
writeFileSync(path.join(bin, "python"), `#!/bin/sh\nprintf '%s\\n' "$@"\n`, { mode: 0o755 });
after(() => {
  rmSync(bin, { recursive: true });
});

function renderIn(mode: Mode): Promise<Rendered> {
  const { input, passwords } = toldIn(mode);
  return render(chart ?? "", { global: { bkrepoConfig: bkpaas3BkrepoConfig(input, passwords) } });
}

/** The options of `init_bkrepo` as the container's own shell parses them. */
async function optionsIn(mode: Mode): Promise<Record<string, string>> {
  const container = (await renderIn(mode)).container(
    "bkpaas3-apiserver-migrate-db-1",
    "apiserver-bkrepo-init",
  );
  const [shell = "", ...words] = [...(container?.command ?? []), ...(container?.args ?? [])];
  const run = await execute(shell, words, { env: { PATH: `${bin}:${process.env.PATH ?? ""}` } });
  assert.equal(run.code, 0, run.stderr);
  const [program, command, ...options] = run.stdout.split("\n").slice(0, -1);
  assert.deepEqual([program, command], ["manage.py", "init_bkrepo"]);
  assert.equal(options.length % 2, 0, "an option has lost its value");
  const pairs = options.flatMap((option, index) => (index % 2 === 0 ? [[option, options[index + 1]]] : []));
  return Object.fromEntries(pairs) as Record<string, string>;
}

for (const mode of MODES) {
  test(`with provisioning ${mode} chart bkpaas3 migrates`, { skip }, async () => {
    const { jobNames } = await renderIn(mode);
    assert.ok(jobNames.includes("bkpaas3-apiserver-migrate-db-1"), jobNames.join(", "));
  });

  test(`with provisioning ${mode} init_bkrepo of chart bkpaas3 gets what it must`, { skip }, async () => {
    const { passwords } = toldIn(mode);
    const byPlatform = mode === "platform";
    assert.deepEqual(await optionsIn(mode), {
      "--dry-run": "false",
      "--init-enabled": "true",
      "--super-username": byPlatform ? ADMIN.user : "",
      "--super-password": byPlatform ? ADMIN.password : "",
      "--bkpaas3-username": "bkpaas3",
      "--bkpaas3-password": passwords.platform,
      "--addons-username": "bksaas-addons",
      "--addons-password": passwords.addons,
      "--addons-project": "addons-of-staging",
      "--lesscode-username": "bklesscode",
      "--lesscode-password": passwords.lesscode,
    });
  });
}

test("chart bkpaas3 passes the docker registry on", { skip }, async () => {
  const { text } = await renderIn("provider");
  assert.ok(text.includes(Buffer.from("docker.example.com:80").toString("base64")));
});
