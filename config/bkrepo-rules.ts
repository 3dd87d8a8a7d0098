import { type BkrepoSettings, areAccountsOfOthers, isProvided } from "./bkrepo.ts";
import { bareHost, splitEndpoint } from "./host.ts";
import { type Problem, removeCommand, setCommand } from "./problem.ts";
import type { Settings } from "./schema.ts";
import type { KeyName } from "./secrets/catalogue.ts";
import { givenValue } from "./secrets/keys.ts";

/** The rules of section `bkrepo` alone. */
export const bkrepoRules: readonly ((settings: Settings) => readonly Problem[])[] = [
  tlsNeedsHttps,
  projectsDiffer,
  usersDiffer,
  registryHasAHostOfItsOwn,
];

function tlsNeedsHttps({ bkrepo }: Settings): Problem[] {
  if (!isProvided(bkrepo) || !bkrepo.tls || bkrepo.endpoint.startsWith("https:")) return [];
  const fix = removeCommand("bkrepo.tls");
  return [{ key: "bkrepo.tls", rule: "is for https: the endpoint is an http address", fix }];
}

/** Applications would find their repositories among the platform's. */
function projectsDiffer({ bkrepo }: Settings): Problem[] {
  if (bkrepo.project !== bkrepo.addonsProject) return [];
  const [key, fallback] =
    bkrepo.addonsProject === "bksaas-addons"
      ? ["bkrepo.project", "bkpaas"]
      : ["bkrepo.addonsProject", "bksaas-addons"];
  const rule = `is ${bkrepo.project}, as is the other project: applications would share the platform's`;
  return [{ key, rule, fix: setCommand(key, fallback, false) }];
}

/** An account of the platform that is another's too would get his rights, or lose its password to him. */
function usersDiffer({ bkrepo }: Settings): Problem[] {
  const taken = new Map([[administratorOf(bkrepo), "bkrepo.admin.user"]]);
  return Object.entries(bkrepo.users).flatMap(([role, name]) => {
    const key = `bkrepo.users.${role}`;
    const other = taken.get(name);
    taken.set(name, other ?? key);
    if (other === undefined) return [];
    return [{ key, rule: `must differ from ${other}, which is ${name} too`, fix: removeCommand(key) }];
  });
}

function administratorOf(bkrepo: BkrepoSettings): string | undefined {
  return "admin" in bkrepo ? bkrepo.admin?.user : undefined;
}

/** bkrepo's gateway tells docker from the rest by the name of the host (`gateway.dockerHost` of its chart). */
function registryHasAHostOfItsOwn({ bkrepo }: Settings): Problem[] {
  if (bkrepo.dockerRegistry === undefined) return [];
  const { host } = splitEndpoint(bkrepo.dockerRegistry);
  if (bareHost(host).toLowerCase() !== bareHost(new URL(bkrepo.endpoint).hostname)) return [];
  const key = "bkrepo.dockerRegistry";
  return [
    {
      key,
      rule: `must have another host than the gateway, ${host}: by the host's name the gateway tells docker from the rest`,
      fix: setCommand(key, "docker.example.com:80", false),
    },
  ];
}

const PASSWORDS: readonly KeyName[] = ["bkrepoPlatform", "bkrepoAddons", "bkrepoLesscode"];

/** A generated password would be right nowhere. */
export function passwordsOfOthersAreGiven({ bkrepo, keys }: Settings): Problem[] {
  if (!areAccountsOfOthers(bkrepo)) return [];
  return PASSWORDS.filter((name) => givenValue(keys[name]) === undefined).map((name) => ({
    key: `keys.${name}`,
    rule: "must be given: the accounts in bkrepo are made by somebody else, and only he knows their passwords",
    fix:
      `${setCommand(`keys.${name}.source`, "given", false)} && ` + setCommand(`keys.${name}.value`, "", true),
  }));
}
