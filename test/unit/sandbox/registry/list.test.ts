import assert from "node:assert/strict";
import { test } from "node:test";
import { imageList, linesOf } from "../../../../sandbox/registry/list.ts";
import { ADMIN, type Section, settingsWith } from "../../../support/configuration.ts";

function linesWith(sections: Record<string, Section>): string[] {
  const settings = settingsWith(sections);
  return linesOf(imageList(settings), settings);
}

const IMAGES = { registry: "hub.example.com/blueking", publicRegistry: "hub.example.com/public" };

test("the list has a reference on each line, and says which need no account", () => {
  const lines = linesWith({ images: IMAGES });
  assert.deepEqual(
    lines.filter((line) => !line.includes("/blueking/paas3-")),
    [
      "hub.example.com/public/slug-app:0.1.3-beta1  # must be pullable without credentials",
      "hub.example.com/public/slug-smart-app:0.1.3-beta1  # must be pullable without credentials",
    ],
  );
  for (const line of lines) assert.match(line, /^hub\.example\.com\/\S+:\S+( {2}# .+)?$/);
});

test("the list says of the base of S-Mart applications that it needs no copy", () => {
  const bkrepo = { endpoint: "http://bkrepo.paas.example.com", admin: ADMIN };
  assert.equal(
    linesWith({ bkrepo }).at(-1),
    "# docker.paas.example.com:80/bkpaas/docker/slug-app:0.1.3-beta1 is made by the platform, of slug-app",
  );
});

function bkpaas3(version: string): Section {
  const chart = { from: "archive", path: "bkpaas3.tgz", version };
  return { generation: "bkpaas3", bkpaas3: { chart } };
}

test("of another version of chart bkpaas3 than the known one, tags are not made up", () => {
  const images = { ...IMAGES, tags: { "paas3-apiserver": "1.4.0" } };
  const lines = linesWith({ images, platform: bkpaas3("1.4.0") });
  assert.deepEqual(
    lines.filter((line) => !line.startsWith("#")),
    ["hub.example.com/blueking/paas3-apiserver:1.4.0"],
  );
  const [note] = lines.filter((line) => line.includes("paas3-webfe"));
  assert.match(
    note ?? "",
    /^# \S+\/paas3-webfe has the tag of chart bkpaas3 1\.4\.0; .*'images\.tags\.paas3-webfe'/,
  );
});

test("since chart bkpaas3 1.0 there is no image of workloads", () => {
  const lines = (version: string) => linesWith({ images: IMAGES, platform: bkpaas3(version) }).join("\n");
  assert.match(lines("0.1.3"), /^\S+\/paas3-workloads:0\.1\.3-beta6$/m);
  assert.doesNotMatch(lines("1.1.1-beta.2"), /paas3-workloads/);
});
