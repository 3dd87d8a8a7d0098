import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, beforeEach } from "node:test";

/** A `pulumi` first on this process's PATH that writes down how it was called and shows what a test put into files. */
export interface FakePulumi {
  readonly dir: string;
  /** A line for each call. */
  readonly calls: string;
  /** What a preview prints; none until a test writes it. */
  readonly preview: string;
  /** A line for each preview: whether it was asked for events. */
  readonly streamed: string;
  /** The exit code of a preview, 0 before each test. */
  readonly code: string;
  /** What `pulumi config --json` prints, nothing set before each test. */
  readonly config: string;
}

/** Puts one there for the tests of this file. */
export function fakePulumi(): FakePulumi {
  const dir = mkdtempSync(path.join(os.tmpdir(), "bkpaas-pulumi-"));
  const file = (name: string): string => path.join(dir, name);
  const fake: FakePulumi = {
    dir,
    calls: file("calls"),
    preview: file("preview.json"),
    streamed: file("streamed"),
    code: file("code"),
    config: file("config.json"),
  };
  writeFileSync(
    file("pulumi"),
    `#!/bin/sh
echo "$@" >> "${fake.calls}"
case "$*" in
  config*) cat > /dev/null; cat "${fake.config}" ;;
  *--json*) cat > /dev/null; echo "$PULUMI_ENABLE_STREAMING_JSON_PREVIEW" >> "${fake.streamed}"; cat "${fake.preview}"; exit "$(cat "${fake.code}")" ;;
  *export*) cat > /dev/null; echo '{"deployment": {}}' ;;
esac
`,
  );
  chmodSync(file("pulumi"), 0o755);
  process.env.PATH = `${dir}:${process.env.PATH ?? ""}`;

  beforeEach(() => {
    writeFileSync(fake.calls, "");
    writeFileSync(fake.streamed, "");
    writeFileSync(fake.code, "0");
    writeFileSync(fake.config, "{}");
  });
  after(() => {
    rmSync(dir, { recursive: true });
  });
  return fake;
}
