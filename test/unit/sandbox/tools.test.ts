import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { isRecentGo } from "../../../sandbox/tools/build.ts";
import { cacheKey, catalogue, versionIn } from "../../../sandbox/tools/catalogue.ts";
import { placeProgram } from "../../../sandbox/tools/place.ts";
import { clock, progressLine, showProgress, type Step } from "../../../sandbox/tools/progress.ts";

describe("Go", () => {
  for (const version of ["go1.26.0", "go1.26.8", "go1.27rc1", "go2.0", "devel go1.27-abcdef"]) {
    test(`${version} is recent enough`, () => {
      assert.equal(isRecentGo(version), true);
    });
  }
  for (const version of ["go1.25.9", "go1.9", "go1.19.8"]) {
    test(`${version} is too old`, () => {
      assert.equal(isRecentGo(version), false);
    });
  }
});

describe("the catalogue", () => {
  test("takes each version from the go.mod that pins it", () => {
    const versions = new Map(catalogue().map((tool) => [tool.name, tool.version]));
    assert.equal(versions.get("pulumi"), "v3.259.0");
    assert.equal(versions.get("kube-apiserver"), "v1.36.4");
    assert.equal(versions.get("kubectl"), "v1.36.4");
    assert.equal(versions.get("etcd"), "v3.6.14");
    assert.equal(versions.get("kwokctl"), "v0.8.0");
    assert.equal(versions.get("helm"), "v3.21.4");
  });

  test("has the CLI in the version of the SDK", () => {
    const { dependencies } = JSON.parse(
      fs.readFileSync(path.resolve(import.meta.dirname, "../../../package.json"), "utf8"),
    ) as { dependencies: Record<string, string> };
    const cli = catalogue().find((tool) => tool.name === "pulumi");
    assert.equal(cli?.version, `v${dependencies["@pulumi/pulumi"]}`);
  });

  test("reads a version from a list and from a line of its own", () => {
    const goMod =
      "module m\n\nrequire example.com/a v1.2.3 // indirect\nrequire (\n\texample.com/b v4.5.6\n)\n";
    assert.equal(versionIn(goMod, "example.com/a"), "v1.2.3");
    assert.equal(versionIn(goMod, "example.com/b"), "v4.5.6");
    assert.throws(() => versionIn(goMod, "example.com/c"), /does not require example\.com\/c/);
  });

  test("names a cached tool by version and by all that decides what is built", () => {
    const key = cacheKey("v1.2.3", ["sums", "-ldflags=-s"]);
    assert.match(key, /^v1\.2\.3-[0-9a-f]{12}$/);
    assert.equal(key, cacheKey("v1.2.3", ["sums", "-ldflags=-s"]));
    assert.notEqual(key, cacheKey("v1.2.3", ["sums", "-ldflags=-w"]));
    assert.notEqual(key, cacheKey("v1.2.3", ["other sums", "-ldflags=-s"]));
    assert.notEqual(cacheKey("v1", ["ab", "c"]), cacheKey("v1", ["a", "bc"]));
  });
});

describe("progress", () => {
  const step: Step = { position: 2, total: 9, name: "kube-apiserver", usualSeconds: 300 };

  function screenOf(isTTY: boolean): { isTTY: boolean; text: string; write: (text: string) => void } {
    return {
      isTTY,
      text: "",
      write(text) {
        this.text += text;
      },
    };
  }

  const build = (activity: (text: string) => void): Promise<string> => {
    activity("building");
    return Promise.resolve("built");
  };

  test("shows seconds as minutes and seconds", () => {
    assert.equal(clock(0), "0:00");
    assert.equal(clock(65.9), "1:05");
    assert.equal(clock(3_600), "60:00");
  });

  test("names the tool, its place in the row and what is done to it", () => {
    assert.equal(
      progressLine(step, "building … 1:20 of usually 5:00"),
      "[2/9] kube-apiserver           building … 1:20 of usually 5:00",
    );
  });

  test("is a line at the start and one at the end where no terminal is", async () => {
    const screen = screenOf(false);
    await showProgress(step, build, screen);
    assert.equal(
      screen.text,
      "[2/9] kube-apiserver           building … usually 5:00\n[2/9] kube-apiserver           built in 0:00\n",
    );
  });

  test("replaces its line on a terminal", async () => {
    const screen = screenOf(true);
    await showProgress(step, build, screen);
    const lines = screen.text.split("\r\u001b[K").slice(1);
    assert.deepEqual(lines, [
      "[2/9] kube-apiserver           building … 0:00 of usually 5:00",
      "[2/9] kube-apiserver           built in 0:00\n",
    ]);
  });
});

describe("a placed program", () => {
  test("follows the cached one when that has changed", (t) => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "place-"));
    t.after(() => {
      fs.rmSync(directory, { recursive: true });
    });
    const [from, to] = [path.join(directory, "from"), path.join(directory, "to")];
    fs.writeFileSync(from, "one");
    placeProgram(from, to);
    assert.equal(fs.statSync(to).ino, fs.statSync(from).ino);
    fs.rmSync(from);
    fs.writeFileSync(from, "another");
    placeProgram(from, to);
    assert.equal(fs.readFileSync(to, "utf8"), "another");
  });
});
