import type { Context, InputsOf, Kind, OutputsOf } from "../kind.ts";
import { Conflict, type Thing, differences, isDeletable, isSame, settle } from "../ownership.ts";
import { passwordChanges } from "../password.ts";
import { USER as declaration } from "../schema/rabbitmq/user.ts";
import type { RabbitmqApi, UserInfo } from "./api.ts";
import { isHashOf } from "./password-hash.ts";

type User = typeof declaration;
type Inputs = InputsOf<User>;
type Login = OutputsOf<User>["login"];

/** Users. The hash that RabbitMQ keeps says whether a password is right; nobody logs in, and nothing is set unasked. */
export function user(connect: (context: Context) => RabbitmqApi): Kind<User> {
  return {
    declaration,
    async create(inputs, context) {
      const thing = thingOf(connect(context), inputs);
      const origin = await settle(thing, inputs.ownership, undefined, context);
      return { id: inputs.name, outputs: { login: loginAfter(inputs), origin } };
    },
    async read({ id, inputs, outputs }, context) {
      const found = await connect(context).user(id);
      if (!found) return undefined;
      const login = loginOf(found, inputs.password);
      if (login === "untried" && inputs.password !== undefined) {
        context.report("warning", `user ${id}: ${incomparable(found)}; it was not checked`);
      }
      const tags = inputs.tags && isSame(inputs.tags, found.tags) ? inputs.tags : found.tags;
      return { id, inputs: { name: id, tags }, outputs: { login, origin: outputs.origin ?? "found" } };
    },
    async update({ outputs }, inputs, context) {
      const thing = thingOf(connect(context), inputs);
      const origin = await settle(thing, inputs.ownership, outputs.origin ?? "found", context);
      return { login: loginAfter(inputs), origin };
    },
    async delete({ id, inputs, outputs }, context) {
      if (!isDeletable(inputs.ownership, outputs.origin)) {
        context.report("warning", `user ${id} stays in RabbitMQ: it was there before this stack`);
        return;
      }
      const api = connect(context);
      mustBeAnother(api, id, "deleted");
      await api.deleteUser(id);
    },
    differences: (known, inputs, changes, context) =>
      passwordChanges(known, inputs.password, changes, async (password) => {
        const found = await connect(context).user(known.id);
        return found !== undefined && loginOf(found, password) === "accepted";
      }),
  };
}

function thingOf(api: RabbitmqApi, inputs: Inputs): Thing<UserInfo> {
  const { name, password, tags } = inputs;
  return {
    called: `user ${name}`,
    remedy:
      "Nothing was changed. Declare the password and tags that it has, or set ownership to take, which sets this stack's " +
      "password on it and locks out whoever uses the old one.",
    find: () => api.user(name),
    make: () => api.putUser(name, { password: passwordOf(inputs), tags: tags ?? [] }),
    differing: (found) => [
      ...differences<Partial<UserInfo>>(found, { ...(tags && { tags }) }, ["tags"]),
      ...passwordDifference(found, password),
    ],
    write: async (found) => {
      mustBeAnother(api, name, "changed");
      const isKept = password === undefined || loginOf(found, password) === "accepted";
      await api.putUser(name, { ...(isKept ? found : { password }), tags: tags ?? found.tags });
    },
  };
}

function passwordOf({ name, password }: Inputs): string {
  if (password !== undefined) return password;
  throw new Conflict(`user ${name} needs a password: without one a user can only be imported or read`);
}

function loginOf(found: UserInfo, password: string | undefined): Login {
  if (password === undefined) return "untried";
  return ({ true: "accepted", false: "refused", undefined: "untried" } as const)[
    `${isHashOf(found, password)}`
  ];
}

/** A declared password is right once the user is settled. */
function loginAfter({ password }: Inputs): Login {
  return password === undefined ? "untried" : "accepted";
}

function passwordDifference(found: UserInfo, password: string | undefined): string[] {
  if (password === undefined) return [];
  const said = { accepted: [], refused: ["its password is another"], untried: [incomparable(found)] };
  return said[loginOf(found, password)];
}

function incomparable({ hashing_algorithm }: UserInfo): string {
  return `its password is hashed by ${hashing_algorithm}, which this provider cannot compare`;
}

function mustBeAnother({ administrator }: RabbitmqApi, name: string, done: string): void {
  if (name !== administrator) return;
  throw new Conflict(
    `user ${name} is the administrator by whom this provider asks, and is not ${done}: use another administrator for the provider, or do it by hand`,
  );
}
