import * as z from "zod";
import { BKREPO_USERS } from "./bkrepo-users.ts";
import { type FieldFacts, flag, httpUrl, pattern, text, whole } from "./fields.ts";
import { account } from "./storage/account.ts";
import { tls } from "./storage/existing.ts";

/** Servers of 2022 take no longer names, and the install guide of paas-stack (step 2) none that begin with a digit. */
function project(about: FieldFacts) {
  const rule = "must begin with a letter or _, then letters, digits, - and _; 2 to 32 characters";
  return pattern(about, /^[A-Za-z_][\w-]{1,31}$/, rule).default(about.example);
}

function user(about: FieldFacts) {
  const rule =
    "must begin with a letter, digit or _, then letters, digits, -, _, @ and .; 2 to 100 characters";
  return pattern(about, /^\w[\w.@-]{1,99}$/, rule).default(about.example);
}

/** What the platform is told in every mode. */
const common = {
  endpoint: httpUrl({ doc: "Gateway address of bkrepo.", example: "http://bkrepo.example.com" }),
  project: project({ doc: "bkrepo project of the platform.", example: "bkpaas" }),
  addonsProject: project({
    doc: "bkrepo project in which svc-bkrepo makes repositories for applications.",
    example: "bksaas-addons",
  }),
  users: z
    .strictObject({
      platform: user({ doc: "The platform's account.", example: BKREPO_USERS.platform }),
      addons: user({ doc: "Account by which svc-bkrepo makes repositories.", example: BKREPO_USERS.addons }),
      lesscode: user({ doc: "Account by which LessCode writes to npm.", example: BKREPO_USERS.lesscode }),
    })
    .prefault({}),
  dockerRegistry: pattern(
    {
      doc: "Docker registry of bkrepo; docker.<domain> where the gateway is bkrepo.<domain>.",
      example: "docker.example.com:80",
    },
    /^(\[[0-9a-f:]+\]|[a-z0-9.-]+):\d{1,5}$/i,
    "must be host:port, without a scheme",
  ).optional(),
};

const administrator = account("the bkrepo administrator", "admin");

/** This program makes, or checks, what the platform needs. */
const provided = {
  ...common,
  provisioning: z.literal("provider").optional(),
  tls: tls.optional(),
  tenantId: text({ doc: "Tenant on a multi-tenant bkrepo.", example: "system" }).optional(),
  dockerPublic: flag(
    "The repository docker may be read by everybody, as platforms before 2025-04 made it.",
  ).default(false),
  timeoutSeconds: whole(
    { doc: "How long to wait for one answer of bkrepo.", example: "15" },
    1,
    600,
  ).optional(),
  totalSeconds: whole(
    { doc: "How long one resource of bkrepo may take, with all repetitions.", example: "120" },
    1,
    3600,
  ).optional(),
};

/** Section `bkrepo`: where it is, and who makes the platform's projects, repositories and accounts in it. */
export const bkrepo = z.discriminatedUnion("provisioning", [
  z.discriminatedUnion("ownership", [
    z.strictObject({
      ...provided,
      ownership: z.literal(["create", "take"]).optional(),
      admin: administrator,
    }),
    // Accounts of others log in for themselves; only projects and repositories are looked at by an administrator.
    z.strictObject({ ...provided, ownership: z.literal("read"), admin: administrator.optional() }),
  ]),
  z.strictObject({ ...common, provisioning: z.literal("platform"), admin: administrator }),
  z.strictObject({ ...common, provisioning: z.literal("none") }),
]);

/** The section as read. */
export type BkrepoSettings = z.output<typeof bkrepo>;

/** The section where this program makes, or checks, what the platform needs. */
export type ProvidedBkrepo = Extract<BkrepoSettings, { provisioning?: "provider" | undefined }>;

/** Whether this program makes, or checks, what the platform needs. */
export function isProvided(settings: BkrepoSettings): settings is ProvidedBkrepo {
  return settings.provisioning === undefined || settings.provisioning === "provider";
}

/** Whether the accounts are another's, so that only he can say their passwords. */
export function areAccountsOfOthers(settings: BkrepoSettings): boolean {
  return isProvided(settings) ? settings.ownership === "read" : settings.provisioning === "none";
}

/** By what the platform names a project: a multi-tenant bkrepo puts the tenant before its name. */
export function projectIdOf(settings: BkrepoSettings, name: string): string {
  return isProvided(settings) && settings.tenantId !== undefined ? `${settings.tenantId}.${name}` : name;
}

/** The docker registry as `host:port`; undefined where nobody says it. Its gateway tells it from the rest by the host's name. */
export function dockerRegistryOf(settings: BkrepoSettings, domain: string): string | undefined {
  const { hostname, port, protocol } = new URL(settings.endpoint);
  if (settings.dockerRegistry !== undefined || hostname !== `bkrepo.${domain}`)
    return settings.dockerRegistry;
  return `docker.${domain}:${port || (protocol === "https:" ? "443" : "80")}`;
}
