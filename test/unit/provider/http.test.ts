import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { type TestContext, describe, it } from "node:test";
import { promisify } from "node:util";
import { type Call, HttpClient, HttpServer, type Manners } from "../../../provider/http/client.ts";
import { Cancelled, CertificateRefused, NoAnswer } from "../../../provider/http/failure.ts";
import { isLasting, isPassing, pauseBefore } from "../../../provider/http/patience.ts";
import { checkBy } from "../../../provider/schema/check.ts";
import { type Properties, openSecrets } from "../../../provider/protocol/value.ts";
import { SETTINGS, type ServerSettings } from "../../../provider/settings.ts";
import { freePorts } from "../../support/ports.ts";

const PASSWORD = "plantedSecret1";
const CALL: Call = { method: "GET", path: "a/b" };

/** Answers in their order, the last one for ever: a status, or what else becomes of the request. */
type Fate = number | "break" | "silence";

/** A server that keeps what it is asked. */
async function serve(
  t: TestContext,
  fates: readonly Fate[],
  tls?: { key: string; cert: string },
): Promise<{ endpoint: string; asked: http.IncomingMessage[] }> {
  const asked: http.IncomingMessage[] = [];
  const answer: http.RequestListener = (request, response) => {
    const fate = fates[Math.min(asked.push(request), fates.length) - 1] ?? 200;
    if (typeof fate === "number") response.writeHead(fate).end(`answer ${asked.length}`);
    else if (fate === "break") request.socket.destroy();
  };
  const server = tls ? https.createServer(tls, answer) : http.createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { endpoint: `${tls ? "https" : "http"}://127.0.0.1:${port}`, asked };
}

interface Circumstances {
  readonly signal?: AbortSignal;
  readonly timeoutSeconds?: number;
  readonly manners?: Manners;
}

/** A client with an administrator, quick to try again; and what it reports. */
function client(
  settings: Properties & { endpoint: string },
  circumstances?: Circumstances,
): HttpClient & { lines: string[] } {
  return clientOf(serverOf(settings), circumstances);
}

function serverOf(settings: Properties & { endpoint: string }): HttpServer {
  const given = { username: "admin", password: PASSWORD, retryDelaySeconds: 0.001, ...settings };
  const { inputs, failures } = checkBy(SETTINGS, given);
  assert.deepEqual(failures, []);
  return new HttpServer(openSecrets(inputs) as ServerSettings);
}

function clientOf(
  server: HttpServer,
  { signal = new AbortController().signal, timeoutSeconds = 0, manners = {} }: Circumstances = {},
): HttpClient & { lines: string[] } {
  const lines: string[] = [];
  const report = (severity: string, line: string): void => {
    lines.push(`${severity}: ${line}`);
  };
  return Object.assign(new HttpClient(server, { signal, timeoutSeconds, report }, manners), { lines });
}

