import type { AppAccountSettings } from "../../config/app-account.ts";
import { APP_CODE } from "./application.ts";

/** What is left to a person, in order. */
export function appAccountSteps({ mode }: AppAccountSettings, byHand: boolean): readonly string[] {
  if (mode === "bkauth") {
    return [
      "Merge appAccount.values.bkauth into the values of bkauth and appAccount.values.bkApigateway into those of " +
        "bk-apigateway, whose list Helm replaces as a whole: keep the codes in it. Then upgrade both.",
      `After a change of keys.appSecret wait the ten minutes of bk-auth's synchronisation, then remove the old secret of ${APP_CODE} there.`,
    ];
  }
  if (mode === "manual") {
    return [
      `Enter ${APP_CODE} with keys.appSecret in PaaS 2.0 (table esb_app_account) or in bk-auth (accessKeys).`,
      `Exempt ${APP_CODE} from user authentication: in PaaS 2.0 add it to the wlist of user_auth::skip_user_auth, ` +
        "without a space before it; in bk-apigateway to bkEsb.userVerificationExemptedApps.",
    ];
  }
  return byHand ? ["Let the administrator of PaaS 2.0's database run appAccount.sql."] : [];
}
