import { once } from "node:events";
import { type AddressInfo, type Socket, createServer } from "node:net";
import type { TestContext } from "node:test";

/**
 * A TCP server on a free loopback port, and that port.
 * Every connection to it has to be closed when the test ends: a client that leaves one to its deadline fails.
 */
export async function fakeServer(
  t: TestContext,
  serve: (socket: Socket) => void,
  host = "127.0.0.1",
): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined).resume();
    serve(socket);
  }).listen(0, host);
  await once(server, "listening");
  t.after(async () => {
    server.close();
    await once(server, "close", { signal: AbortSignal.timeout(1_000) });
  });
  return (server.address() as AddressInfo).port;
}
