/** Seconds as a reader takes them in: whole minutes from two minutes on. */
export function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
