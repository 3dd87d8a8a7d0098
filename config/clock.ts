/** Milliseconds since 1970: for judging what ends by itself. Nothing that is deployed may follow from it. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** The day of a moment, in UTC, for a message. */
export function dayOf(moment: number): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(moment);
}
