import type { Context, InputsOf, Kind } from "../kind.ts";
import { Conflict, type Thing, differences, isDeletable, settle } from "../ownership.ts";
import { VIRTUAL_HOST as declaration } from "../schema/rabbitmq/virtual-host.ts";
import type { QueueInfo, RabbitmqApi, VirtualHostInfo } from "./api.ts";
import { RabbitmqRefusal } from "./errors.ts";

type VirtualHost = typeof declaration;

/** Virtual hosts: messages stay unless told. */
export function virtualHost(connect: (context: Context) => RabbitmqApi): Kind<VirtualHost> {
  return {
    declaration,
    async create(inputs, context) {
      const thing = thingOf(connect(context), inputs);
      return {
        id: inputs.name,
        outputs: { origin: await settle(thing, inputs.ownership, undefined, context) },
      };
    },
    async read({ id, outputs }, context) {
      const found = await connect(context).virtualHost(id);
      if (!found) return undefined;
      const { description = "" } = found;
      return { id, inputs: { name: id, description }, outputs: { origin: outputs.origin ?? "found" } };
    },
    async update({ outputs }, inputs, context) {
      const thing = thingOf(connect(context), inputs);
      return { origin: await settle(thing, inputs.ownership, outputs.origin ?? "found", context) };
    },
    async delete({ id, inputs, outputs }, context) {
      const stays = (why: string): void => {
        context.report("warning", `virtual host ${id} stays in RabbitMQ with its messages: ${why}`);
      };
      if (!isDeletable(inputs.ownership, outputs.origin)) stays("it was there before this stack");
      else if (inputs.deletion === "with-content") await connect(context).deleteVirtualHost(id);
      else if (inputs.deletion === "when-empty") await deleteEmpty(connect(context), id);
      else stays("its deletion is keep");
    },
  };
}

function thingOf(api: RabbitmqApi, { name, description }: InputsOf<VirtualHost>): Thing<VirtualHostInfo> {
  return {
    called: `virtual host ${name}`,
    remedy: "Declare it as it is, leave the description out, or set ownership to take.",
    find: () => api.virtualHost(name),
    make: () => api.putVirtualHost(name, { description: description ?? "" }),
    differing: (found) =>
      differences<VirtualHostInfo>(found, { ...(description !== undefined && { description }) }, [
        "description",
      ]),
    write: (found) =>
      api.putVirtualHost(name, { ...found, ...(description !== undefined && { description }) }),
  };
}

/** Counts are seconds old, so that each queue goes first, if it is empty when it is asked. */
async function deleteEmpty(api: RabbitmqApi, name: string): Promise<void> {
  const queues = (await api.queues(name)) ?? [];
  const holding = queues.filter(mayHold).map((queue) => queue.name);
  if (holding.length > 0) throw notEmpty(name, holding);
  for (const queue of queues.filter(isClassic)) {
    await api.deleteEmptyQueue(name, queue.name).catch((error: unknown) => {
      throw error instanceof RabbitmqRefusal ? notEmpty(name, [queue.name]) : error;
    });
  }
  await api.deleteVirtualHost(name);
}

/** RabbitMQ before 3.8 knows no other type and tells none. */
function isClassic({ type = "classic" }: QueueInfo): boolean {
  return type === "classic";
}

/** A queue of another type than classic does not tell by itself whether it is empty: its count must be known. */
function mayHold(queue: QueueInfo): boolean {
  return isClassic(queue) ? (queue.messages ?? 0) > 0 : queue.messages !== 0;
}

function notEmpty(name: string, queues: readonly string[]): Conflict {
  return new Conflict(
    `virtual host ${name} is not deleted: its deletion is when-empty, and these queues hold messages, or may: ${queues.join(", ")}. ` +
      "Let them be consumed, or set deletion to keep or with-content and run up; then destroy again.",
  );
}
