/** A part of a configuration. */
export interface Part {
  readonly [key: string]: string | number | boolean | Part;
}

/**
 * What the example of a production environment sets: stores that exist, on servers of their own where applications use them
 * too. All other keys stand in it as comments.
 */
export const PRODUCTION: Part = {
  domain: "paas.example.com",
  addresses: { scheme: "https", ingressClass: "nginx", tlsSecret: "platform-tls", dns: { mode: "none" } },
  namespace: "paas-system",
  kubernetes: { context: "production" },
  mysql: {
    mode: "existing",
    host: "db.example.com",
    provisioning: "job",
    admin: { user: "root" },
    accountHost: "10.244.%",
    addons: { mode: "existing", host: "apps-db.example.com", provisioning: "job", admin: { user: "root" } },
  },
  redis: { mode: "existing", host: "redis.example.com" },
  rabbitmq: {
    mode: "existing",
    host: "mq.example.com",
    admin: { user: "admin" },
    addons: { mode: "existing", host: "apps-mq.example.com", admin: { user: "admin" } },
  },
  elasticsearch: { mode: "existing", host: "es.example.com", account: { user: "elastic" } },
  bkrepo: { endpoint: "https://bkrepo.example.com", admin: { user: "admin" } },
  appAccount: { mode: "manual" },
  images: { registry: "hub.bktencent.com/blueking" },
  platform: { preset: "production", timeoutMinutes: 60 },
};

/** Secrets that the example has set, beside those that stand below what it sets and may not be left out. */
export const SECRETS: ReadonlySet<string> = new Set(["redis.password"]);
