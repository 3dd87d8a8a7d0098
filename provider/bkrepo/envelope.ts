/** How bkrepo answers: `code` 0 is success. */
export interface Envelope {
  readonly code: number;
  readonly message?: string | null;
  readonly data?: unknown;
  readonly traceId?: string;
}

/** What an answer says; a gateway answers with a page instead, which becomes a failure. */
export function envelopeOf(text: string): Envelope {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && "code" in parsed) return parsed as Envelope;
  } catch {
    // Told with everything else that is not bkrepo's.
  }
  return { code: -1, message: "the answer is not bkrepo's; is this the address of its gateway?" };
}
