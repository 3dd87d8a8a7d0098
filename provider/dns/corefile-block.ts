import { isIP } from "node:net";
import type { Context, InputsOf, Kind, Known } from "../kind.ts";
import { Conflict, isSame } from "../ownership.ts";
import { COREFILE_BLOCK as declaration } from "../schema/dns/corefile-block.ts";
import type { CorefileApi, CorefilePlace } from "./config-map.ts";
import {
  type BlockContent,
  blockIn,
  claimsIn,
  contentOf,
  hasBraces,
  isReloaded,
  renderBlock,
  withBlock,
  withoutBlock,
  withoutBlocks,
} from "./corefile.ts";

type CorefileBlock = typeof declaration;
type Inputs = InputsOf<CorefileBlock>;

/** Blocks in the Corefile of a cluster's CoreDNS. */
export function corefileBlock(connect: (context: Context) => Promise<CorefileApi>): Kind<CorefileBlock> {
  const write = async (inputs: Inputs, context: Context, accepts: (block: string) => boolean) => {
    const api = await connect(context);
    const content = { ...inputs, ip: await addressOf(api, inputs.target) };
    await api.change(inputs, (corefile, others) => {
      refuseOtherBlock(corefile, inputs, accepts);
      refuseClaims([corefile, ...others], inputs);
      refuseWithoutBraces(corefile, inputs);
      // A file of blocks alone is read beside another, which says what is read again.
      const isWhole = withoutBlocks(corefile).trim() !== "";
      if (isWhole && !isReloaded(corefile)) context.report("warning", notReloaded(inputs));
      return withBlock(corefile, inputs.name, content);
    });
    return { ip: content.ip, block: renderBlock(inputs.name, content) };
  };
  return {
    declaration,
    async create(inputs, context) {
      const isSameBlock = (block: string): boolean => isSaid(contentOf(block), inputs);
      return { id: idOf(inputs), outputs: await write(inputs, context, isSameBlock) };
    },
    async read({ id }, context) {
      const place = placeOf(id);
      const api = await connect(context);
      const block = blockIn((await api.read(place)) ?? "", place.name);
      if (block === undefined) return undefined;
      const { names, target, ip } = contentOf(block);
      const outputs = { ip: await currentAddress(api, target, ip, context), block };
      return { id, inputs: { ...place, names, target }, outputs };
    },
    update: (_known, inputs, context) => write(inputs, context, () => true),
    async delete({ id }, context) {
      const place = placeOf(id);
      const api = await connect(context);
      if ((await api.read(place)) === undefined) return;
      await api.change(place, (corefile) => withoutBlock(corefile, place.name));
    },
    differences(known, inputs, changes) {
      if (Object.keys(changes).length > 0 || isAsWritten(known, inputs)) return changes;
      return { block: { kind: "update" } };
    },
  };
}

/** Whether the block stands as it would be written for the address that the target has now. */
function isAsWritten({ outputs: { ip = "", block } }: Known<CorefileBlock>, inputs: Inputs): boolean {
  return block === renderBlock(inputs.name, { ...inputs, ip });
}

function isSaid({ names, target }: BlockContent, inputs: Inputs): boolean {
  return target === inputs.target && isSame(names, inputs.names);
}

function addressOf(api: CorefileApi, target: string): Promise<string> {
  return isIP(target) > 0 ? Promise.resolve(target) : api.clusterIp(target);
}

/** A Service that is gone for the moment must not stop a refresh. */
async function currentAddress(api: CorefileApi, target: string, ip: string, { report }: Context) {
  return addressOf(api, target).catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error;
    report("warning", error.message);
    return ip;
  });
}

/** @throws Conflict where a block of this name says something else */
function refuseOtherBlock(corefile: string, inputs: Inputs, accepts: (block: string) => boolean): void {
  const block = blockIn(corefile, inputs.name);
  if (block === undefined || accepts(block)) return;
  throw new Conflict(
    `${called(inputs)} has a block ${inputs.name} with other names or another target: import it, or give this one another ` +
      "name; if nothing else made it, remove it with its marks",
  );
}

/** @throws Conflict where the names are answered by others */
function refuseClaims(texts: readonly string[], inputs: Inputs): void {
  const claims = texts.flatMap((text) => claimsIn(text, inputs.name, inputs.names));
  if (claims.length === 0) return;
  const told = claims.map(
    ({ name, line, block }) => `${name} by "${line}"${block === undefined ? "" : ` of the block ${block}`}`,
  );
  throw new Conflict(
    `${called(inputs)} answers already ${[...new Set(told)].join("; ")}. Remove these lines there, or leave the names out ` +
      "here: CoreDNS does not start with two server blocks of one name",
  );
}

/** @throws Conflict where a block would be read as part of what follows */
function refuseWithoutBraces(corefile: string, inputs: Inputs): void {
  if (hasBraces(corefile)) return;
  throw new Conflict(
    `${called(inputs)} is one server block without braces, beside which there can be no other: put braces around its plugins`,
  );
}

function notReloaded(place: CorefilePlace): string {
  return `${called(place)} has no plugin reload: CoreDNS reads the change when its pods start again (kubectl rollout restart)`;
}

function called({ namespace, configMap, key }: CorefilePlace): string {
  return `the Corefile of ${namespace}/${configMap}${key === "Corefile" ? "" : ` (${key})`}`;
}

function idOf({ namespace, configMap, key, name }: Inputs): string {
  return [namespace, configMap, key, name].join("/");
}

/** @throws Error for an id of another form */
function placeOf(id: string): CorefilePlace & { readonly name: string } {
  const [namespace, configMap, key, name, ...rest] = id.split("/");
  if (namespace && configMap && key && name && rest.length === 0) return { namespace, configMap, key, name };
  throw new Error(`${id} is no block of a Corefile: its id is <namespace>/<ConfigMap>/<key>/<name>`);
}
