import { keyOf } from "../../config/secrets/catalogue.ts";
import { requiredActions } from "../../config/platform/versions.ts";
import { contentOf, losesContent } from "./content.ts";
import { nameOf } from "../identity.ts";
import { changedKeys } from "./keys.ts";
import { isRefused } from "./protection.ts";
import type { LeafChange, Report, ResourceChange, Shown } from "../model.ts";
import { isRelease } from "../release.ts";

/** What the steps follow from. */
export type Facts = Pick<
  Report,
  "stack" | "changes" | "releases" | "objects" | "sql" | "findings" | "outputs" | "errors"
>;

/**
 * What nobody but a person can do, in the order in which it is done: first what stops the run or is to be read, then what
 * comes before the run, then what comes after it.
 */
export function byHand(facts: Facts): string[] {
  return [
    ...stop(facts),
    ...mend(facts),
    ...read(facts),
    ...chartSteps(facts, "before"),
    ...unprotect(facts),
    ...backUp(facts),
    ...mirror(facts),
    ...statements(facts),
    ...startAnew(facts),
    ...chartSteps(facts, "after"),
    ...handOver(facts),
    ...cleanUp(facts),
    ...newSteps(facts.outputs),
  ];
}

function mend({ findings, errors }: Facts): string[] {
  const rules = new Set(findings.map(({ rule }) => rule).filter((rule) => rule !== "warning"));
  return [
    ...(errors.length > 0 ? ["Mend what made the preview fail, and report again."] : []),
    ...[...rules].map((rule) => `Mend what breaks the rule ${rule}: until then \`make up\` refuses.`),
    ...(findings.some(({ rule }) => rule === "warning") ? ["Read the warnings of the program above."] : []),
  ];
}

function read({ releases }: Facts): string[] {
  return releases.flatMap(({ name, notRendered }) =>
    notRendered === undefined
      ? []
      : [`Read the values of release ${name} below: its objects were not compared.`],
  );
}

/** What BlueKing's guides ask for around a step from one version of a chart to the next. */
function chartSteps({ changes }: Facts, when: "before" | "after"): string[] {
  return changes
    .filter(({ id }) => isRelease(id))
    .flatMap((change) => {
      const chart = nameOf(change.id).replace(/-release$/, "");
      const [from, to] = [versionOf(change.old), versionOf(change.new)];
      if (from === undefined || to === undefined) return [];
      const actions = requiredActions({ chart, version: from }, { chart, version: to });
      return actions.filter((action) => action.when === when).map(({ what }) => what.en);
    });
}

function versionOf(resource: ResourceChange["old"]): string | undefined {
  const version = resource?.inputs.version;
  return typeof version === "string" ? version : undefined;
}

function unprotect({ changes, stack }: Facts): string[] {
  return changes
    .filter(isRefused)
    .map(
      ({ id, was }) =>
        `The run stops at ${nameOf(id)}, which is protected. If it really is to go: \`pulumi state unprotect --stack ${stack} '${urnOf(was ?? id, stack)}'\``,
    );
}

/** The name of a resource for the engine; its stack is called there without its organization and project. */
function urnOf(id: string, stack: string): string {
  return `urn:pulumi:${stack.slice(stack.lastIndexOf("/") + 1)}::bkpaas::${id}`;
}

function backUp({ changes }: Facts): string[] {
  return changes.flatMap((change) => {
    const { id, effect, old } = change;
    const isLost = losesContent(change) && (effect === "delete" || old?.retainOnDelete !== true);
    return isLost
      ? [`Take a backup of the ${contentOf(change) ?? ""} ${realName(id, old)}: it is removed.`]
      : [];
  });
}

/** What has left the stack and stays: somebody has to know. */
function cleanUp({ changes }: Facts): string[] {
  return changes.flatMap((change) => {
    const { id, effect, old } = change;
    const kind = contentOf(change);
    const stays = effect === "forget" || (effect === "replace" && old?.retainOnDelete === true);
    return kind === undefined || !stays
      ? []
      : [
          `The ${kind} ${realName(id, old)} stays where it is: move its data or remove it there, nobody else will.`,
        ];
  });
}

