import type { SeenEvent } from "./finding.ts";
import type { ClusterEvent } from "./objects.ts";

/** How many events of one finding are kept. */
const LAST = 5;

/** The last events about these things, oldest first; those that differ in a generated name only count as one. */
export function eventsAbout(
  events: readonly ClusterEvent[],
  isAbout: (kind: string, name: string) => boolean,
): SeenEvent[] {
  const seen = new Map<string, SeenEvent>();
  const sorted = events
    .filter(({ involvedObject: { kind = "", name = "" } }) => isAbout(kind, name))
    .sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  for (const { reason = "", message = "", count, series } of sorted) {
    const text = message.replace("(combined from similar events): ", "");
    const key = `${reason} ${text.replaceAll(/"[^"]*"/g, "")}`;
    const times = (seen.get(key)?.count ?? 0) + (series?.count ?? count ?? 1);
    // Entered anew, so that the last to happen is the last of the map.
    seen.delete(key);
    seen.set(key, { reason, message: text, count: times });
  }
  return [...seen.values()].slice(-LAST);
}

function timeOf({ series, lastTimestamp, eventTime, metadata }: ClusterEvent): string {
  return series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? "";
}
