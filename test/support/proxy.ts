import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A stand-in for the network before an HTTP server of a test: notes what is asked, and can lose answers. */
export class TestProxy {
  /** What was asked so far, as `GET /api/users/bkpaas3`; emptied by `calls.length = 0`. */
  readonly calls: string[] = [];
  /** Told of each answer before it is passed on; true loses it. */
  loses: (asked: string) => boolean | Promise<boolean> = () => false;
  readonly #server: http.Server;

  private constructor(target: string) {
    this.#server = http.createServer((request, response) => {
      this.#pass(target, request, response).catch(() => {
        response.destroy();
      });
    });
  }

  /** Listens on a free loopback port for a server that is reached at this address. */
  static async start(target: string): Promise<TestProxy> {
    const proxy = new TestProxy(target);
    await once(proxy.#server.listen(0, "127.0.0.1"), "listening");
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server.close(), "close");
    this.#server.closeAllConnections();
    await closed;
  }

  async #pass(target: string, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    const asked = `${method} ${url}`;
    this.calls.push(asked);
    const passed = http.request(`${target}${url}`, { method, headers, agent: false });
    passed.end(await buffer(request));
    const [answer] = (await once(passed, "response")) as [http.IncomingMessage];
    const content = await buffer(answer);
    if (await this.loses(asked)) response.destroy();
    else response.writeHead(answer.statusCode ?? 0, answer.headers).end(content);
  }
}
