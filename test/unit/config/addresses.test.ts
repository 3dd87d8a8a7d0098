import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addressVariables, changedVariables } from "../../../config/address-variables.ts";
import { addressesOf, ingressHostOf } from "../../../config/addresses.ts";
import { parsedWith, settingsWith } from "../../support/configuration.ts";

const domain = "example.com";

/** The addresses of the install guide of paas-stack, step 4, by hand; its cmbd is cmdb. */
const GUIDE = {
  apiserver: {
    BK_PAAS3_URL: "http://bkpaas.example.com",
    BK_PAAS2_URL: "http://paas.example.com",
    BK_SSM_URL: "http://bkssm.example.com",
    BK_IAM_V3_INNER_HOST: "http://bkiam.example.com",
    BK_CC_HOST: "http://cmdb.example.com",
    BK_JOB_HOST: "http://job.example.com",
    BK_API_URL_TMPL: "http://bkapi.example.com/api/{api_name}",
    VALID_CUSTOM_DOMAIN_SUFFIXES: ".example.com",
  },
  webfe: {
    BK_PAAS3_URL: "http://bkpaas.example.com",
    BK_PAAS2_URL: "http://paas.example.com",
    BK_LOGIN_URL: "http://paas.example.com/login",
    BK_COMPONENT_API_URL: "http://paas.example.com",
    BK_APIGW_URL: "http://apigw.example.com",
    BK_APIGW_DOC_URL: "http://docs-apigw.example.com",
    BK_LESSCODE_URL: "http://lesscode.example.com",
  },
};

/** The addresses that BlueKing's helmfile gives bkpaas3 beside or instead of them, by hand. */
const HELMFILE = {
  paas3: "http://bkpaas.example.com",
  paas2: "http://example.com",
  login: "http://example.com/login",
  componentApi: "http://bkapi.example.com",
  apiTemplate: "http://bkapi.example.com/api/{api_name}",
  apiGateway: "http://apigw.example.com",
  apiGatewayDashboard: "http://bkapi.example.com/api/bk-apigateway-inner/prod/",
  iam: "http://bkiam.example.com",
  iamApi: "http://bkiam-api.example.com",
  user: "http://bkuser.example.com",
  cmdb: "http://cmdb.example.com",
  job: "http://job.example.com",
  bcs: "http://bcs.example.com",
  monitor: "http://bkmonitor.example.com",
  log: "http://bklog.example.com",
  nodeman: "http://bknodeman.example.com",
  repo: "http://bkrepo.example.com",
  lesscode: "http://lesscode.example.com",
  devops: "http://devops.example.com",
  codecc: "http://devops.example.com/console/codelib",
  turbo: "http://devops.example.com/console/turbo",
  pipeline: "http://devops.example.com/console/pipeline",
};

function withHttps<Table extends object>(table: Table): Table {
  return JSON.parse(JSON.stringify(table).replaceAll("http:", "https:")) as Table;
}

function addresses(scheme: "http" | "https", overrides = {}, generation?: "bkpaas3") {
  return addressesOf({ domain, addresses: { scheme, overrides }, platform: { generation } });
}

