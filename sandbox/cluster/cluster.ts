import fs from "node:fs";
import { writeAtomically } from "../files.ts";
import { KUBECONFIG } from "../layout.ts";
import { until } from "../process.ts";
import { awaitAnswer, logTail, loopback, statusOf, type Server } from "../servers/server.ts";
import type { Settings } from "../settings.ts";
import { ControlPlaneApi } from "./api.ts";
import { adoptComponents, missingComponents, stopComponents } from "./components.ts";
import { kubeconfig } from "./configuration.ts";
import { startByKwokctl, stopKwokctl } from "./kwokctl.ts";
import { pkiFile } from "./paths.ts";

const NAME = "kubernetes";

/** The process that clients talk to. */
const API_SERVER = "kube-apiserver";

/** The process that gives up first. */
const CONTROLLERS = "kube-controller-manager";

/** How long the simulated node may take to be ready, in milliseconds. */
const NODE_DEADLINE = 60_000;

/** How often processes are started that ended although the API server is ready. */
const STARTS = 3;

/** A real control plane with a simulated node; what it holds survives a stop. */
export function cluster(settings: Settings): Server {
  const address = loopback(settings.ports.apiserver);
  return {
    name: NAME,
    address,
    start: () => start(settings),
    stop: async () => {
      await stopKwokctl();
      adoptComponents();
      await stopComponents();
    },
    status: () =>
      Promise.resolve(
        missingComponents().length > 0
          ? { name: NAME, address, state: "stopped" }
          : statusOf(NAME, address, API_SERVER),
      ),
  };
}

async function start(settings: Settings): Promise<void> {
  const api = new ControlPlaneApi(settings.ports);
  await startComponents(settings, api);
  if (!(await api.isFurnished())) {
    await api.furnish();
    if (!(await until(() => api.isFurnished(), NODE_DEADLINE))) {
      throw new Error(`The simulated node does not get ready. ${logTail("kwok-controller")}`);
    }
  }
  writeAtomically(KUBECONFIG, kubeconfig(settings, fs.readFileSync(pkiFile("ca.crt"), "utf8")));
}

/**
 * Starts what does not run, until all of it works: the controllers give up on an API server that takes more than ten
 * seconds to be healthy, as it does on a busy machine.
 */
async function startComponents(settings: Settings, api: ControlPlaneApi): Promise<void> {
  for (let start = 1; start <= STARTS; start += 1) {
    adoptComponents();
    if (missingComponents().length > 0) {
      await startByKwokctl(settings);
      adoptComponents();
    }
    await awaitAnswer(API_SERVER, () => api.isReady());
    await until(
      async () =>
        missingComponents().includes(CONTROLLERS) || (await api.controllersWork().catch(() => false)),
      NODE_DEADLINE,
    );
    if (missingComponents().length === 0) return;
  }
  const [name = ""] = missingComponents();
  throw new Error(`${name} has ended ${STARTS} times. ${logTail(name)}`);
}
