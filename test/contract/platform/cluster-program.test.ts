import assert from "node:assert/strict";
import { test } from "node:test";
import { Secret, type Value } from "../../../provider/protocol/value.ts";
import { configOf, environments } from "../../golden/environments.ts";
import { clientCertificate, tokenOf } from "../../support/cluster-logins.ts";
import { recordProgram } from "../../support/program.ts";

const TOKEN = tokenOf("blueking", "bk-paasengine");

/** The initial cluster of every environment here. */
const LOGIN = {
  mode: "token",
  apiServers: ["https://10.0.0.10:6443"],
  token: TOKEN,
  subPathDomain: "apps.example.com",
};

interface Found {
  /** `Type name path`, where the token stands in the clear, or as what the engine keeps encrypted. */
  readonly clear: string[];
  readonly secret: string[];
}

/** Where the program gives resources the token. */
async function placesOfTheToken(environment: string, initialCluster: object): Promise<Found> {
  const base = environments[environment];
  assert.ok(base);
  const { values, secretKeys } = configOf(base);
  const run = await recordProgram("clusters", {
    values: { ...values, initialCluster: JSON.stringify(initialCluster) },
    secretKeys: [...secretKeys, "initialCluster"],
  });
  assert.equal(run.exitCode, 0, run.output);
  assert.ok(!run.output.includes(TOKEN));
  const found: Found = { clear: [], secret: [] };
  for (const { urn, inputs } of run.monitor.registrations) {
    const [type, name] = urn.split("::").slice(-2);
    look(inputs, `${type?.split("$").at(-1)?.split(":").at(-1) ?? ""} ${name ?? ""}`, false, found);
  }
  return found;
}

function look(value: Value, place: string, hidden: boolean, found: Found): void {
  if (value instanceof Secret) {
    look(value.open(), place, true, found);
  } else if (typeof value === "string") {
    if (value.includes(TOKEN)) (hidden ? found.secret : found.clear).push(place);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) look(inner as Value, `${place} ${key}`, hidden, found);
  }
}

for (const reapply of ["never", "always"]) {
  test(`with our chart and reapply ${reapply} the token is in one Secret alone`, async () => {
    assert.deepEqual(await placesOfTheToken("existing", { ...LOGIN, reapply }), {
      clear: [],
      secret: ["Secret paas-stack-initial-cluster stringData cluster.yaml"],
    });
  });
}

test("chart bkpaas3 0.1.3 gets the token as one secret value", async () => {
  const cluster = { ...LOGIN, ca: clientCertificate().ca, reapply: "always" };
  assert.deepEqual(await placesOfTheToken("umbrella", cluster), {
    clear: [],
    secret: ["Release bkpaas3-release values workloads initialCluster tokenValue"],
  });
});
