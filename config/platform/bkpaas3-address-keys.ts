import type { Addresses } from "../addresses.ts";

/** The keys of chart bkpaas3 that are addresses, by module, as BlueKing's helmfile fills them. */
export const ADDRESS_KEYS = {
  global: {
    bkApiUrlTmpl: "apiTemplate",
    bkComponentApiUrl: "componentApi",
  },
  apiserver: {
    apigwDashboardUrl: "apiGatewayDashboard",
    bkPaas3Url: "paas3",
    bkPaasUrl: "paas2",
    bkCmdbUrl: "cmdb",
    bkJobUrl: "job",
    bkIamUrl: "iam",
    bkIamApiUrl: "iamApi",
    bkUserUrl: "user",
    bkBcsUrl: "bcs",
    bkMonitorV3Url: "monitor",
    bkNodemanUrl: "nodeman",
    bkLogUrl: "log",
    bkRepoUrl: "repo",
    bkCiUrl: "devops",
    bkCodeccUrl: "codecc",
    bkTurboUrl: "turbo",
    bkPipelineUrl: "pipeline",
    bkLessCodeUrl: "lesscode",
  },
  webfe: {
    bkApigwUrl: "apiGateway",
    bkLessCodeUrl: "lesscode",
    bkPaas3Url: "paas3",
    bkPaasUrl: "paas2",
    bkLoginUrl: "login",
  },
} as const satisfies Record<string, Record<string, keyof Addresses>>;
