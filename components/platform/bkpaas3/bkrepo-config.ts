import type { BkrepoInput, BkrepoPasswords } from "../bkrepo-input.ts";

/**
 * Nobody, as chart bkpaas3 has to be told: two quote characters. It writes name and password unquoted into a shell's command,
 * where nothing at all would be a missing argument, and a missing value is `admin` and `blueking`, its defaults.
 */
const NOBODY = "''";

/**
 * `global.bkrepoConfig` of chart bkpaas3 0.1.3. The platform's own command makes no accounts where no administrator is given.
 * `initEnabled` stays true all the same: its command is run whatever it says.
 */
export function bkpaas3BkrepoConfig<Text>(bkrepo: BkrepoInput, passwords: BkrepoPasswords<Text>) {
  return {
    initEnabled: true,
    endpoint: bkrepo.endpoint,
    adminUsername: bkrepo.adminUser ?? NOBODY,
    adminPassword: passwords.admin ?? NOBODY,
    bkpaas3Project: bkrepo.project,
    bkpaas3Username: bkrepo.platformUser,
    bkpaas3Password: passwords.platform,
    addonsProject: bkrepo.addonsProject,
    addonsUsername: bkrepo.addonsUser,
    addonsPassword: passwords.addons,
    lesscodeUsername: bkrepo.lesscodeUser,
    lesscodePassword: passwords.lesscode,
    ...(bkrepo.dockerRegistry !== undefined && { dockerRegistryAddr: bkrepo.dockerRegistry }),
  };
}
