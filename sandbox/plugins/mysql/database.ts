import { randomBytes } from "node:crypto";
import { compare } from "../../../provider/protocol/diff.ts";
import type { Resource } from "../../../provider/protocol/provider.ts";
import { type Properties, type Value, copySecrecy, pick } from "../../../provider/protocol/value.ts";
import { isDefault, textOf, withDefaults } from "./inputs.ts";
import type { Server } from "./server.ts";
import { quoteName, quoteText } from "../../../components/storage/mysql/quoting.ts";

const SETTINGS = ["name", "defaultCharacterSet", "defaultCollation"];

/** A database. Its id is its name; imported by it. */
export function database(server: Server): Resource {
  return {
    check({ name, oldInputs, inputs }) {
      const defaults = {
        name: defaultName(name, oldInputs),
        defaultCharacterSet: "utf8",
        defaultCollation: "utf8_general_ci",
      };
      return { inputs: withDefaults(inputs, defaults) };
    },
    diff({ oldOutputs, inputs }) {
      const changes = compare(pick(oldOutputs, SETTINGS), pick(inputs, SETTINGS), (path) => path === "name");
      // As the official plugin: a name the program chose may be wanted again at once.
      return { changes, deleteBeforeReplace: !isDefault(inputs, "name") };
    },
    async create({ inputs, preview }) {
      if (preview) return { id: "", outputs: pick(inputs, SETTINGS) };
      await server.run(`CREATE ${definition(inputs)}`);
      const name = textOf(inputs, "name");
      return { id: name, outputs: keepSecrets({ id: name, ...(await live(server, name)) }, inputs) };
    },
    async read({ id, oldInputs }) {
      const found = await live(server, id);
      if (!found) return undefined;
      const inputs = keepSecrets({ __defaults: [], ...oldInputs, ...found }, oldInputs);
      return { id, inputs, outputs: keepSecrets({ id, ...found }, oldInputs) };
    },
    async update({ id, inputs, preview }) {
      if (preview) return { id, ...pick(inputs, SETTINGS) };
      await server.run(`ALTER ${definition(inputs)}`);
      return keepSecrets({ id, ...(await live(server, id)) }, inputs);
    },
    async delete({ id }) {
      await server.run(`DROP DATABASE ${quoteName(id)}`);
    },
  };
}

/** A name of the resource's own, kept once it is given. */
function defaultName(name: string, oldInputs: Properties): Value {
  const kept = isDefault(oldInputs, "name") ? oldInputs.name : undefined;
  return kept ?? `${name}-${randomBytes(4).toString("hex").slice(1)}`;
}

function definition(inputs: Properties): string {
  const characterSet = quoteName(textOf(inputs, "defaultCharacterSet"));
  const collation = quoteName(textOf(inputs, "defaultCollation"));
  return `DATABASE ${quoteName(textOf(inputs, "name"))} CHARACTER SET ${characterSet} COLLATE ${collation}`;
}

/** The settings as the server has them, in its own spelling (`utf8mb3` for `utf8`), as the official plugin says them. */
async function live(server: Server, name: string): Promise<Properties | undefined> {
  const rows = await server.run(
    "SELECT SCHEMA_NAME AS name, DEFAULT_CHARACTER_SET_NAME AS characterSet, DEFAULT_COLLATION_NAME AS collation " +
      `FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ${quoteText(name)}`,
  );
  // The comparison above is not case-sensitive, names are.
  const row = rows.find((candidate) => candidate.name === name);
  if (!row) return undefined;
  return {
    name,
    defaultCharacterSet: String(row.characterSet),
    defaultCollation: String(row.collation),
  };
}

function keepSecrets(properties: Properties, inputs: Properties): Properties {
  return copySecrecy(properties, inputs) as Properties;
}
