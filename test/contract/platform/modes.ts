import type { BkrepoSettings } from "../../../config/bkrepo.ts";
import type { BkrepoInput, BkrepoPasswords } from "../../../components/platform/bkrepo-input.ts";

/** Who makes the accounts. */
export type Mode = NonNullable<BkrepoSettings["provisioning"]>;

export const MODES: readonly Mode[] = ["provider", "platform", "none"];

export const ADMIN = { user: "the-administrator", password: "word-of-the-administrator" };

/** What charts are told of bkrepo in a mode. */
export function toldIn(mode: Mode): { input: BkrepoInput; passwords: BkrepoPasswords<string> } {
  return {
    input: {
      endpoint: "http://bkrepo.example.com",
      project: "bkpaas",
      addonsProject: "addons-of-staging",
      dockerRegistry: "docker.example.com:80",
      ...(mode === "platform" && { adminUser: ADMIN.user }),
      platformUser: "bkpaas3",
      addonsUser: "bksaas-addons",
      lesscodeUser: "bklesscode",
    },
    passwords: {
      ...(mode === "platform" && { admin: ADMIN.password }),
      platform: "Aa1_.,@%+=/-p",
      addons: "Aa1_.,@%+=/-a",
      lesscode: "Aa1_.,@%+=/-l",
    },
  };
}
