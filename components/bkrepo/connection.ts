import type { ProvidedBkrepo } from "../../config/bkrepo.ts";
import type { BkpaasProviderArgs } from "../../provider/sdk/provider.ts";
import { account } from "../secrets/given.ts";

/** Settings of the provider `bkpaas` for this bkrepo; its defaults stand for what is not configured. */
export function connectionOf(settings: ProvidedBkrepo): BkpaasProviderArgs {
  const { endpoint, tls, tenantId, timeoutSeconds, totalSeconds } = settings;
  const admin = settings.admin && account(settings.admin);
  return {
    endpoint,
    username: admin?.user,
    password: admin?.password,
    ...(tls && { ca: tls.ca, verify: tls.verify === "full" }),
    tenantId,
    timeoutSeconds,
    totalSeconds,
  };
}
