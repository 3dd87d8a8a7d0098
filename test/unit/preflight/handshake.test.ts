import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, type Socket, createServer as createTcpServer } from "node:net";
import { type TestContext, test } from "node:test";
import { type Greeting, greetingOf } from "../../../preflight/handshake.ts";
import { encodePacket } from "../../../preflight/packets.ts";
import { fakeServer } from "./fake-server.ts";
import { recorded } from "./recorded.ts";

/** Far above what a loopback answer needs. */
const PLENTY = 5_000;
const SHORT = 200;

function asks(port: number, timeoutMs = PLENTY, host = "127.0.0.1"): Promise<Greeting> {
  return greetingOf({ host, port, timeoutMs });
}

function unreachable(reason: string): object {
  return { kind: "unreachable", reason };
}

function refusedLogin(sequence: number): Buffer {
  const message = Buffer.from("#28000Access denied for user 'bkpaas_probe'@'localhost' (using password: NO)");
  return encodePacket({ sequence, payload: Buffer.concat([Buffer.from("ff1504", "hex"), message]) });
}

/** Greets with these bytes and refuses the login. */
function realServer(greeting: Buffer): (socket: Socket) => void {
  return (socket) => {
    socket.write(greeting);
    socket.once("data", () => socket.end(refusedLogin(2)));
  };
}

test("reads the version of MariaDB 10.11 without the prefix that is for replicas", async (t) => {
  const version = {
    flavour: "mariadb",
    text: "10.11.19-MariaDB-0+deb12u1",
    major: 10,
    minor: 11,
    patch: 19,
  };
  const port = await fakeServer(t, realServer(recorded.mariadb));
  assert.deepEqual(await asks(port), { kind: "server", version });
});

test("reads the version of MySQL 9.7", async (t) => {
  const version = { flavour: "mysql", text: "9.7.4-2", major: 9, minor: 7, patch: 4 };
  const port = await fakeServer(t, realServer(recorded.mysql));
  assert.deepEqual(await asks(port), { kind: "server", version });
});

test("reads a greeting that comes byte by byte", async (t) => {
  const port = await fakeServer(t, (socket) => {
    socket.setNoDelay(true);
    const bytes = [...recorded.mysql].map((byte) => Buffer.of(byte));
    const next = (): void => {
      const byte = bytes.shift();
      if (byte) socket.write(byte, () => setImmediate(next));
    };
    next();
    socket.once("data", () => socket.end(refusedLogin(2)));
  });
  assert.equal((await asks(port)).kind, "server");
});

test("hands on the error of a server that does not let this machine log in", async (t) => {
  const port = await fakeServer(t, (socket) => socket.end(recorded.notAllowed));
  assert.deepEqual(await asks(port), {
    kind: "refused",
    code: 1130,
    message: "Host '127.0.0.2' is not allowed to connect to this MariaDB server",
  });
});

test("leaves a server that keeps the connection after an error", async (t) => {
  const port = await fakeServer(t, (socket) => socket.write(recorded.notAllowed));
  assert.equal((await asks(port)).kind, "refused");
});

test("keeps control characters and the SQL state out of a server's message", async (t) => {
  const payload = Buffer.concat([
    Buffer.from("ff1004", "hex"),
    Buffer.from("#08004Too\u001b[31m many\r\nconnections"),
  ]);
  const port = await fakeServer(t, (socket) => socket.end(encodePacket({ sequence: 0, payload })));
  assert.deepEqual(await asks(port), { kind: "refused", code: 1040, message: "Too [31m many connections" });
});

test("gives up a server that says nothing when the deadline passes", async (t) => {
  const port = await fakeServer(t, () => undefined);
  const started = performance.now();
  assert.deepEqual(await asks(port, SHORT), unreachable("silent"));
  assert.ok(performance.now() - started < SHORT + 1_000);
});

test("one deadline holds for a server that keeps sending too", async (t) => {
  const port = await fakeServer(t, (socket) => {
    const drip = setInterval(() => socket.write(Buffer.of(1)), 20);
    socket.write(Buffer.of(0xff, 0xff, 0, 0));
    socket.once("close", () => {
      clearInterval(drip);
    });
  });
  const started = performance.now();
  assert.deepEqual(await asks(port, SHORT), unreachable("silent"));
  assert.ok(performance.now() - started < SHORT + 1_000);
});

test("a closed port is told from a silent one", async () => {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  assert.deepEqual(await asks(port), unreachable("refused"));
});

test("a greeting cut short is a connection closed", async (t) => {
  const port = await fakeServer(t, (socket) => socket.end(recorded.mariadb.subarray(0, 40)));
  assert.deepEqual(await asks(port), unreachable("closed"));
});

