import type { KeyName } from "../../config/secrets/catalogue.ts";
import type { ObjectPlace, ValuePlace } from "../../config/secrets/place.ts";
import { PLACES } from "../../config/secrets/places.ts";
import type { Accounts } from "./accounts.ts";
import { partOf } from "./parts.ts";
import { type ReleaseSource, type Sources, at } from "./sources.ts";

/** A key as it stands somewhere. */
export interface Finding {
  /** How a message names the place. */
  readonly place: string;
  readonly value: string;
}

/** What was found of one key. */
export interface Found {
  readonly findings: readonly Finding[];
  /** Places with something that is not this key, and why. */
  readonly others: readonly { readonly place: string; readonly reason: string }[];
  /** Places whose value can't be taken as it is, and why. */
  readonly unreadable: readonly { readonly place: string; readonly reason: string }[];
}

/** What stands at one place, before it is judged. */
interface Entry {
  readonly place: string;
  readonly value: unknown;
  readonly user: unknown;
  readonly part?: ObjectPlace["part"];
}

/** Looks for a key in every place that may hold it. Nothing is found in a place that is empty. */
export function findKey(name: KeyName, sources: Sources, accounts: Accounts): Found {
  const places = PLACES[name] ?? { values: [], objects: [] };
  const entries = [
    ...places.values.flatMap((place) => sources.releases.flatMap((release) => inRelease(place, release))),
    ...places.objects.flatMap((place) => inObjects(place, sources)),
  ];
  const found = {
    findings: [] as Finding[],
    others: [] as { place: string; reason: string }[],
    unreadable: [] as { place: string; reason: string }[],
  };
  for (const entry of entries) judge(entry, accounts[name], found);
  return found;
}

function inRelease(place: ValuePlace, { name, chart, values }: ReleaseSource): Entry[] {
  if (place.chart !== chart) return [];
  const { only } = place;
  if (only && (at(values, only.flag) === true) !== only.is) return [];
  const user = place.user === undefined ? undefined : at(values, place.user);
  return [{ place: `${name}: ${place.path}`, value: at(values, place.path), user }];
}

function inObjects({ kind, object, entry, user, part }: ObjectPlace, { objects }: Sources): Entry[] {
  return objects
    .filter((source) => source.kind === kind && source.name === object)
    .map(({ entries }) => ({
      place: `${kind} ${object}: ${entry}`,
      value: entries[entry],
      user: user === undefined ? undefined : entries[user],
      part,
    }));
}

function judge(
  { place, value, user, part }: Entry,
  account: string | undefined,
  into: { findings: Finding[]; others: Found["others"][number][]; unreadable: Found["unreadable"][number][] },
): void {
  if (value === undefined || value === null || value === "") return;
  if (account !== undefined && typeof user === "string" && user !== "" && user !== account) {
    into.others.push({ place, reason: `is the password of ${user}, not of ${account}` });
    return;
  }
  if (typeof value !== "string") {
    into.unreadable.push({ place, reason: `is a ${typeof value}, not text: put it in quotes there` });
    return;
  }
  const key = partOf(value, part, account);
  if (key !== undefined && key !== "") into.findings.push({ place, value: key });
}
