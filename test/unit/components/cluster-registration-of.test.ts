import assert from "node:assert/strict";
import { test } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { clusterId } from "../../../components/cluster/ids.ts";
import { registrationOf } from "../../../components/cluster/registration-of.ts";
import { registration } from "../../../config/clusters/registration.ts";
import { turnedRound } from "../../support/configurations.ts";

const SETTINGS = {
  appRootDomain: "hosts.example.com",
  nodeSelector: { pool: "apps", disk: "fast" },
  features: { INGRESS_USE_REGEX: true, ENABLE_AUTOSCALING: false },
  tolerations: [{ key: "dedicated", operator: "Equal", value: "apps" }],
};

/** The registration as text, for the platform is given the maps in it as text. */
function textOf(settings: unknown): string {
  const { nodeSelector, features, tolerations } = registrationOf(
    { ...z.object(registration).parse(settings), mode: "token" },
    {
      ids: { id: clusterId("east", "example.com"), name: "east" },
      apiServers: ["https://10.0.0.10:6443"],
      login: { by: "token", token: pulumi.output("token") },
      sharedDomain: "example.com",
    },
  );
  return JSON.stringify({ nodeSelector, features, tolerations });
}

test("entries of a stack file that were only moved are no other registration", () => {
  const text = textOf(SETTINGS);
  assert.match(text, /"nodeSelector":\{"disk":"fast","pool":"apps"\}/);
  assert.equal(textOf(turnedRound(SETTINGS)), text);
});