describe("patience", () => {
  it("pauses twice as long each time, up to ten seconds, half of it by chance", () => {
    const longest = [1, 2, 3, 4, 5, 6, 7].map((repetition) => pauseBefore(repetition, 500, 1));
    assert.deepEqual(longest, [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    assert.equal(pauseBefore(3, 500, 0), 1000);
    assert.equal(pauseBefore(3, 500, 0.5), 1500);
    assert.equal(pauseBefore(1000, 500, 1), 10_000);
  });

  it("takes for passing what a gateway or an overloaded server says, and for lasting what no repetition heals", () => {
    assert.deepEqual([200, 301, 400, 401, 404].filter(isPassing), []);
    assert.deepEqual(
      [429, 500, 502, 503, 504].filter((status) => !isPassing(status)),
      [],
    );
    assert.deepEqual(["ECONNREFUSED", "ECONNRESET", "EAI_AGAIN", "ETIMEDOUT"].filter(isLasting), []);
    assert.ok(["ENOTFOUND", "EPROTO", "CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN"].every(isLasting));
  });
});

describe("a call", () => {
  it("brings credentials, the API's own headers and JSON", async (t) => {
    const { endpoint, asked } = await serve(t, [200]);
    const manners = { headers: { "X-Bk-Tenant-Id": "blue" } };
    const answer = await client({ endpoint }, { manners }).call({ method: "POST", path: "a?b=c", body: {} });
    assert.deepEqual(answer, { status: 200, text: "answer 1" });
    const [request] = asked;
    assert.equal(request?.url, "/a?b=c");
    assert.equal(request.headers["x-bk-tenant-id"], "blue");
    assert.equal(request.headers["content-type"], "application/json");
    assert.equal(
      request.headers.authorization,
      `Basic ${Buffer.from(`admin:${PASSWORD}`).toString("base64")}`,
    );
  });

  it("is made as whoever it names, and as nobody where there is no administrator", async (t) => {
    const { endpoint, asked } = await serve(t, [200]);
    await client({ endpoint }).call({ ...CALL, as: { user: "u", password: "p" } });
    const { inputs } = checkBy(SETTINGS, { endpoint });
    const nobody = new HttpServer(openSecrets(inputs) as ServerSettings);
    const signal = new AbortController().signal;
    await new HttpClient(nobody, { signal, timeoutSeconds: 0, report: () => undefined }).call(CALL);
    assert.deepEqual(
      asked.map(({ headers }) => headers.authorization),
      [`Basic ${Buffer.from("u:p").toString("base64")}`, undefined],
    );
  });

  it("is repeated after 5xx and broken connections until it succeeds, and says so", async (t) => {
    const { endpoint, asked } = await serve(t, [500, "break", 503, 200]);
    const patient = client({ endpoint });
    assert.equal((await patient.call(CALL)).text, "answer 4");
    assert.equal(asked.length, 4);
    assert.deepEqual(
      patient.lines.filter((line) => line.startsWith("info")),
      [
        "info: GET a/b: HTTP 500; trying again (1 of 6)",
        "info: GET a/b: ECONNRESET; trying again (2 of 6)",
        "info: GET a/b: HTTP 503; trying again (3 of 6)",
      ],
    );
  });

  it("is repeated after silence", async (t) => {
    const { endpoint, asked } = await serve(t, ["silence", 200]);
    const patient = client({ endpoint, timeoutSeconds: 1 });
    assert.equal((await patient.call(CALL)).text, "answer 2");
    assert.equal(asked.length, 2);
    assert.match(patient.lines.join("\n"), /nothing within 1(\.0)? s/);
  });

  it("is not repeated after a refusal", async (t) => {
    const { endpoint, asked } = await serve(t, [400]);
    assert.equal((await client({ endpoint }).call(CALL)).status, 400);
    assert.equal(asked.length, 1);
  });

  it("is not repeated after a failure that its API knows to last", async (t) => {
    const { endpoint, asked } = await serve(t, [500]);
    const manners = { isFinal: ({ text }: { text: string }) => text.startsWith("answer") };
    assert.equal((await client({ endpoint }, { manners }).call(CALL)).status, 500);
    assert.equal(asked.length, 1);
  });

  it("ends after the repetitions that the settings allow", async (t) => {
    const { endpoint, asked } = await serve(t, [502]);
    await assert.rejects(client({ endpoint, retries: 2 }).call(CALL), (error) => {
      assert.ok(error instanceof NoAnswer);
      assert.match(error.message, /^GET a\/b at http.*no answer \(HTTP 502\), tried 3 times/);
      assert.match(error.message, /reachable.*run the same command again/);
      return true;
    });
    assert.equal(asked.length, 3);
  });

  it("is tried once where another was in vain just before, until the server answers again", async (t) => {
    const { endpoint, asked } = await serve(t, [503, 503, 503, 503, 200, 503, 200]);
    const server = serverOf({ endpoint, retries: 2 });
    await assert.rejects(clientOf(server).call(CALL), NoAnswer);
    assert.equal(asked.length, 3);
    await assert.rejects(clientOf(server).call(CALL), /tried once/);
    assert.equal((await clientOf(server).call(CALL)).status, 200);
    assert.equal(asked.length, 5);
    assert.equal((await clientOf(server).call(CALL)).status, 200);
    assert.equal(asked.length, 7);
  });

  it("tells of a port where nobody listens", async () => {
    const [port = 0] = await freePorts(1);
    const endpoint = `http://127.0.0.1:${port}`;
    await assert.rejects(client({ endpoint, retries: 1 }).call(CALL), /\(ECONNREFUSED\), tried 2 times/);
  });

  it("ends at the total limit, however many repetitions are left", async (t) => {
    const { endpoint, asked } = await serve(t, [503]);
    const settings = { endpoint, retries: 1000, retryDelaySeconds: 0.04, totalSeconds: 0.1 };
    await assert.rejects(client(settings).call(CALL), NoAnswer);
    assert.ok(asked.length < 5, `${asked.length} tries`);
  });

  it("takes the total limit from customTimeouts first, for all calls of an operation together", async (t) => {
    const { endpoint } = await serve(t, [200, "silence"]);
    const patient = client({ endpoint }, { timeoutSeconds: 0.05 });
    await patient.call(CALL);
    await assert.rejects(patient.call(CALL), /nothing within 0\.[01] s\), tried once/);
  });

  for (const fate of ["silence", 503] as const) {
    const waiting = fate === 503 ? "to try again" : "for an answer";
    it(`ends at once when it is cancelled, while it waits ${waiting}`, { timeout: 10_000 }, async (t) => {
      const { endpoint } = await serve(t, [fate]);
      const cancellation = new AbortController();
      const patient = client({ endpoint, retryDelaySeconds: 60 }, { signal: cancellation.signal });
      setTimeout(() => {
        cancellation.abort();
      }, 50);
      await assert.rejects(patient.call(CALL), (error) => {
        assert.ok(error instanceof Cancelled);
        assert.match(error.message, /cancelled.*nothing is done twice/);
        return true;
      });
    });
  }

  it("shows no credentials, whatever happens", async (t) => {
    const { endpoint } = await serve(t, [500, "break", 503]);
    const patient = client({ endpoint, retries: 4 });
    const error: unknown = await patient
      .call({ ...CALL, body: { pwd: PASSWORD } })
      .catch((thrown: unknown) => thrown);
    assert.ok(error instanceof Error);
    const shown = [String(error), error.stack, JSON.stringify(error), ...patient.lines].join("\n");
    for (const secret of [PASSWORD, Buffer.from(`admin:${PASSWORD}`).toString("base64")]) {
      assert.ok(!shown.includes(secret), shown);
    }
  });
});

describe("a server with a certificate of its own", () => {
  const certificate = async (t: TestContext): Promise<{ key: string; cert: string }> => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "bkpaas-http-"));
    t.after(() => rm(folder, { recursive: true }));
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    const made = [
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-noenc",
      "-days",
      "2",
    ];
    const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
    await promisify(execFile)("openssl", ["req", ...made, ...names, "-keyout", key, "-out", cert]);
    return { key: await readFile(key, "utf8"), cert: await readFile(cert, "utf8") };
  };

  it("is trusted where its authority is given, or where nobody asks", async (t) => {
    const tls = await certificate(t);
    const { endpoint } = await serve(t, [200], tls);
    assert.equal((await client({ endpoint, ca: tls.cert }).call(CALL)).status, 200);
    assert.equal((await client({ endpoint, verify: false }).call(CALL)).status, 200);
  });

  it("is refused at once otherwise, with what to do", async (t) => {
    const { endpoint, asked } = await serve(t, [200], await certificate(t));
    const strict = client({ endpoint, retryDelaySeconds: 60 });
    await assert.rejects(strict.call(CALL), (error) => {
      assert.ok(error instanceof CertificateRefused);
      assert.match(error.message, /SELF_SIGNED.*setting ca/);
      return true;
    });
    assert.equal(asked.length, 0);
  });

  it("is not what answers where the address says https by mistake", async (t) => {
    const { endpoint } = await serve(t, [200]);
    const mistaken = client({ endpoint: endpoint.replace("http:", "https:"), retryDelaySeconds: 60 });
    await assert.rejects(mistaken.call(CALL), /no answer \(EPROTO\), tried once. Check that the address/);
  });
});
