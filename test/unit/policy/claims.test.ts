import assert from "node:assert/strict";
import { test } from "node:test";
import alias from "@pulumi/pulumi/proto/alias_pb.js";
import resource from "@pulumi/pulumi/proto/resource_pb.js";
import { claimsOf } from "../../../policy/claims.ts";
import { graphOf } from "../../golden/graph.ts";
import { RecordingMonitor } from "../../support/recording-monitor.ts";

test("a resource answers to its own identity and to those of its aliases", () => {
  const claims = claimsOf({ "a:B:C::new": { aliases: ["a:B:C::old"] } });
  assert.deepEqual([...claims], ["a:B:C::new", "a:B:C::old"]);
});

test("children answer to what they were called below a renamed parent", () => {
  const claims = claimsOf({
    "app:New::keys": { aliases: ["app:Old::secrets"] },
    "app:New$random:Password::keys-jwt": { parent: "app:New::keys" },
    "app:New$random:Password::salt": { parent: "app:New::keys" },
  });
  assert.ok(claims.has("app:Old$random:Password::secrets-jwt"));
  assert.ok(claims.has("app:Old$random:Password::salt"));
});

test("a recorded alias says in full what the resource was called", () => {
  const stack = "urn:pulumi:dev::bkpaas::pulumi:pulumi:Stack::bkpaas-dev";
  const component = "urn:pulumi:dev::bkpaas::app:Keys::keys";
  const aliases = [
    new alias.Alias().setUrn("urn:pulumi:dev::bkpaas::app:Old$random:Password::a"),
    new alias.Alias().setSpec(new alias.Alias.Spec().setName("b")),
    new alias.Alias().setSpec(new alias.Alias.Spec().setType("random:Other")),
    new alias.Alias().setSpec(new alias.Alias.Spec().setNoparent(true)),
    new alias.Alias().setSpec(new alias.Alias.Spec().setParenturn(stack).setName("c")),
  ];
  const request = new resource.RegisterResourceRequest()
    .setType("random:Password")
    .setName("jwt")
    .setParent(component)
    .setAliasesList(aliases);
  const monitor = new RecordingMonitor("bkpaas", "dev");
  monitor.registrations.push({ urn: `${component}$random:Password::jwt`, inputs: {}, request });
  const { resources } = graphOf(monitor) as { resources: Record<string, { aliases: string[] }> };
  assert.deepEqual(Object.values(resources)[0]?.aliases, [
    "app:Old$random:Password::a",
    "app:Keys$random:Password::b",
    "app:Keys$random:Other::jwt",
    "random:Password::jwt",
    "random:Password::c",
  ]);
});
