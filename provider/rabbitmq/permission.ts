import type { Context, InputsOf, Kind } from "../kind.ts";
import { Conflict, type Thing, differences, isDeletable, settle } from "../ownership.ts";
import { PERMISSION as declaration } from "../schema/rabbitmq/permission.ts";
import type { RabbitmqApi, Rights } from "./api.ts";

type Permission = typeof declaration;

/** Rights of users on virtual hosts. */
export function permission(connect: (context: Context) => RabbitmqApi): Kind<Permission> {
  return {
    declaration,
    async create(inputs, context) {
      const thing = thingOf(connect(context), inputs);
      return {
        id: idOf(inputs),
        outputs: { origin: await settle(thing, inputs.ownership, undefined, context) },
      };
    },
    async read({ id, outputs }, context) {
      const { virtualHost, user } = partsOf(id);
      const found = await connect(context).rights(virtualHost, user);
      if (!found) return undefined;
      const { configure, write, read } = found;
      return {
        id,
        inputs: { virtualHost, user, configure, write, read },
        outputs: { origin: outputs.origin ?? "found" },
      };
    },
    async update({ outputs }, inputs, context) {
      const thing = thingOf(connect(context), inputs);
      return { origin: await settle(thing, inputs.ownership, outputs.origin ?? "found", context) };
    },
    async delete({ id, inputs, outputs }, context) {
      const { virtualHost, user } = partsOf(id);
      if (isDeletable(inputs.ownership, outputs.origin))
        await connect(context).deleteRights(virtualHost, user);
      else context.report("warning", `permission ${id} stays in RabbitMQ: it was there before this stack`);
    },
  };
}

function thingOf(api: RabbitmqApi, inputs: InputsOf<Permission>): Thing<Rights> {
  const { virtualHost, user, configure, write, read } = inputs;
  const rights = { configure, write, read };
  const put = (): Promise<void> => api.putRights(virtualHost, user, rights);
  return {
    called: `permission of ${user} on ${virtualHost}`,
    remedy: "Declare it as it is, or set ownership to take.",
    find: () => api.rights(virtualHost, user),
    make: put,
    differing: (found) => differences<Rights>(found, rights, ["configure", "write", "read"]),
    write: put,
  };
}

/** `virtualHost/user`, in both of which `%` and `/` are percent-encoded. */
function idOf({ virtualHost, user }: { virtualHost: string; user: string }): string {
  return [virtualHost, user].map((name) => name.replaceAll("%", "%25").replaceAll("/", "%2F")).join("/");
}

function partsOf(id: string): { virtualHost: string; user: string } {
  const [virtualHost, user, ...rest] = id
    .split("/")
    .map((part) => part.replaceAll(/%2F/gi, "/").replaceAll("%25", "%"));
  if (virtualHost && user && rest.length === 0) return { virtualHost, user };
  throw new Conflict(
    `${id} is no permission: its id is <virtual host>/<user>, such as ${declaration.exampleId}, or %2F/<user> on the virtual host /`,
  );
}
