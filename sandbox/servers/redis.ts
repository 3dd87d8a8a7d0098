import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import { privateDirectory, writeAtomically } from "../files.ts";
import { DATA } from "../layout.ts";
import { findExecutable } from "../packages.ts";
import type { Launch } from "../process.ts";
import type { Settings } from "../settings.ts";
import { loopback, processServer, type Server } from "./server.ts";

const NAME = "redis";
const DIRECTORY = path.join(DATA, NAME);

/** How long Redis may take to answer one question, in milliseconds. */
const ANSWER_DEADLINE = 2000;

/** A Redis of this checkout; what it was told survives a stop and a kill. */
export function redis(settings: Settings): Server {
  const port = settings.ports.redis;
  return processServer({
    name: NAME,
    address: loopback(port),
    prepare: () => Promise.resolve(prepare(port, settings.passwords.redis)),
    answers: () => answers(port, settings.passwords.redis),
  });
}

function prepare(port: number, password: string): Launch {
  privateDirectory(DIRECTORY);
  const configuration = path.join(DIRECTORY, "redis.conf");
  // A file, because the password would be visible among the arguments.
  writeAtomically(
    configuration,
    [
      "bind 127.0.0.1",
      `port ${port}`,
      `requirepass ${password}`,
      `dir "${DIRECTORY}"`,
      "appendonly yes",
      "daemonize no",
      'logfile ""',
      "",
    ].join("\n"),
  );
  return { name: NAME, command: findExecutable("redis-server"), args: [configuration] };
}

async function answers(port: number, password: string): Promise<boolean> {
  const socket = net.connect({ host: "127.0.0.1", port });
  try {
    const deadline = AbortSignal.timeout(ANSWER_DEADLINE);
    await once(socket, "connect", { signal: deadline });
    socket.write(`AUTH ${password}\r\nPING\r\n`);
    let text = "";
    for await (const chunk of socket.iterator({ destroyOnReturn: true })) {
      text += String(chunk);
      if (text.split("\r\n").length > 2 || deadline.aborted) break;
    }
    return text === "+OK\r\n+PONG\r\n";
  } finally {
    socket.destroy();
  }
}
