import { BKREPO_PASSWORD } from "../bkrepo-password.ts";
import { type Problem, setCommand } from "../problem.ts";
import type { Rule } from "../rules.ts";
import type { Settings } from "../schema.ts";
import type { KeyName } from "../secrets/catalogue.ts";
import { givenValue } from "../secrets/keys.ts";
import { servesApplications } from "../storage/rabbitmq.ts";
import { readsAsText } from "../storage/readable.ts";
import { isBkpaas3 } from "./platform.ts";

/**
 * What chart bkpaas3 can't be given so that every reader holds the same text: its templates (0.1.3) write some values without
 * quotes into YAML, a shell, TOML or JSON, and one value to readers of different kinds. Everything else is put into quotes.
 */
export const retypingRules: readonly Rule[] = [
  { reads: ["platform", "bkrepo"], check: ofBkpaas3(bkrepoNames) },
  { reads: ["platform", "bkrepo", "keys"], check: ofBkpaas3(bkrepoPasswords) },
  { reads: ["platform", "bkrepo"], check: ofBkpaas3(bkrepoAdministrator) },
  { reads: ["platform", "bkrepo"], check: ofBkpaas3(bkrepoEndpoint) },
  { reads: ["platform", "keys"], check: ofBkpaas3(signingKeys) },
  { reads: ["platform", "keys"], check: ofBkpaas3(sentryAddress) },
  { reads: ["platform", "rabbitmq"], check: ofBkpaas3(rabbitmqAdministrator) },
];

type Check = Rule["check"];

/** A check for the generation with that chart alone. */
export function ofBkpaas3(check: Check): Check {
  return (settings) => (isBkpaas3(settings.platform) ? check(settings) : []);
}

const YAML_WORD = /^(y|yes|n|no|on|off|true|false|null|~|[+-]?\.(inf|nan))$/i;
const YAML_NUMBER = /^[+-]?[.\d][\d_.e+-]*$/i;
const YAML_BEGIN = /^[,%!@&*|>?#`{[-]/;

/** Whether YAML 1.1 and TOML both read a text without quotes as the text it is. */
export function needsNoQuotes(text: string): boolean {
  return readsAsText(text) && ![YAML_WORD, YAML_NUMBER, YAML_BEGIN].some((form) => form.test(text));
}

const UNQUOTED =
  "must not look like a number, a date, or a word such as yes or null, nor begin with , % ! or @: " +
  "chart bkpaas3 writes it without quotes";

function bkrepoNames({ bkrepo }: Settings): Problem[] {
  const names = {
    project: bkrepo.project,
    addonsProject: bkrepo.addonsProject,
    ...Object.fromEntries(Object.entries(bkrepo.users).map(([role, name]) => [`users.${role}`, name])),
  };
  return Object.entries(names)
    .filter(([, name]) => !needsNoQuotes(name))
    .map(([path]) => problem(`bkrepo.${path}`, UNQUOTED, "bkpaas3"));
}

const BKREPO_KEYS: readonly KeyName[] = ["bkrepoPlatform", "bkrepoAddons", "bkrepoLesscode"];

function bkrepoPasswords({ keys }: Settings): Problem[] {
  return BKREPO_KEYS.filter((name) => {
    const value = givenValue(keys[name]);
    return value !== undefined && !needsNoQuotes(value);
  }).map((name) => problem(`keys.${name}.value`, UNQUOTED));
}

/** The administrator stands in the shell's command where the platform makes the accounts. */
function bkrepoAdministrator({ bkrepo }: Settings): Problem[] {
  if (bkrepo.provisioning !== "platform") return [];
  const { user, password } = bkrepo.admin;
  const isSound = (text: string, form: RegExp): boolean => form.test(text) && needsNoQuotes(text);
  return [
    ...(isSound(user, /^\w[\w.@-]*$/)
      ? []
      : [
          problem(
            "bkrepo.admin.user",
            `must consist of letters, digits and _ . @ -, and ${UNQUOTED}`,
            "admin",
          ),
        ]),
    ...(isSound(password.reveal(), BKREPO_PASSWORD.form)
      ? []
      : [problem("bkrepo.admin.password", `must ${BKREPO_PASSWORD.rule.en}; and ${UNQUOTED}`)]),
  ];
}

/** It stands in TOML between single quotes, and in JSON between double ones. */
function bkrepoEndpoint({ bkrepo: { endpoint } }: Settings): Problem[] {
  if (!/['"\\]/.test(endpoint)) return [];
  const rule = "must not hold quotes or \\: chart bkpaas3 writes it between quotes of both kinds";
  return [problem("bkrepo.endpoint", rule, "http://bkrepo.example.com")];
}

/** apiserver reads the JWT key as TOML, the add-on services as it is; a leading $ is another variable's name to those. */
function signingKeys({ keys }: Settings): Problem[] {
  const rule =
    "must not look like a number, a date or a list, nor begin with $ or @: its readers in chart bkpaas3 take that for something else";
  return [
    ...(isReadAs(givenValue(keys.jwt), readsAsText) ? [] : [problem("keys.jwt.value", rule)]),
    ...(isReadAs(givenValue(keys.svcRabbitmqDjango), isNoReference)
      ? []
      : [problem("keys.svcRabbitmqDjango.value", NO_REFERENCE)]),
  ];
}

function sentryAddress({ keys }: Settings): Problem[] {
  const isQuotable = (address: string): boolean => !address.includes("'");
  const rule = "must not hold ': chart bkpaas3 writes it between such quotes";
  return isReadAs(givenValue(keys.sentryDsn), isQuotable) ? [] : [problem("keys.sentryDsn.value", rule)];
}

const NO_REFERENCE = "must not begin with $: svc-rabbitmq takes that for the name of another variable";

function rabbitmqAdministrator({ rabbitmq }: Settings): Problem[] {
  const server = servesApplications(rabbitmq);
  if (server.mode !== "existing") return [];
  const section = rabbitmq.addons ? "rabbitmq.addons" : "rabbitmq";
  const texts =
    server.provisioning === "none"
      ? { "admin.user": server.admin.user, "admin.password": server.admin.password.reveal() }
      : { "serviceAdmin.user": server.serviceAdmin.user };
  return Object.entries(texts)
    .filter(([, text]) => !isNoReference(text))
    .map(([path]) =>
      problem(`${section}.${path}`, NO_REFERENCE, path.endsWith("user") ? "admin" : undefined),
    );
}

function isNoReference(text: string): boolean {
  return !text.startsWith("$");
}

function isReadAs(text: string | undefined, form: (text: string) => boolean): boolean {
  return text === undefined || form(text);
}

/** A problem with a name, whose example is given, or with a secret. */
function problem(key: string, rule: string, example?: string): Problem {
  return { key, rule, fix: setCommand(key, example ?? "", example === undefined) };
}
