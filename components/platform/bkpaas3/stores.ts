import { bareHost, hostInAddress, splitEndpoint } from "../../../config/host.ts";
import type { Bkpaas3Input, Bkpaas3SecretValues, Rewrite } from "./input.ts";
import type { DatabaseServer } from "../input.ts";
import { dynaconfText, insideQuotes, withQuotes } from "../retyping.ts";

/** For a variable of apiserver or workloads that the chart writes between quotes. */
export function forDynaconf(text: string): string {
  return insideQuotes(dynaconfText(text));
}

/** `externalDatabase.<name>` of a module, whose reader wants texts in the given form. */
export function databaseValues<Text>(
  server: DatabaseServer,
  account: { readonly user: string; readonly password: Text; readonly name: string },
  form: (text: string) => string,
  rewrite: Rewrite<Text>,
) {
  return {
    host: form(bareHost(server.host)),
    port: server.port,
    user: form(account.user),
    password: rewrite(account.password, form),
    name: form(account.name),
  };
}

/**
 * `externalRedis.default` of apiserver or workloads. The chart puts the password into an address as it is, so it is
 * percent-encoded here; what belongs to the Sentinels it writes without quotes.
 */
export function redisValues<Text>(
  { redis, redisMaster }: Bkpaas3Input<Text>,
  { redisPassword, sentinelPassword }: Bkpaas3SecretValues<Text>,
  database: number,
  rewrite: Rewrite<Text>,
) {
  const unquoted = (text: string): string => withQuotes(dynaconfText(text));
  const sentinels = redis.sentinels?.map(splitEndpoint);
  return {
    host: hostInAddress(redis.host),
    port: redis.port,
    db: database,
    auth: { password: redisPassword === undefined ? "" : rewrite(redisPassword, encodeURIComponent) },
    sentinel: {
      enabled: sentinels !== undefined,
      ...(sentinels?.[0] && {
        port: sentinels[0].port,
        hosts: sentinels.map(({ host }) => hostInAddress(host)),
        master: unquoted(redisMaster ?? ""),
      }),
      password: sentinelPassword === undefined ? withQuotes("") : rewrite(sentinelPassword, unquoted),
    },
  };
}

/** `externalRabbitMQ.default` of svc-rabbitmq. */
export function rabbitmqValues<Text>(
  { rabbitmq: { host, port, apiPort, admin } }: Bkpaas3Input<Text>,
  { rabbitmqPassword }: Bkpaas3SecretValues<Text>,
  rewrite: Rewrite<Text>,
) {
  return {
    host,
    port,
    apiPort,
    admin: insideQuotes(admin),
    password: rewrite(rabbitmqPassword, insideQuotes),
  };
}
