// The random resources of the recording, with more of their arguments taken from the configuration.
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { RandomId } from "@pulumi/random/randomId.js";
import { RandomPassword, type RandomPasswordArgs } from "@pulumi/random/randomPassword.js";
import { RandomString } from "@pulumi/random/randomString.js";
import { RandomUuid } from "@pulumi/random/randomUuid.js";

const c = new pulumi.Config();
const more = c.getObject<Partial<RandomPasswordArgs>>("more") ?? {};
const keeper = c.get("keeper");
const keepers = keeper ? { keepers: { generation: keeper } } : {};

const password = new RandomPassword("password", {
  length: Number(c.get("length") ?? 24),
  special: false,
  ...keepers,
  ...more,
});
const bytes = new RandomBytes("bytes", { length: 32, ...keepers });
const text = new RandomString("text", { length: 8, special: false, upper: false, ...keepers });
const uuid = new RandomUuid("uuid", keepers);
const id = new RandomId("id", { byteLength: 4, ...keepers });

export const result = password.result;
export const base64 = bytes.base64;
export const plain = text.result;
export const u = uuid.result;
export const hex = id.hex;
