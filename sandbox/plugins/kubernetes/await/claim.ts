import type { Properties } from "../../../../provider/protocol/value.ts";
import { type ApiClient } from "../api/client.ts";
import { nameOf, textAt } from "../object.ts";
import type { Awaiter, Surroundings } from "./awaiter.ts";

/** Bound; a claim that is bound only once a Pod uses it is ready while it waits for one. */
export function claimAwaiter({ client, updated }: Surroundings): Awaiter {
  return {
    inspect: async (claim) => {
      const phase = textAt(claim, "status", "phase");
      if (phase === "Bound") return { ready: true };
      const waits = !updated && (await bindsLate(client, claim));
      return {
        ready: waits && phase === "Pending",
        status: `Waiting for PersistentVolumeClaim "${nameOf(claim)}" to be bound`,
        problems: ["the claim is not bound to a volume"],
      };
    },
  };
}

async function bindsLate(client: ApiClient, claim: Properties): Promise<boolean> {
  const name = textAt(claim, "spec", "storageClassName");
  if (name === "") return false;
  const storageClass = await client.find(`/apis/storage.k8s.io/v1/storageclasses/${name}`);
  return storageClass?.volumeBindingMode === "WaitForFirstConsumer";
}