describe("addresses", () => {
  it("reach apiserver and webfe as the guide says, cmdb spelt right", () => {
    assert.deepEqual(addressVariables(domain, addresses("http")), GUIDE);
  });

  it("are all https where that is asked, the placeholder untouched", () => {
    assert.deepEqual(addressVariables(domain, addresses("https")), withHttps(GUIDE));
    assert.doesNotMatch(JSON.stringify(addresses("https")), /http:/);
  });

  it("are those of BlueKing's helmfile for bkpaas3", () => {
    for (const [scheme, table] of [["http", HELMFILE] as const, ["https", withHttps(HELMFILE)] as const]) {
      const found = addresses(scheme, {}, "bkpaas3");
      assert.deepEqual({ ...found, ...table }, found);
      assert.deepEqual(
        Object.keys(found).filter((name) => !(name in table)),
        ["apiGatewayDocs", "ssm"],
      );
    }
  });

  it("can each be another, which changes no other", () => {
    const before = addresses("http");
    for (const name of Object.keys(before)) {
      const other = "https://elsewhere.example.net";
      assert.deepEqual(addresses("http", { [name]: other }), { ...before, [name]: other });
    }
  });

  it("can each be another by the configuration, and no unknown one", () => {
    const names = Object.keys(addresses("http"));
    const given = Object.fromEntries(names.map((name) => [name, exampleOf(name)]));
    const settings = settingsWith({ addresses: { overrides: given } });
    assert.deepEqual(addressesOf(settings), given);
    assert.match(told({ addresses: { overrides: { nowhere: "http://a.example.com" } } }), /nowhere/);
  });

  it("keep to their form: a placeholder, a host for the Ingress, no trailing slash", () => {
    const refused = {
      paas3: ["http://10.0.0.1", "http://bkpaas.example.com/path", "bkpaas.example.com", "http://[::1]"],
      apiTemplate: ["http://bkapi.example.com/api/", "http://bkapi.example.com/api/{name}"],
      login: ["http://paas.example.com/login/"],
      apiGatewayDashboard: ["http://bkapi.example.com/prod"],
    };
    for (const [name, values] of Object.entries(refused)) {
      for (const value of values) {
        assert.match(
          told({ addresses: { overrides: { [name]: value } } }),
          new RegExp(`addresses.overrides.${name}`),
        );
      }
    }
    const hosted = { apiTemplate: "http://{api_name}.example.com" };
    assert.equal(
      addressesOf(settingsWith({ addresses: { overrides: hosted } })).apiTemplate,
      hosted.apiTemplate,
    );
  });
});

describe("changed variables", () => {
  it("are the CMDB's alone where a chart derives the rest", () => {
    for (const scheme of ["http", "https"] as const) {
      assert.deepEqual(changedVariables(domain, scheme, addresses(scheme)), {
        apiserver: { BK_CC_HOST: `${scheme}://cmdb.example.com` },
        webfe: {},
      });
    }
  });

  it("are all that begin with https where the chart derives http", () => {
    const { VALID_CUSTOM_DOMAIN_SUFFIXES, ...apiserver } = withHttps(GUIDE).apiserver;
    assert.equal(VALID_CUSTOM_DOMAIN_SUFFIXES, ".example.com");
    assert.deepEqual(changedVariables(domain, "http", addresses("https")), {
      apiserver,
      webfe: withHttps(GUIDE).webfe,
    });
  });

  it("are those of one address in each module that has it", () => {
    const paas3 = "http://paas3.example.net:8080";
    assert.deepEqual(changedVariables(domain, "http", addresses("http", { paas3 })), {
      apiserver: { BK_PAAS3_URL: paas3, BK_CC_HOST: GUIDE.apiserver.BK_CC_HOST },
      webfe: { BK_PAAS3_URL: paas3 },
    });
  });
});

describe("E12: the Ingress host", () => {
  it("is the host of BK_PAAS3_URL, overridden or not, without its port", () => {
    assert.equal(ingressHostOf(addresses("https")), "bkpaas.example.com");
    assert.equal(
      ingressHostOf(addresses("http", { paas3: "http://paas3.example.net:8080" })),
      "paas3.example.net",
    );
  });
});

describe("a certificate for the Ingresses", () => {
  it("needs https, by the scheme or the page's own address", () => {
    const tlsSecret = "platform-tls";
    assert.match(told({ addresses: { tlsSecret } }), /addresses.tlsSecret needs https/);
    assert.equal(told({ addresses: { tlsSecret, scheme: "https" } }), "");
    assert.match(
      told({ addresses: { tlsSecret, scheme: "https", overrides: { paas3: "http://a.example.com" } } }),
      /http:\/\/a.example.com/,
    );
    assert.equal(told({ addresses: { scheme: "https" } }), "");
  });
});

/** A value that the configuration takes for an address. */
function exampleOf(name: string): string {
  if (name === "apiTemplate") return "https://api.example.net/{api_name}";
  if (name === "apiGatewayDashboard") return "https://api.example.net/prod/";
  return `https://${name.toLowerCase()}.example.net`;
}

/** Problems of a configuration as text; empty where there are none. */
function told(sections: Parameters<typeof parsedWith>[0]): string {
  const parsed = parsedWith(sections);
  return parsed.ok ? "" : parsed.problems.map(({ key, rule }) => `${key} ${rule}`).join("\n");
}
