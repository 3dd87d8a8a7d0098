// Names and passwords of every kind, through the quoting function and the real client, into a real server.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { RowDataPacket } from "mysql2/promise";
import { quoteAccount, quoteName, quoteText } from "../../../components/storage/mysql/quoting.ts";
import { isUsablePassword } from "../../../config/storage/readable.ts";
import { describeOnEach } from "../../support/mysql/edition.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { ROOT, execute } from "./ways.ts";

/** MySQL takes ten times as long for an account. */
const COUNTS = { mariadb: 10_000, mysql: 1000 };

/** Fewer of these: each is a directory, and MySQL takes its time for one. */
const DATABASES = 1000;

/** How many connections log in at once. */
const PARALLEL = 8;

await describeOnEach("names and passwords of every kind", (edition) => {
  const count = COUNTS[edition.kind];
  const random = generator(20261121);
  const names = Array.from({ length: count }, (_, index) => `${index}${random.text(8)}`);
  const accounts = names
    .filter((user) => isName(() => quoteAccount({ user, host: "127.0.0.1" })))
    .map((user) => ({ user, password: `${random.text(20)}x` }));
  const databases = Array.from({ length: DATABASES }, (_, index) => `${random.text(20)}${index}`).filter(
    (name) => isName(() => quoteName(name)),
  );
  let server: TestServer;

  before(async () => {
    server = await TestServer.start(edition, ROOT, ["--lower-case-table-names=0"]);
  });
  after(() => server.stop());

  it("hold every character that SQL gives a meaning to, and are refused where MySQL has no such name", () => {
    const all = accounts.map(({ password }) => password).join("");
    for (const character of `'"\`\\;-#/*%_ \n\t\0é中😀`)
      assert.ok(all.includes(character), JSON.stringify(character));
    const refused = names.length - accounts.length;
    assert.ok(refused > 0 && refused < count / 2, `${refused} names were refused`);
  });

  it("are stored byte for byte, and none breaks out of its place", async () => {
    const others = await namesIn(server, "schema_name FROM information_schema.schemata");
    const root = await namesIn(server, "CONCAT(User, '@', Host) FROM mysql.user");
    await execute(
      server,
      [
        "SET NAMES utf8mb4;",
        "SET SESSION sql_mode = '';",
        ...databases.map((name) => `CREATE DATABASE ${quoteName(name)};`),
        ...accounts.map(({ user, password }) => {
          const account = quoteAccount({ user, host: "127.0.0.1" });
          return `CREATE USER ${account} IDENTIFIED BY ${quoteText(password)};`;
        }),
        "",
      ].join("\n"),
    );
    const made = await namesIn(server, "schema_name FROM information_schema.schemata");
    assert.deepEqual(made.sort(), [...others, ...databases].sort());
    const users = await namesIn(server, "CONCAT(User, '@', Host) FROM mysql.user");
    assert.deepEqual(users.sort(), [...root, ...accounts.map(({ user }) => `${user}@127.0.0.1`)].sort());
  });

  it("let every account log in with its password", async () => {
    const waiting = [...accounts];
    const logIn = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        // A client ends a password at its first NUL.
        const [password = ""] = next.password.split("\0");
        if (password !== next.password) continue;
        await (await server.connect(next.user, password)).end();
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, logIn));
  });

  it("of passwords, the rule lets through only what no reader on the way gives a meaning to", () => {
    const usable = accounts.map(({ password }) => password).filter(isUsablePassword);
    assert.ok(usable.length > 0 && usable.length < count);
    for (const password of usable) assert.match(password, /^[!#%&()*+,./;<=>?@[\]^{|}~$\w-]+$/);
  });
});

/** Whether the quoting function takes it as a name that MySQL can have at all. */
function isName(quote: () => string): boolean {
  try {
    quote();
    return true;
  } catch {
    return false;
  }
}

async function namesIn(server: TestServer, selection: string): Promise<string[]> {
  return server.asRoot(async (connection) => {
    const [rows] = await connection.query<RowDataPacket[]>({ sql: `SELECT ${selection}`, rowsAsArray: true });
    return rows.map((row) => String((row as unknown[])[0]));
  });
}

/** Texts that are the same in every run (mulberry32), mostly of characters with a meaning somewhere. */
function generator(seed: number) {
  const alphabet = Array.from("abcXYZ019'\"`\\;-#/*%_ .$@:?&=+!~^()[]{}<>|,\n\r\t\0\x1a\x7féß中文😀");
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    text: (longest: number): string =>
      Array.from(
        { length: Math.ceil(next() * longest) },
        () => alphabet[Math.floor(next() * alphabet.length)],
      ).join(""),
  };
}
