import assert from "node:assert/strict";
import { test } from "node:test";
import { dockerConfig } from "../../../components/platform/registry.ts";

test("nodes find the account under the registry's host, whatever path images are below", () => {
  const config = JSON.parse(dockerConfig("hub.example.com:5000/blueking/paas", "puller", "pass:word")) as {
    auths: Record<string, { username: string; password: string; auth: string }>;
  };
  assert.deepEqual(Object.keys(config.auths), ["hub.example.com:5000"]);
  const account = config.auths["hub.example.com:5000"];
  assert.deepEqual([account?.username, account?.password], ["puller", "pass:word"]);
  assert.equal(Buffer.from(account?.auth ?? "", "base64").toString(), "puller:pass:word");
});
