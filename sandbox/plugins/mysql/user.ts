import { createHash } from "node:crypto";
import { compare } from "../../../provider/protocol/diff.ts";
import type { Failure, Resource } from "../../../provider/protocol/provider.ts";
import { type Properties, Secret, hasUnknown, pick } from "../../../provider/protocol/value.ts";
import { missing, textOf, unsupported, withDefaults } from "./inputs.ts";
import type { Server } from "./server.ts";
import { type SqlAccount, quoteAccount, quoteText } from "../../../components/storage/mysql/quoting.ts";

const SETTINGS = ["user", "host", "plaintextPassword", "tlsOption"];

/** What the account may be required to connect with. */
const TLS_OPTIONS = ["NONE", "SSL", "X509"];

/**
 * An account. Its id is `user@host`; imported by it. The password goes to the server, the outputs keep its hash;
 * a password changed on the server is not seen, as with the official plugin.
 */
export function user(server: Server): Resource {
  return {
    check({ inputs }) {
      const filled = withDefaults(inputs, { host: "localhost", tlsOption: "NONE" });
      return { inputs: secretPassword(filled), failures: failures(filled) };
    },
    diff({ oldOutputs, inputs }) {
      const changes = compare(
        pick(oldOutputs, SETTINGS),
        stored(inputs),
        (path) => path !== "plaintextPassword",
      );
      return { changes };
    },
    async create({ inputs, preview }) {
      if (preview) return { id: "", outputs: stored(inputs) };
      const account = accountOf(inputs);
      const tls = textOf(inputs, "tlsOption");
      await server.run(
        `CREATE USER ${quoteAccount(account)} IDENTIFIED BY ${password(inputs)} REQUIRE ${tls}`,
      );
      const id = `${account.user}@${account.host}`;
      return { id, outputs: { id, ...stored(inputs) } };
    },
    async read({ id, oldInputs, oldOutputs }) {
      const account = parseId(id);
      if (!(await exists(server, account))) return undefined;
      const inputs = { __defaults: [], tlsOption: "NONE", ...account, ...oldInputs };
      return { id, inputs, outputs: { id, ...stored(inputs), ...oldOutputs } };
    },
    async update({ id, inputs, preview }) {
      // Everything but the password replaces.
      if (!preview) {
        await server.run(`ALTER USER ${quoteAccount(accountOf(inputs))} IDENTIFIED BY ${password(inputs)}`);
      }
      return { id, ...stored(inputs) };
    },
    async delete({ id }) {
      await server.run(`DROP USER ${quoteAccount(parseId(id))}`);
    },
  };
}

function failures(inputs: Properties): Failure[] {
  const found = [
    ...missing(inputs, ["user"]),
    ...unsupported(inputs, {
      password: "give plaintextPassword",
      authPlugin: "leave the server's default",
    }),
  ];
  if (!hasUnknown(inputs.tlsOption ?? "") && !TLS_OPTIONS.includes(textOf(inputs, "tlsOption"))) {
    found.push({ property: "tlsOption", reason: `tlsOption must be one of ${TLS_OPTIONS.join(", ")}` });
  }
  return found;
}

/** A password is secret even where the program forgot to say so. */
function secretPassword(inputs: Properties): Properties {
  const { plaintextPassword } = inputs;
  return plaintextPassword === undefined
    ? inputs
    : { ...inputs, plaintextPassword: new Secret(plaintextPassword) };
}

/** The settings as outputs keep them: the SHA-256 of the password instead of the password. */
function stored(inputs: Properties): Properties {
  const settings = pick(inputs, SETTINGS);
  const { plaintextPassword } = settings;
  if (plaintextPassword === undefined) return settings;
  const hash = hasUnknown(plaintextPassword)
    ? plaintextPassword
    : createHash("sha256").update(textOf(settings, "plaintextPassword")).digest("hex");
  return { ...settings, plaintextPassword: new Secret(hash) };
}

function password(inputs: Properties): string {
  return quoteText(textOf(inputs, "plaintextPassword"));
}

function accountOf(inputs: Properties): SqlAccount {
  return { user: textOf(inputs, "user"), host: textOf(inputs, "host") };
}

function parseId(id: string): SqlAccount {
  const [, name, host] = /^(.*)@([^@]*)$/s.exec(id) ?? [];
  if (name === undefined || host === undefined)
    throw new Error(`a mysql User is imported by user@host, not ${id}`);
  return { user: name, host };
}

async function exists(server: Server, account: SqlAccount): Promise<boolean> {
  const rows = await server.run(
    `SELECT User FROM mysql.user WHERE User = ${quoteText(account.user)} AND Host = ${quoteText(account.host)}`,
  );
  return rows.length > 0;
}
