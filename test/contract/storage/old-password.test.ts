// Whether an account's old password is accepted while its pods are restarted with the new one, on real servers.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import {
  discardOldPassword,
  keepOldPassword,
  takesTwoPasswords,
} from "../../../sandbox/rotation/old-password.ts";
import { describeOnEach } from "../../support/mysql/edition.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { ROOT, USERS, allOnOne } from "./ways.ts";

const OLD = { platform: "old-word'1", services: "services-word", plan: "plan-word" };
const NEW = { ...OLD, platform: "new-word" };

await describeOnEach("the password of an account in use", (edition) => {
  let server: TestServer;

  before(async () => {
    server = await TestServer.start(edition, ROOT);
    await allOnOne(server, OLD);
  });
  after(() => server.stop());

  const logsIn = async (password: string): Promise<boolean> => {
    try {
      await (await server.connect(USERS.platform, password)).end();
      return true;
    } catch {
      return false;
    }
  };

  const account = { user: USERS.platform, host: "%" };

  it("is the only one on MariaDB, and may have a second one on MySQL", async () => {
    assert.equal(await server.asRoot(takesTwoPasswords), edition.kind === "mysql");
  });

  if (edition.kind === "mysql") {
    it("goes on being accepted beside the new one, until it is discarded", async () => {
      await server.asRoot((connection) => keepOldPassword(connection, account, OLD.platform));
      assert.ok(await logsIn(OLD.platform));
      await allOnOne(server, NEW);
      assert.deepEqual([await logsIn(OLD.platform), await logsIn(NEW.platform)], [true, true]);
      await server.asRoot((connection) => discardOldPassword(connection, account));
      assert.deepEqual([await logsIn(OLD.platform), await logsIn(NEW.platform)], [false, true]);
    });
  } else {
    it("is refused from the moment the new one is set", async () => {
      await allOnOne(server, NEW);
      assert.deepEqual([await logsIn(OLD.platform), await logsIn(NEW.platform)], [false, true]);
    });
  }
});
