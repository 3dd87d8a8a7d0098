import { createHash } from "node:crypto";
import type { Context, InputsOf, Kind, Known, OutputsOf } from "../kind.ts";
import { SERVICE_ACCOUNT_TOKEN as declaration } from "../schema/cluster/service-account-token.ts";
import { isDue, lifeWarning } from "./renewal.ts";
import type { Granted, Marker, TokenApi } from "./token-api.ts";

type ServiceAccountToken = typeof declaration;
type Inputs = InputsOf<ServiceAccountToken>;
type Outputs = OutputsOf<ServiceAccountToken>;

/** Tokens of ServiceAccounts. Each is made once and never changed: a renewal is a replacement, the new one first. */
export function serviceAccountToken(
  connect: (context: Context) => Promise<TokenApi>,
): Kind<ServiceAccountToken> {
  return {
    declaration,
    coexists: true,
    async create(inputs, context) {
      const api = await connect(context);
      const ca = await api.authority(inputs.namespace);
      const marker = await api.mark(inputs, inputs.edition);
      const granted = await grant(api, inputs, marker);
      const warning = lifeWarning(granted, inputs);
      if (warning !== undefined) context.report("warning", `${called(inputs)}: ${warning}`);
      const outputs = { ...granted, fingerprint: fingerprintOf(granted.token), marker: marker.name, ca };
      return { id: [inputs.namespace, marker.name].join("/"), outputs };
    },
    async read(known, context) {
      const { inputs, outputs } = complete(known);
      const api = await connect(context);
      if (isOver(outputs)) return { id: known.id, inputs: {}, outputs };
      const refusal = await api.refusal(outputs.token);
      if (refusal !== undefined) {
        context.report(
          "warning",
          `the API server refuses ${called(inputs)}: ${refusal}. An update makes a new one`,
        );
        return undefined;
      }
      const ca = await api.authority(inputs.namespace);
      return { id: known.id, inputs: {}, outputs: { ...outputs, ca } };
    },
    // Only renewSeconds changes without a replacement, which nothing on the server knows.
    update: (known) => Promise.resolve(complete(known).outputs),
    async delete(known, context) {
      const { inputs, outputs } = complete(known);
      await (await connect(context)).unmark(inputs.namespace, outputs.marker);
    },
    differences(known, { renewSeconds }, changes) {
      const { outputs } = complete(known);
      if (!isDue(outputs, renewSeconds, Date.now())) return changes;
      return { ...changes, expires: { kind: "update", replace: true } };
    },
  };
}

/** A marker without a token is left by nobody. */
async function grant(api: TokenApi, inputs: Inputs, marker: Marker): Promise<Granted> {
  try {
    return await api.grant(inputs, marker, inputs.lifetimeSeconds);
  } catch (error) {
    await api.unmark(inputs.namespace, marker.name).catch(() => undefined);
    throw error;
  }
}

/** A token that ended by itself stays in the state until it is renewed, so that its marker is deleted then. */
function isOver({ expires }: Outputs): boolean {
  return Date.parse(expires) <= Date.now();
}

/** @throws Error for a token that this stack did not make */
function complete({ id, inputs, outputs }: Known<ServiceAccountToken>): { inputs: Inputs; outputs: Outputs } {
  if (outputs.token === undefined) {
    throw new Error(
      `the token ${id} cannot be imported: the API server tells a token only once. Declare it, and let an update make one`,
    );
  }
  return { inputs: inputs as Inputs, outputs: outputs as Outputs };
}

function called({ namespace, serviceAccount, edition }: Inputs): string {
  return `the token of ${namespace}/${serviceAccount}, edition ${edition}`;
}

function fingerprintOf(token: string): string {
  return createHash("sha256").update(token).digest("hex").slice(0, 12);
}
