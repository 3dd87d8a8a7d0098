import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answeredNames, apiGatewayValues, hostAliasesOf, resolvableNames } from "../../../config/names.ts";
import { parsedWith, settingsWith } from "../../support/configuration.ts";

const DOMAIN = "paas.example.com";
const BKPAAS3 = {
  generation: "bkpaas3",
  bkpaas3: { chart: { from: "archive", path: "./bkpaas3.tgz", version: "0.1.3" } },
};

const below = (names: readonly string[]): string[] => names.map((name) => `${name}.${DOMAIN}`).sort();
const bkrepo = {
  endpoint: `http://bkrepo.${DOMAIN}`,
  admin: { user: "admin", password: "s3cret" },
};

describe("names that must resolve", () => {
  it("are those of the install guide, for pods and for browsers", () => {
    const { cluster, browsers } = resolvableNames(settingsWith({ bkrepo }));
    assert.deepEqual(
      cluster.toSorted(),
      below(["bkpaas", "paas", "bkapi", "bkssm", "bkiam", "cmdb", "job", "bkrepo", "docker"]),
    );
    assert.deepEqual(
      browsers.toSorted(),
      below(["bkpaas", "paas", "apigw", "docs-apigw", "bkiam", "cmdb", "job", "lesscode"]),
    );
  });

  it("are those of BlueKing 7's install documents for bkpaas3", () => {
    const { cluster, browsers } = resolvableNames(settingsWith({ bkrepo, platform: BKPAAS3 }));
    const documented = ["bkrepo", "docker", "bkapi", "bkpaas", "bkiam-api", "bkiam", "apps"];
    const later = ["bknodeman", "job", "jobapi", "bcs"];
    assert.deepEqual(cluster.toSorted(), [...below([...documented, ...later]), DOMAIN].sort());
    for (const name of below(["bkuser", "apigw", "cmdb"])) assert.ok(browsers.includes(name), name);
  });

  it("follow each address, stand once, and are neither addresses nor hold a placeholder", () => {
    const overrides = {
      paas2: "http://10.0.0.7",
      login: "https://sso.example.net/login",
      componentApi: "http://[fd00::7]",
      apiTemplate: "http://{api_name}.example.net",
    };
    const { cluster } = resolvableNames(settingsWith({ bkrepo, addresses: { overrides } }));
    assert.ok(cluster.includes("sso.example.net"));
    assert.equal(new Set(cluster).size, cluster.length);
    assert.ok(cluster.every((name) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name) && !/^[\d.]+$/.test(name)));
  });
});

describe("dns", () => {
  const aliases = [{ ip: "10.0.0.10", hostnames: [`cmdb.${DOMAIN}`] }];

  it("none answers nothing, and pods get the aliases that are configured", () => {
    const settings = settingsWith({ platform: { hostAliases: aliases } });
    assert.deepEqual(answeredNames(settings), []);
    assert.deepEqual(hostAliasesOf(settings), aliases);
    assert.equal(apiGatewayValues(settings), undefined);
  });

  it("coredns answers what pods need below the domain, nothing elsewhere, and adds no alias", () => {
    const dns = { mode: "coredns", target: "ingress-nginx/controller" };
    const overrides = { login: "https://sso.example.net/login" };
    const settings = settingsWith({ bkrepo, addresses: { dns, overrides } });
    const own = resolvableNames(settings).cluster.filter((name) => name !== "sso.example.net");
    assert.deepEqual(answeredNames(settings), own);
    assert.deepEqual(hostAliasesOf(settings), []);
    const names = [`bkpaas.${DOMAIN}`];
    assert.deepEqual(answeredNames(settingsWith({ addresses: { dns: { ...dns, names } } })), names);
  });

  it("hostAliases gives pods one entry for each address; what is configured goes before", () => {
    const names = [`bkpaas.${DOMAIN}`, `cmdb.${DOMAIN}`];
    const dns = { mode: "hostAliases", ip: "10.0.0.10", names };
    const settings = settingsWith({ addresses: { dns }, platform: { hostAliases: aliases } });
    assert.deepEqual(hostAliasesOf(settings), [
      { ip: "10.0.0.10", hostnames: [`cmdb.${DOMAIN}`, `bkpaas.${DOMAIN}`] },
    ]);
    const elsewhere = settingsWith({
      addresses: { dns: { ...dns, ip: "10.0.0.11" } },
      platform: { hostAliases: aliases },
    });
    assert.deepEqual(hostAliasesOf(elsewhere), [
      ...aliases,
      { ip: "10.0.0.11", hostnames: [`bkpaas.${DOMAIN}`] },
    ]);
  });

  it("hostAliases gives bk-apigateway the name of the platform's page", () => {
    const dns = { mode: "hostAliases", ip: "10.0.0.10" };
    const overrides = { paas3: "http://paas3.example.net" };
    assert.deepEqual(apiGatewayValues(settingsWith({ addresses: { dns, overrides } })), {
      global: { HostAliases: [{ ip: "10.0.0.10", hostnames: ["paas3.example.net"] }] },
    });
  });

  it("refuses a target that is none, a name that is none, and what belongs to another mode", () => {
    const refused = {
      target: { mode: "coredns", target: "controller" },
      ip: { mode: "hostAliases", ip: "ingress.example.com" },
      names: { mode: "coredns", target: "10.0.0.1", names: ["*.paas.example.com"] },
      configMap: { mode: "hostAliases", ip: "10.0.0.1", configMap: "coredns" },
    };
    for (const [key, dns] of Object.entries(refused)) {
      const parsed = parsedWith({ addresses: { dns } });
      assert.ok(!parsed.ok && parsed.problems[0]?.key.startsWith(`addresses.dns.${key}`), key);
    }
  });
});
