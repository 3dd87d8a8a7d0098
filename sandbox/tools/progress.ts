/** What is being obtained, and which of how many it is. */
export interface Step {
  readonly position: number;
  readonly total: number;
  readonly name: string;
  /** How long a build usually takes, in seconds. */
  readonly usualSeconds: number;
}

/** Where progress goes: standard error, because standard output may be read by a shell. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const NAME_WIDTH = "kube-controller-manager".length;
const ERASE_LINE = "\r\u001b[K";

/** A number of seconds as minutes and seconds: `1:05`. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The line of a step that is under way or over: `[2/9] etcd  building … 0:20 of usually 0:41`. */
export function progressLine(step: Step, text: string): string {
  return `[${step.position}/${step.total}] ${step.name.padEnd(NAME_WIDTH)}  ${text}`;
}

/**
 * Shows a step while `work` is under way. `work` is given a function that names its present activity
 * (`building`) and answers with what was done in the end (`built`). On a terminal the line is kept up to
 * date in place; elsewhere a line is printed per activity and one at the end.
 */
export async function showProgress(
  step: Step,
  work: (activity: (text: string) => void) => Promise<string>,
  screen: Screen = process.stderr,
): Promise<void> {
  const started = Date.now();
  const elapsed = (): string => clock((Date.now() - started) / 1000);
  const usually = clock(step.usualSeconds);
  let activity = "";
  const redraw = (): void => {
    screen.write(ERASE_LINE + progressLine(step, `${activity} … ${elapsed()} of usually ${usually}`));
  };
  const timer = screen.isTTY ? setInterval(redraw, 1000) : undefined;
  try {
    const done = await work((text) => {
      activity = text;
      if (screen.isTTY) redraw();
      else screen.write(`${progressLine(step, `${activity} … usually ${usually}`)}\n`);
    });
    screen.write(`${screen.isTTY ? ERASE_LINE : ""}${progressLine(step, `${done} in ${elapsed()}`)}\n`);
  } catch (error) {
    if (screen.isTTY) screen.write("\n");
    throw error;
  } finally {
    clearInterval(timer);
  }
}
