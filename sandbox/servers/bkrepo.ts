import path from "node:path";
import { DATA } from "../layout.ts";
import type { Launch } from "../process.ts";
import { ADMINISTRATORS, type Settings } from "../settings.ts";
import { loopback, processServer, type Server } from "./server.ts";

const NAME = "bkrepo";

/** How long the stand-in may take to answer one question, in milliseconds. */
const ANSWER_DEADLINE = 2000;

/** The stand-in for bkrepo's HTTP API (`bkrepo/main.ts`). */
export function bkrepo(settings: Settings): Server {
  const address = loopback(settings.ports.bkrepo);
  return processServer({
    name: NAME,
    address,
    prepare: () => Promise.resolve(prepare(settings)),
    answers: () => answers(address, settings.passwords.bkrepo),
  });
}

function prepare({ ports, passwords }: Settings): Launch {
  return {
    name: NAME,
    command: process.execPath,
    args: [path.join(import.meta.dirname, "bkrepo", "main.ts")],
    env: {
      BKREPO_PORT: String(ports.bkrepo),
      BKREPO_ADMIN: ADMINISTRATORS.bkrepo,
      BKREPO_ADMIN_PASSWORD: passwords.bkrepo,
      BKREPO_STATE: path.join(DATA, NAME, "state.json"),
    },
  };
}

async function answers(address: string, password: string): Promise<boolean> {
  const credentials = Buffer.from(`${ADMINISTRATORS.bkrepo}:${password}`).toString("base64");
  const response = await fetch(`http://${address}/repository/api/project/list`, {
    headers: { authorization: `Basic ${credentials}` },
    signal: AbortSignal.timeout(ANSWER_DEADLINE),
  });
  await response.arrayBuffer();
  return response.ok;
}
