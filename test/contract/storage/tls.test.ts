// The Job's client and TLS, on a real MySQL: the image's client is MySQL's own, and MariaDB's knows other options.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { clientOptions } from "../../../components/storage/mysql/client.ts";
import type { Tls } from "../../../config/storage/existing.ts";
import { runClient } from "../../support/mysql/client.ts";
import { mysql } from "../../support/mysql/mysql.ts";
import { TestServer } from "../../support/mysql/server.ts";

const PASSWORD = "root-word";
const edition = await mysql();
const skip = "reason" in edition && edition.reason;
if (skip !== false) console.log(`TLS of the Job's client: SKIPPED, ${skip}`);

describe("the Job's client, on a server that takes nothing but TLS", { skip }, () => {
  if ("reason" in edition) return;
  let directory: string;
  let server: TestServer;

  before(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "bkpaas-tls-"));
    await makeCertificates(directory);
    server = await TestServer.start(edition, PASSWORD, [
      `--ssl-ca=${path.join(directory, "ca.pem")}`,
      `--ssl-cert=${path.join(directory, "server.pem")}`,
      `--ssl-key=${path.join(directory, "server.key")}`,
    ]);
    await server.asRoot((connection) => connection.query("SET GLOBAL require_secure_transport = ON"));
  });
  after(async () => {
    await server.stop();
    await rm(directory, { recursive: true });
  });

  const logIn = async (host: string, tls: Tls, authority = "ca.pem") => {
    const ca = path.join(directory, authority);
    const login = { host, port: server.port, user: "root", password: PASSWORD, tls };
    return runClient(server, {
      optionFile: clientOptions(login, ca),
      sql: "SHOW STATUS LIKE 'Ssl_cipher';\n",
    });
  };
  const full: Tls = { verify: "full", ca: "given" };

  it("verifies the server by the authority that is given", async () => {
    const ended = await logIn("127.0.0.1", full);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /Ssl_cipher\t\S+/);
  });

  it("refuses a server of another authority", async () => {
    const ended = await logIn("127.0.0.1", full, "other.pem");
    assert.notEqual(ended.code, 0);
    assert.match(ended.stderr, /ERROR 2026/);
  });

  it("refuses a server whose certificate has another name", async () => {
    const ended = await logIn("localhost", full);
    assert.notEqual(ended.code, 0);
    assert.match(ended.stderr, /ERROR 2026/);
  });

  it("encrypts without verifying where that is said", async () => {
    const ended = await logIn("localhost", { verify: "none" });
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /Ssl_cipher\t\S+/);
  });

  it("can't verify without an authority, which is why the configuration asks for one", async () => {
    const ended = await logIn("127.0.0.1", { verify: "full" });
    assert.notEqual(ended.code, 0);
    assert.match(ended.stderr, /ERROR 2026/);
  });
});

/** Two authorities, and a certificate of the first for 127.0.0.1 alone. */
async function makeCertificates(directory: string): Promise<void> {
  const openssl = (...args: string[]) => promisify(execFile)("openssl", args, { cwd: directory });
  const key = ["-newkey", "rsa:2048", "-nodes"];
  for (const name of ["ca", "other"]) {
    const subject = ["-x509", "-days", "2", "-subj", `/CN=${name}`];
    await openssl("req", ...key, ...subject, "-keyout", `${name}.key`, "-out", `${name}.pem`);
  }
  await openssl("req", ...key, "-subj", "/CN=server", "-keyout", "server.key", "-out", "server.csr");
  await writeFile(path.join(directory, "names"), "subjectAltName=IP:127.0.0.1\n");
  const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"];
  await openssl("x509", "-req", "-in", "server.csr", ...signed, "-out", "server.pem");
  assert.match(await readFile(path.join(directory, "server.pem"), "utf8"), /BEGIN CERTIFICATE/);
}
