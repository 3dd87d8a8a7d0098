import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fetchPrograms, isReachable, publishedChecksum } from "../../../sandbox/vendor.ts";

const HASH = "a".repeat(64);

describe("a published checksum", () => {
  test("is read from a file that holds nothing else", () => {
    assert.equal(publishedChecksum(`${HASH}\n`, "kubectl"), HASH);
  });

  test("is read from a list, with the mark of a binary file too", () => {
    const list = `${"b".repeat(64)}  other.tar.gz\n${HASH} *etcd.tar.gz\n`;
    assert.equal(publishedChecksum(list, "etcd.tar.gz"), HASH);
  });

  test("is not taken from another file's line", () => {
    assert.equal(publishedChecksum(`${HASH}  other.tar.gz\n`, "etcd.tar.gz"), undefined);
  });
});

describe("a vendor", () => {
  const files = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    const name = request.url ?? "";
    asked.push(`${request.method ?? ""} ${name}`);
    const file = files.get(name);
    response.writeHead(file ? 200 : 404).end(file);
  });
  let vendor = "";
  let directory = "";

  before(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    vendor = `http://127.0.0.1:${address.port}`;
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "vendor-"));
  });

  after(() => {
    server.close();
    fs.rmSync(directory, { recursive: true });
  });

  test("is asked once whether it can be reached", async () => {
    files.set("/probe", Buffer.from(""));
    assert.equal(await isReachable(`${vendor}/probe`), true);
    assert.equal(await isReachable(`${vendor}/anything`), true);
    assert.deepEqual(asked, ["HEAD /probe"]);
  });

  test("that does not answer is not reachable", async () => {
    assert.equal(await isReachable("http://127.0.0.1:1/file"), false);
  });

  test("has its single program put into place, executable, under its plain name", async () => {
    const program = Buffer.from("#!/bin/sh\n");
    files.set("/kwok-linux-amd64", program);
    files.set("/kwok.sha256", Buffer.from(createHash("sha256").update(program).digest("hex")));
    await fetchPrograms({ url: `${vendor}/kwok-linux-amd64`, checksums: `${vendor}/kwok.sha256` }, directory);
    const placed = path.join(directory, "kwok");
    assert.deepEqual(fs.readFileSync(placed), program);
    fs.accessSync(placed, fs.constants.X_OK);
  });

  test("has the named programs of its archive put into place, and nothing else", async () => {
    const source = fs.mkdtempSync(path.join(directory, "source-"));
    fs.mkdirSync(path.join(source, "release"));
    for (const name of ["tool", "host", "other"]) fs.writeFileSync(path.join(source, "release", name), name);
    execFileSync("tar", ["-czf", path.join(source, "release.tar.gz"), "-C", source, "release"]);
    files.set("/release.tar.gz", fs.readFileSync(path.join(source, "release.tar.gz")));
    const target = path.join(directory, "programs");
    await fetchPrograms(
      { url: `${vendor}/release.tar.gz`, members: ["release/host", "release/tool"] },
      target,
    );
    assert.deepEqual(fs.readdirSync(target).sort(), ["host", "tool"]);
  });

  test("whose file is not the published one has nothing put into place", async () => {
    files.set("/kubectl", Buffer.from("tampered"));
    files.set("/kubectl.sha256", Buffer.from(HASH));
    const target = path.join(directory, "tampered");
    await assert.rejects(
      fetchPrograms({ url: `${vendor}/kubectl`, checksums: `${vendor}/kubectl.sha256` }, target),
      /kubectl has SHA-256 [0-9a-f]{64}; .* says a{64}/,
    );
    assert.deepEqual(fs.readdirSync(target), []);
  });

  test("that lacks the file fails with its answer", async () => {
    await assert.rejects(fetchPrograms({ url: `${vendor}/none` }, directory), /none answers 404/);
  });
});
