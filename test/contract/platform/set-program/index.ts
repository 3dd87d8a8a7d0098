// The component Bkrepo alone, with the sections that the file `sections` holds: a file, because passwords have no place in
// plain configuration.
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";

const config = new pulumi.Config();
const checkout = config.require("checkout");
const { Bkrepo } = (await import(
  `${checkout}/components/bkrepo/bkrepo.ts`
)) as typeof import("../../../../components/bkrepo/bkrepo.ts");
const { connectionOf } = (await import(
  `${checkout}/components/bkrepo/connection.ts`
)) as typeof import("../../../../components/bkrepo/connection.ts");
const { KeyRing } = (await import(
  `${checkout}/components/secrets/key-ring.ts`
)) as typeof import("../../../../components/secrets/key-ring.ts");
const { isProvided } = (await import(
  `${checkout}/config/bkrepo.ts`
)) as typeof import("../../../../config/bkrepo.ts");
const { BkpaasProvider } = (await import(
  `${checkout}/provider/sdk/provider.ts`
)) as typeof import("../../../../provider/sdk/provider.ts");
const { settingsWith } = (await import(
  `${checkout}/test/support/configuration.ts`
)) as typeof import("../../../support/configuration.ts");

const sections = JSON.parse(readFileSync(config.require("sections"), "utf8")) as Parameters<
  typeof settingsWith
>[0];
const { domain, keys, bkrepo: settings } = settingsWith(sections);
const random = new RandomProvider("random");
const servers = isProvided(settings) ? [new BkpaasProvider("bkrepo", connectionOf(settings))] : [];
const bkrepo = new Bkrepo(
  "bkrepo",
  { settings, domain, keys: new KeyRing(keys) },
  { providers: [random, ...servers] },
);

export const { platform, addons, lesscode } = bkrepo;
