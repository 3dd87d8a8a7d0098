import { type ImageName, entryOf, isRuntime } from "../../config/images/table.ts";
import { setCommand } from "../../config/problem.ts";
import type { Finding } from "./check.ts";

/** What is wrong with the images that could not be had, as lines, and once behind them what to do; none where all are there. */
export function reportOf(findings: readonly Finding[]): string[] {
  const missing = findings.filter(({ answer }) => answer.presence !== "present");
  return [...Map.groupBy(missing, remedyFor)].flatMap(([remedy, alike]) => [
    ...alike.map(({ reference, answer }) => `${answer.presence}  ${reference}  (${answer.detail})`),
    `    ${remedy}`,
  ]);
}

function remedyFor(finding: Finding): string {
  switch (finding.answer.presence) {
    case "absent":
      return absenceRemedy(finding);
    case "refused":
      return refusalRemedy(finding);
    default:
      return (
        `Check bkpaas:images.${placeOf(finding)} and the way from this machine: a proxy is HTTPS_PROXY with ` +
        "NODE_USE_ENV_PROXY=1, an authority of your own NODE_EXTRA_CA_CERTS=<file>, a registry without TLS " +
        "PLAIN_HTTP=<host:port>."
      );
  }
}

function absenceRemedy({ name, reference }: Finding): string {
  const what = reference.includes("@") ? "digest" : "tag";
  return `Copy it there, or name the ${what} that is there: ${commandFor(what, name)}`;
}

/** The command that gives an image another tag or digest. */
export function commandFor(what: "tag" | "digest", name: ImageName): string {
  // A name with a dot stands in brackets.
  const field = name.includes(".") ? `["${name}"]` : `.${name}`;
  return setCommand(`images.${what}s${field}`, what === "tag" ? "your_tag" : "sha256:…", false);
}

/** A registry that hides what it has answers the same for what is not there. */
function refusalRemedy(finding: Finding): string {
  const { name, withAccount } = finding;
  if (isRuntime(name)) {
    return (
      "It is not there, or needs an account, and nodes pull it without one: make it public, or name a registry where it " +
      `is: ${setCommand("images.publicRegistry", "registry.example.com/public", false)}`
    );
  }
  if (withAccount) {
    return "It is not there, or the account of bkpaas:images.credentials may not pull it, or its password is wrong.";
  }
  return placeOf(finding) === "registry"
    ? "It is not there, or needs an account: give one in bkpaas:images.credentials. The check can't use Secrets of the cluster."
    : `It is not there, or needs an account, and pods are given none for it: name a mirror in bkpaas:images.${placeOf(finding)}.`;
}

function placeOf({ name }: Finding): string {
  return entryOf(name).from;
}
