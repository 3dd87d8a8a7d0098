// Keeps every rule of policy/; setting `breaks` names the one to break, with `planted` as the value that gives nothing away.
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { ComponentResource, Config, Stash, secret } from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword.js";

const config = new Config();
const breaks = config.get("breaks") ?? "";
const planted = config.get("planted") ?? "";
/** A key that is there before the rest is previewed. */
const inUse = config.get("inUse") ?? "";

const length = config.getNumber("length") ?? 24;
/** Type of the parent and name of a key of the ledger. */
const [parentType, name] = [config.require("parentType"), config.require("name")];
const parent = new ComponentResource(parentType, "keys");
const key = config.getBoolean("withoutKey") ? undefined : new RandomPassword(name, { length }, { parent });
const called = config.get("called") ?? "key-in-use";
const aliases = called === "key-in-use" ? [] : [{ name: "key-in-use" }];
new Stash(called, { input: secret(inUse) }, { aliases });
/** The output of the stack, where it has one. */
export const greeting = config.get("greeting");
const adopted = config.get("adopted");
if (adopted !== undefined) new Stash("adopted-key-in-use", { input: secret(adopted) });

if (config.getBoolean("objects") ?? false) {
  const options = { provider: new Provider("kubernetes", { kubeconfig: config.require("kubeconfig") }) };
  const metadata = (name: string) => ({ name, namespace: "default" });
  const labels = { app: "web" };

  const image = breaks === "image-tag" ? "sample:latest" : "sample:1";
  const template = { metadata: { labels }, spec: { containers: [{ name: "web", image }] } };
  new Deployment(
    "web",
    { metadata: metadata("web"), spec: { selector: { matchLabels: labels }, template } },
    options,
  );

  const jwtKey = breaks === "published-default" ? planted : (key?.result ?? "");
  new Secret("secret", { metadata: metadata("secret"), stringData: { JWT_KEY: jwtKey } }, options);

  const settings =
    breaks === "generated-secret" ? Buffer.from(`key=${inUse}`).toString("base64") : "level=info";
  new ConfigMap("settings", { metadata: metadata("settings"), data: { settings } }, options);

  const values = breaks === "plaintext-secret" ? { password: planted } : {};
  new Release("release", { name: "release", namespace: "default", chart: "./chart", values }, options);
}
