// One block of a Corefile, as the file `declared` wants it.
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Declared } from "../declared.ts";

const config = new pulumi.Config();
const sdk = `${config.require("checkout")}/provider/sdk`;
const { BkpaasProvider } = (await import(
  `${sdk}/provider.ts`
)) as typeof import("../../../../provider/sdk/provider.ts");
const { CorefileBlock } = (await import(
  `${sdk}/dns/corefile-block.ts`
)) as typeof import("../../../../provider/sdk/dns/corefile-block.ts");

const { kubeconfig, block } = JSON.parse(readFileSync(config.require("declared"), "utf8")) as Declared;
const provider = new BkpaasProvider("cluster", { kubeconfig });
if (block) new CorefileBlock("names", block, { provider });
