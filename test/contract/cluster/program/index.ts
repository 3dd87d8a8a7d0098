// One token, one identity, as the file `declared` wants them.
import { readFileSync } from "node:fs";
import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { Declared } from "../declared.ts";

const config = new pulumi.Config();
const checkout = config.require("checkout");
const { BkpaasProvider } = (await import(
  `${checkout}/provider/sdk/provider.ts`
)) as typeof import("../../../../provider/sdk/provider.ts");
const { ServiceAccountToken } = (await import(
  `${checkout}/provider/sdk/cluster/service-account-token.ts`
)) as typeof import("../../../../provider/sdk/cluster/service-account-token.ts");
const { ClusterIdentity } = (await import(
  `${checkout}/components/cluster/identity.ts`
)) as typeof import("../../../../components/cluster/identity.ts");

const declared = JSON.parse(readFileSync(config.require("declared"), "utf8")) as Declared;
const { kubeconfig } = declared;
const provider = new BkpaasProvider("cluster", { kubeconfig });
const token = declared.token && new ServiceAccountToken("token", declared.token, { provider });
const identity =
  declared.identity &&
  new ClusterIdentity("platform", declared.identity, {
    providers: [new Provider("kubernetes", { kubeconfig }), provider],
  });

export const login = identity?.login ?? (token && { by: "token", ca: token.ca, token: token.token });
export const tokenSecret = identity?.tokenSecret ?? token?.marker;
export const expires = token?.expires;
