import type { Settings } from "../../config/schema.ts";
import { prepare } from "../prepare.ts";
import { checkImages } from "../registry/check.ts";
import { imageList, linesOf } from "../registry/list.ts";
import { reportOf } from "../registry/report.ts";
import { settingsOf } from "../stack/configured.ts";
import { type Target, stackOf } from "../stack/target.ts";

/** How long a registry may take for one answer. */
const TIMEOUT_MS = 20_000;

/**
 * Prints the images that a stack pulls, one reference a line, as they are to be copied into a mirror; with `CHECK=1` asks
 * their registries for each instead. `PLAIN_HTTP=<host:port>,…` names registries without TLS, to which the account of
 * `images.credentials` goes unencrypted.
 * @returns 1 where an image is absent, refused or its registry unreachable
 */
export async function images(target: Target): Promise<number> {
  if (target.kind === "dev") await prepare();
  const settings = await settingsOf(target);
  if (process.env.CHECK === "1") return check(settings, stackOf(target));
  for (const line of linesOf(imageList(settings), settings)) console.log(line);
  return 0;
}

async function check(settings: Settings, stack: string): Promise<number> {
  const plainHttp = new Set((process.env.PLAIN_HTTP ?? "").split(",").filter((registry) => registry !== ""));
  const { names, unknown } = imageList(settings);
  const findings = await checkImages(settings.images, names, { plainHttp, timeoutMs: TIMEOUT_MS });
  const report = reportOf(findings);
  for (const line of [...report, ...unknown]) console.log(line);
  const there = findings.filter(({ answer }) => answer.presence === "present").length;
  console.log(`${there} of ${findings.length} images of stack ${stack} can be pulled.`);
  return report.length === 0 ? 0 : 1;
}
