import type { Context, InputsOf, Kind, OutputsOf } from "../kind.ts";
import { Conflict, isDeletable, originAfter } from "../ownership.ts";
import { passwordChanges } from "../password.ts";
import { USER as declaration } from "../schema/bkrepo/user.ts";
import type { BkrepoApi } from "./api.ts";
import { ensure } from "./ensure.ts";

type User = typeof declaration;
type Inputs = InputsOf<User>;
type Login = OutputsOf<User>["login"];

/** Accounts. The account's own login says whether its password is right; nothing else is asked, and nothing is set unasked. */
export function user(connect: (context: Context) => BkrepoApi): Kind<User> {
  return {
    declaration,
    async create(inputs, context) {
      const api = connect(context);
      const { userId, ownership } = inputs;
      const password = passwordOf(inputs);
      if (ownership === "read") {
        await mustLogIn(api, { user: userId, password }, READ_REFUSED);
        return { id: userId, outputs: { login: "accepted", origin: "found" } };
      }
      const accept = async (): Promise<void> => {
        if (await api.login({ user: userId, password })) return;
        if (ownership !== "take") throw new Conflict(`account ${userId} ${EXISTS_OTHERWISE}`);
        await takeOver(api, userId, password, context);
      };
      const origin = await ensure({
        what: `account ${userId}`,
        ownership,
        exists: () => api.userExists(userId),
        make: async () => {
          await api.createUser(userId, password);
          // Another may have been faster, and then bkrepo leaves his password.
          await accept();
        },
        accept,
      });
      return { id: userId, outputs: { login: "accepted", origin } };
    },
    async read(known, context) {
      const { id, inputs, outputs } = known;
      const login = await loginOf(connect(context), id, inputs.password);
      if (login === undefined) return undefined;
      return { id, inputs: { userId: id }, outputs: { login, origin: outputs.origin ?? "found" } };
    },
    async update({ id, outputs }, inputs, context) {
      const api = connect(context);
      const account = { user: id, password: passwordOf(inputs) };
      if (inputs.ownership === "read") await mustLogIn(api, account, READ_REFUSED);
      else if (!(await api.login(account))) {
        await api.setPassword(id, account.password);
        await mustLogIn(api, account, STILL_REFUSED);
      }
      return { login: "accepted", origin: originAfter(outputs.origin, inputs.ownership) };
    },
    async delete({ id, inputs, outputs }, context) {
      if (!isDeletable(inputs.ownership, outputs.origin)) {
        context.report("warning", `account ${id} stays in bkrepo: it was there before this stack`);
        return;
      }
      await remove(connect(context), id);
    },
    differences: (known, inputs, changes, context) =>
      passwordChanges(known, inputs.password, changes, (password) =>
        connect(context).login({ user: known.id, password }),
      ),
  };
}

const EXISTS_OTHERWISE =
  "exists in bkrepo with another password, and was not changed. Give the password it has (for an account of the platform: " +
  "keys.<name>.source given and keys.<name>.value), or set ownership to take (bkrepo.ownership), which sets this stack's " +
  "password on it and locks out whoever uses the old one.";
const READ_REFUSED =
  'is another\'s (ownership "read"), and bkrepo refuses its login: it is gone, or its password is not the one given here. ' +
  "Ask its owner for the present password.";
const STILL_REFUSED = "was given its password, and bkrepo refuses the login all the same: is it locked?";

function passwordOf({ userId, password }: Inputs): string {
  if (password !== undefined) return password;
  throw new Conflict(`account ${userId} needs a password: without one an account can only be imported`);
}

async function mustLogIn(
  api: BkrepoApi,
  account: { user: string; password: string },
  otherwise: string,
): Promise<void> {
  if (!(await api.login(account))) throw new Conflict(`account ${account.user} ${otherwise}`);
}

async function takeOver(
  api: BkrepoApi,
  userId: string,
  password: string,
  { report }: Context,
): Promise<void> {
  report(
    "warning",
    `account ${userId} is taken over: its password becomes this stack's, the old one is no longer valid`,
  );
  await api.setPassword(userId, password);
  await mustLogIn(api, { user: userId, password }, STILL_REFUSED);
}

/** One question where all is well; undefined where the account is gone. */
async function loginOf(
  api: BkrepoApi,
  userId: string,
  password: string | undefined,
): Promise<Login | undefined> {
  if (password !== undefined && (await api.login({ user: userId, password }))) return "accepted";
  // Only the administrator can tell a wrong password from a missing account.
  if (api.hasAdministrator && !(await api.userExists(userId))) return undefined;
  return password === undefined ? "untried" : "refused";
}

async function remove(api: BkrepoApi, userId: string): Promise<void> {
  if (!(await api.userExists(userId))) return;
  try {
    await api.deleteUser(userId);
  } catch (error) {
    if (await api.userExists(userId)) throw error;
  }
}