/** The name that the thing has, not that of its resource. */
function realName(id: string, resource: ResourceChange["old"]): string {
  const { name, metadata } = resource?.inputs ?? {};
  if (typeof name === "string") return name;
  const own =
    typeof metadata === "object" && metadata !== null && !Array.isArray(metadata) ? metadata.name : "";
  return typeof own === "string" && own !== "" ? own : nameOf(id);
}

function mirror({ releases, objects, stack }: Facts): string[] {
  const images = [...releases.flatMap((release) => release.objects), ...objects].flatMap(
    (object) => object.images,
  );
  const used = new Set(images.flatMap(({ old }) => old ?? []));
  const added = new Set(images.flatMap((image) => image.new ?? []).filter((image) => !used.has(image)));
  if (added.size === 0) return [];
  return [
    `Where images come from a mirror, bring ${[...added].map(quoted).join(", ")} there: \`make images STACK=${stack} CHECK=1\``,
  ];
}

/** As code, where it can stand there. */
function quoted(text: string): string {
  return text.includes("`") ? text : `\`${text}\``;
}

function statements({ sql, outputs, stack }: Facts): string[] {
  const told = sql
    .filter(({ by, statements }) => by === "person" && statements.some((line) => !line.startsWith("--")))
    .map(
      ({ server }) =>
        `The administrator of MySQL server ${server} runs the statements below, before the run. \`make sql STACK=${stack}\` writes them with their passwords.`,
    );
  // Such as the database of PaaS 2.0, of which no resource tells that it is to be created too.
  const untold = outputs
    .flatMap(({ path, new: now }) => (now ? (/^mysql\.sql\.(\w+)$/.exec(path)?.[1] ?? []) : []))
    .filter((role) => !sql.some(({ server, by }) => server === role && by === "person"))
    .map(
      (server) =>
        `The administrator of MySQL server ${server} runs its statements again, before the run: they are others now. \`make sql STACK=${stack}\` writes them.`,
    );
  return [...told, ...untold];
}

/** Pods that go on with what was before the run. */
function startAnew({ releases }: Facts): string[] {
  const alike = Map.groupBy(
    releases.flatMap(({ kept }) => kept),
    ({ namespace, sources }) => [namespace, ...sources].join(),
  );
  return [...alike.values()].map((some) => {
    const [{ namespace, sources } = { namespace: "", sources: [] }] = some;
    const names = some.map(({ kind, name }) => `${kind} ${name}`).join(", ");
    if (sources.length === 0) {
      return `After the run delete the pods of ${names} in ${namespace} one by one: by the strategy OnDelete they stay as they are until then.`;
    }
    const workloads = some.map(({ kind, name }) => `${kind.toLowerCase()}/${name}`).join(" ");
    const read = sources.map((source) => source.replace(/\/.*\//, " ")).join(", ");
    return `After the run start the pods of ${names} anew, which read ${read} only when they start: \`kubectl --namespace ${namespace} rollout restart ${workloads}\``;
  });
}

/** Data that is lost with a key which never changes. */
function stop({ outputs }: Facts): string[] {
  return changedKeys(outputs).flatMap((name) => {
    const { change } = keyOf(name);
    return change.kind === "immutable"
      ? [`Stop: key ${name} would get another value. Lost with the old one: ${change.destroys.en}.`]
      : [];
  });
}

function handOver({ outputs }: Facts): string[] {
  return changedKeys(outputs).flatMap((name) => {
    const { change, held } = keyOf(name);
    if (change.kind === "immutable") return [];
    const after = change.after ? ` ${change.after.en}` : "";
    return [`Key ${name} gets another value, held by ${held.en}.${after}`];
  });
}

/** Lines of the output nextSteps that were not there before, in its order. */
function newSteps(outputs: readonly LeafChange[]): string[] {
  const steps = outputs
    .flatMap((leaf) => {
      const [, index] = /^nextSteps\[(\d+)\]$/.exec(leaf.path) ?? [];
      return index === undefined ? [] : [{ ...leaf, index: Number(index) }];
    })
    .sort((a, b) => a.index - b.index);
  const before = new Set(steps.map(({ old }) => textOf(old)));
  return steps.map((leaf) => textOf(leaf.new)).filter((text) => text !== "" && !before.has(text));
}

function textOf(shown: Shown | undefined): string {
  return shown?.kind === "plain" ? shown.text : "";
}