test("a connection reset before the greeting is a connection closed", async (t) => {
  const port = await fakeServer(t, (socket) => socket.resetAndDestroy());
  assert.deepEqual(await asks(port), unreachable("closed"));
});

test("a name without an address is an unknown host", async () => {
  assert.deepEqual(await asks(3306, PLENTY, "no-such-host.invalid"), unreachable("unknown host"));
});

test("a name that is not found in time is an unknown host", async () => {
  assert.deepEqual(await asks(3306, 1, "localhost"), unreachable("unknown host"));
});

test("finds a server by a name of this machine", async (t) => {
  const port = await fakeServer(t, realServer(recorded.mysql));
  assert.equal((await asks(port, PLENTY, "localhost")).kind, "server");
});

test("takes an IPv6 address with brackets and without", async (t) => {
  if (!(await hasIPv6())) {
    t.skip("this machine has no IPv6 loopback address");
    return;
  }
  const port = await fakeServer(t, realServer(recorded.mysql), "::1");
  assert.equal((await asks(port, PLENTY, "[::1]")).kind, "server");
  assert.equal((await asks(port, PLENTY, "::1")).kind, "server");
});

async function hasIPv6(): Promise<boolean> {
  const server = createTcpServer().listen(0, "::1");
  try {
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

const OTHER_PROTOCOLS = {
  "an HTTP answer": Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n"),
  "the banner of SSH": Buffer.from("SSH-2.0-OpenSSH_9.2p1\r\n"),
  "MySQL's X protocol": Buffer.from("050000000b08051a00", "hex"),
  "a packet without a version": encodePacket({ sequence: 0, payload: Buffer.from("\nnot a version\0") }),
  "a packet without an end of the version": encodePacket({ sequence: 0, payload: Buffer.from("\n8.0.36") }),
  "an empty packet": Buffer.alloc(4),
};

for (const [what, bytes] of Object.entries(OTHER_PROTOCOLS)) {
  test(`${what} is not MySQL`, async (t) => {
    const port = await fakeServer(t, (socket) => socket.write(bytes));
    assert.deepEqual(await asks(port), unreachable("not mysql"));
  });
}

test("an HTTP server, which waits to be asked, is silent", async (t) => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  assert.deepEqual(await asks(port, SHORT), unreachable("silent"));
});

/** What the probe sends when its login is answered with these packets, one after the other. */
async function saidTo(t: TestContext, answers: readonly Buffer[]): Promise<Buffer[]> {
  const said: Buffer[] = [];
  const left = [...answers];
  const port = await fakeServer(t, (socket) => {
    socket.write(recorded.mysql);
    socket.on("data", (bytes: Buffer) => {
      said.push(bytes);
      const answer = left.shift();
      if (answer) socket.write(answer);
    });
  });
  assert.equal((await asks(port)).kind, "server");
  return said;
}

function anotherMethod(name: string): Buffer {
  return encodePacket({ sequence: 2, payload: Buffer.from(`\xfe${name}\0nonce`, "latin1") });
}

test("leaves by a login as nobody and without a password, not by breaking off", async (t) => {
  const [login, ...more] = await saidTo(t, [refusedLogin(2)]);
  assert.equal(login?.readUInt8(3), 1);
  assert.equal(login.toString("latin1", 4 + 32), "bkpaas_probe\0\0mysql_native_password\0");
  assert.deepEqual(more, []);
});

test("proves no password by an empty packet where another method is asked for", async (t) => {
  const [, proof, ...more] = await saidTo(t, [anotherMethod("caching_sha2_password"), refusedLogin(4)]);
  assert.deepEqual(proof, encodePacket({ sequence: 3, payload: Buffer.alloc(0) }));
  assert.deepEqual(more, []);
});

test("proves no password by a signature of the right length where ed25519 is asked for", async (t) => {
  const [, proof] = await saidTo(t, [anotherMethod("client_ed25519"), refusedLogin(4)]);
  assert.deepEqual(proof, encodePacket({ sequence: 3, payload: Buffer.alloc(64) }));
});

test("leaves where the method goes on to ask", async (t) => {
  const salt = encodePacket({ sequence: 4, payload: Buffer.from("\u0001P0salt") });
  assert.equal((await saidTo(t, [anotherMethod("parsec"), salt])).length, 2);
});

test("says the version even where the login is never answered", async (t) => {
  const port = await fakeServer(t, (socket) => socket.write(recorded.mariadb));
  assert.equal((await asks(port, SHORT)).kind, "server");
});

test("does not wait long for an answer to the login", async (t) => {
  const port = await fakeServer(t, (socket) => socket.write(recorded.mariadb));
  const started = performance.now();
  assert.equal((await asks(port, 30_000)).kind, "server");
  assert.ok(performance.now() - started < 10_000);
});
