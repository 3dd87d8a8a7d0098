import type { Settings } from "../settings.ts";
import { loopback, type Server } from "./server.ts";

/** The platform only needs an ElasticSearch's address; the sandbox names one and runs nothing there. */
export function elasticsearch(settings: Settings): Server {
  const name = "elasticsearch";
  const address = loopback(settings.ports.elasticsearch);
  return {
    name,
    address,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    status: () => Promise.resolve({ name, address, state: "address only" }),
  };
}
