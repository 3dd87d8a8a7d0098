import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { type Platform, readPlatform } from "../../../contract/reader/index.js";
import { SECRET_OUTPUTS, stacks } from "./stacks.ts";

/** What an Output comes to. */
async function valueOf<Value>(output: pulumi.Output<Value>): Promise<Value> {
  const promise: unknown = Reflect.get(output, "promise");
  assert.ok(typeof promise === "function");
  return (await Reflect.apply(promise, output, [])) as Value;
}

const production = (): Platform => readPlatform(pulumi, "organization/bkpaas/production");

describe("the reader with the real SDK", () => {
  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ inputs }) => {
        const { name } = inputs as { name: string };
        const outputs = stacks(pulumi.secret)[name];
        return { id: name, state: { name, outputs, secretOutputNames: SECRET_OUTPUTS } };
      },
      call: () => ({}),
    });
  });

  it("hands out a secret as a secret, and what lies beside it in clear", async () => {
    const password = production().require("mysql.plan.password");
    assert.equal(await valueOf(password), "of-plan");
    assert.equal(await pulumi.isSecret(password), true);
    const host = production().require("mysql.plan.host");
    assert.equal(await valueOf(host), "apps-db.example.com");
    assert.equal(await pulumi.isSecret(host), false);
  });

  it("keeps a map with a secret within secret, and reads below it by the names of the configuration", async () => {
    const clusters = production().require("appClusters");
    assert.equal(await pulumi.isSecret(clusters), true);
    assert.deepEqual(Object.keys(await valueOf(clusters)), ["east"]);
    const namespace = production().require("appClusters.east.namespace");
    assert.equal(await valueOf(namespace), "blueking");
    assert.equal(await pulumi.isSecret(namespace), false);
    assert.equal(await pulumi.isSecret(production().require("appClusters.east.login.token")), true);
  });

  it("takes a reference that the consumer has", async () => {
    const reference = new pulumi.StackReference("mine", { name: "organization/bkpaas/production" });
    assert.equal(await valueOf(readPlatform(pulumi, reference).require("mysql.port")), 3306);
  });

  it("uses four names of the SDK and no more", async () => {
    const { RunError, StackReference, secret: keep, unsecret } = pulumi;
    const platform = readPlatform(
      { RunError, StackReference, secret: keep, unsecret },
      "organization/bkpaas/production",
    );
    assert.equal(await valueOf(platform.require("namespace")), "paas-system");
  });

  it("shows no secret when what it hands out is printed", async () => {
    const platform = production();
    const outputs = [platform.require("mysql.plan.password"), platform.require("keys")];
    await Promise.all(outputs.map((output: pulumi.Output<unknown>) => valueOf(output)));
    const shown = [platform, ...outputs].map((each) => inspect(each, { depth: null, showHidden: true }));
    const texts = [...shown, ...outputs.map(String), JSON.stringify([platform, ...outputs])];
    assert.doesNotMatch(texts.join(), /of-plan|of-jwt/);
  });

  it("reads what is not secret without the passphrase", async () => {
    const encrypted = readPlatform(pulumi, "organization/bkpaas/encrypted");
    assert.equal(await valueOf(encrypted.require("mysql.host")), "db.example.com");
    assert.equal(await valueOf(encrypted.require("appClusters.east.namespace")), "blueking");
    assert.deepEqual(await valueOf(encrypted.require("appClusters.east.nodeSelector")), {});
  });
});
