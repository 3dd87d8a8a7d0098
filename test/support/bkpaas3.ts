import type { Bkpaas3Input, Bkpaas3SecretValues } from "../../components/platform/bkpaas3/input.ts";
import { addressesOf } from "../../config/addresses.ts";
import { platformInput, platformSecrets } from "./platform.ts";

/** An environment with generation bkpaas3; a test changes what it is about. */
export const bkpaas3Input: Bkpaas3Input<string> = {
  ...platformInput,
  addresses: addressesOf({
    domain: "paas.example.com",
    addresses: { scheme: "http", overrides: {} },
    platform: { generation: "bkpaas3" },
  }),
  redis: {
    host: "redis.example.com",
    port: 6380,
    tls: undefined,
    databases: { platform: 10, workloadsTasks: 11 },
  },
  indexPrefixes: { app: "logs_app", ingress: "logs_ingress" },
  hasBkAuth: true,
};

/** Its secrets, told apart by their texts. */
export const bkpaas3Secrets: Bkpaas3SecretValues<string> = {
  ...platformSecrets,
  redisPassword: "password-redis",
  elasticsearchHosts: "[{host='es.example.com', port='9200', http_auth='reader:password-es'}]",
};

/** The chart whose templates are public. */
export const BKPAAS3 = { chart: "bkpaas3", version: "0.1.3" };
