import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { askBkrepo, basic, TestBkrepo } from "../../../support/bkrepo.ts";
import { createAccount, U1, verdict } from "./requests.ts";

let bkrepo: TestBkrepo;

beforeEach(async () => {
  bkrepo = await TestBkrepo.start();
});

afterEach(() => bkrepo.stop());

const LIST = "repository/api/project/list";
const WRONG = { userId: "admin", password: "wrongSecret" };

test("health is answered without credentials", async () => {
  assert.equal((await bkrepo.ask("GET", "generic/actuator/info", { as: null })).status, 200);
});

test("wrong, unknown and no credentials are HTTP 401 in the envelope", async () => {
  for (const as of [WRONG, { userId: "nobody", password: "" }, null]) {
    assert.deepEqual(verdict(await bkrepo.ask("GET", LIST, { as })), [401, 250114]);
  }
});

test("the account service says 401 in the body too, without the credentials", async () => {
  const answer = await bkrepo.ask("GET", "auth/api/user/detail/admin", { as: WRONG });
  assert.deepEqual(verdict(answer), [401, 401]);
  assert.equal(JSON.stringify(answer).includes(basic(WRONG)), false);
});

test("an unknown route is HTTP 404, but only to who logged in", async () => {
  assert.equal((await bkrepo.ask("GET", "auth/api/user/unknown/route/here")).status, 404);
  assert.equal((await bkrepo.ask("PATCH", LIST)).status, 404);
  assert.equal((await bkrepo.ask("GET", "unknown", { as: WRONG })).status, 401);
});

test("a token logs in like the password, until it is deleted", async () => {
  await createAccount(bkrepo);
  const { data } = await bkrepo.ask("POST", "auth/api/user/token/u1/ci", { as: U1 });
  const { name, id } = data as { name: string; id: string };
  assert.equal(name, "ci");
  assert.equal(await bkrepo.login("u1", id), true);
  assert.equal(await bkrepo.login("u1", U1.password), true);
  assert.equal(await bkrepo.login("admin", id), false);
  assert.equal((await bkrepo.ask("DELETE", "auth/api/user/token/u1/ci")).data, true);
  assert.equal(await bkrepo.login("u1", id), false);
});

test("a token's value is shown once and not kept", async () => {
  await createAccount(bkrepo);
  const { data } = await bkrepo.ask("POST", "auth/api/user/token/u1/ci");
  const { id } = data as { id: string };
  const lists = [
    await bkrepo.ask("GET", "auth/api/user/list/token/u1"),
    await bkrepo.ask("GET", "auth/api/user/detail/u1"),
    bkrepo.store.user("u1"),
  ];
  for (const list of lists) {
    assert.match(JSON.stringify(list), /"ci"/);
    assert.equal(JSON.stringify(list).includes(id), false);
  }
});

test("a second token of one name is code 250219, one for nobody 250202", async () => {
  await bkrepo.ask("POST", "auth/api/user/token/admin/ci");
  assert.deepEqual(verdict(await bkrepo.ask("POST", "auth/api/user/token/admin/ci")), [400, 250219]);
  assert.deepEqual(verdict(await bkrepo.ask("POST", "auth/api/user/token/nobody/ci")), [400, 250202]);
});

test("calls are recorded with path, query, user and status, and no password", async () => {
  await askBkrepo(bkrepo.endpoint, "GET", `${LIST}?names=x`, { as: bkrepo.admin });
  await askBkrepo(bkrepo.endpoint, "GET", LIST, { as: WRONG });
  await askBkrepo(bkrepo.endpoint, "GET", "generic/actuator/info");
  assert.deepEqual(bkrepo.calls, [
    { method: "GET", path: `/${LIST}?names=x`, user: "admin", status: 200 },
    { method: "GET", path: `/${LIST}`, user: "admin", status: 401 },
    { method: "GET", path: "/generic/actuator/info", user: "", status: 200 },
  ]);
});

test("what a test asks aside is not recorded", async () => {
  await bkrepo.login("admin", "x");
  await bkrepo.ask("GET", LIST);
  assert.deepEqual(bkrepo.calls, []);
});
