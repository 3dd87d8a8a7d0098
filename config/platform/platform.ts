import * as z from "zod";
import { choice, flag, httpUrl, label, objectName, text, whole } from "../fields.ts";
import { chartVersion, ownOrOtherChart, publishedChart } from "./chart.ts";
import { hostAliases } from "./host-aliases.ts";
import { installOnlyHookNames } from "./install-only.ts";
import { presetNames } from "./presets.ts";

/** Values of one's own for a chart, merged as Helm does: lists replace, null takes a default away. */
const overlay = z.record(z.string(), z.unknown()).default({});

function release(name: string, chart: typeof ownOrOtherChart) {
  return z
    .strictObject({
      name: label({ doc: "Name of the Helm release.", example: name }).default(name),
      chart,
      values: overlay,
    })
    .prefault({});
}

/** What every generation of charts is told. */
const common = {
  timeoutMinutes: whole(
    { doc: "How long one release may take to be installed or upgraded, in minutes.", example: "30" },
    1,
    240,
  ).default(30),
  preset: choice(
    { doc: "Replicas, resources and disruption budgets of the processes.", example: "production" },
    presetNames,
  ).default("small"),
  replicas: whole(
    { doc: "Replicas of each process, instead of the preset's.", example: "2" },
    1,
    20,
  ).optional(),
  recovery: choice(
    {
      doc: "initialise runs what runs at a first install only once more, after a first install that failed; refused where data exist.",
      example: "initialise",
    },
    ["none", "initialise"],
  ).default("none"),
  recoveryEmpty: z
    .array(
      choice(
        {
          doc: "Hooks whose tables were found empty by hand, for recovery where this machine can't ask the database.",
          example: "workloads.on-initial-fixtures",
        },
        installOnlyHookNames,
      ),
    )
    .default([]),
  iam: flag("Whether BlueKing's IAM is there; without it rights are not asked for.").default(true),
  pullSecrets: z
    .array(objectName({ doc: "Secret in the namespace by which nodes pull images.", example: "registry" }))
    .default([]),
  clusterDomain: text({ doc: "DNS domain of the cluster's Services.", example: "cluster.local" }).default(
    "cluster.local",
  ),
  hostAliases,
  proxy: z
    .strictObject({
      http: httpUrl({ doc: "Proxy for http.", example: "http://proxy.example.com:3128" }).optional(),
      https: httpUrl({ doc: "Proxy for https.", example: "http://proxy.example.com:3128" }).optional(),
      except: z
        .array(text({ doc: "Host or domain reached without the proxy.", example: ".svc" }))
        .default([]),
    })
    .optional(),
  packages: z
    .strictObject({
      pipIndexUrl: httpUrl({
        doc: "Index of Python packages for builds.",
        example: "https://pypi.example.com/simple",
      }).optional(),
      pipExtraIndexUrl: httpUrl({
        doc: "Second index of Python packages for builds.",
        example: "https://pypi2.example.com/simple",
      }).optional(),
      npmRegistry: httpUrl({
        doc: "Registry of Node.js packages for builds.",
        example: "https://npm.example.com",
      }).optional(),
    })
    .prefault({}),
};

/** The two charts of the install guide. */
const paasStackGeneration = z.strictObject({
  ...common,
  generation: z.literal("paas-stack").optional(),
  paasStack: release("bk-paas3", ownOrOtherChart),
  bkServices: release("bk-services", ownOrOtherChart),
});

/** The umbrella chart that followed them. */
const bkpaas3Generation = z.strictObject({
  ...common,
  generation: z.literal("bkpaas3"),
  bkpaas3: z.strictObject({
    name: label({ doc: "Name of the Helm release.", example: "bk-paas" }).default("bk-paas"),
    chart: publishedChart,
    migrateFrom: chartVersion(
      "Deployed version that is uninstalled for the configured one, where no upgrade leads there; databases and keys stay.",
    ).optional(),
    values: overlay,
  }),
});

/** Section `platform`: which charts run the PaaS, how large, and with what around them. */
export const platform = z
  .discriminatedUnion("generation", [paasStackGeneration, bkpaas3Generation])
  .prefault({});

/** The section as read. */
export type PlatformSettings = z.output<typeof platform>;

/** The section with the two charts of the install guide. */
export type PaasStackSettings = Exclude<PlatformSettings, { generation: "bkpaas3" }>;

/** The section with the umbrella chart. */
export type Bkpaas3Settings = Extract<PlatformSettings, { generation: "bkpaas3" }>;

/** Which generation of charts an environment runs. */
export function isBkpaas3(settings: PlatformSettings): settings is Bkpaas3Settings {
  return settings.generation === "bkpaas3";
}

/** The version whose release this run may uninstall for the configured one; undefined where nobody asked for that. */
export function migratesFrom(settings: PlatformSettings): string | undefined {
  return isBkpaas3(settings) ? settings.bkpaas3.migrateFrom : undefined;
}
