import { isHidden } from "../hidden.ts";
import { isObject } from "../leaves.ts";
import { isRelease } from "../places.ts";
import type { Rule, Step, Violation } from "../steps.ts";

const NAME = "image-tag";

/** What an image without a version is tomorrow, nobody knows today. */
export const imageTag: Rule = {
  name: NAME,
  description: "Every image has a tag other than `latest`, or a digest.",
  needs: "resource",
  check: (steps) => steps.flatMap(violations),
};

function violations(step: Step): Violation[] {
  if (!step.type.startsWith("kubernetes:")) return [];
  const { inputs = {} } = step.new ?? {};
  const places = isRelease(step) ? imagesOf(inputs.values, "values") : imagesOf(inputs.spec, "spec");
  return places
    .filter(({ reference }) => !isHidden(reference) && !isPinned(reference))
    .map(({ path }) => ({
      rule: NAME,
      urn: step.urn,
      message: `${path}: the image has no tag, or the tag latest. Name a version, or a digest.`,
    }));
}

interface ImagePlace {
  readonly path: string;
  readonly reference: string;
}

/** Images anywhere in a value: `image: <text>`, or what charts write in parts. */
function imagesOf(value: unknown, path: string): ImagePlace[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => imagesOf(item, `${path}[${index}]`));
  }
  if (!isObject(value)) return [];
  if (typeof value.repository === "string" && isImage(path, value)) {
    return [{ path, reference: inOneText(value.repository, value) }];
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const place = `${path}.${key}`;
    return key === "image" && typeof item === "string" && item !== ""
      ? [{ path: place, reference: item }]
      : imagesOf(item, place);
  });
}

/** Other things have repositories too: Git sources, charts. */
function isImage(path: string, value: Readonly<Record<string, unknown>>): boolean {
  return /image$/i.test(path) || "tag" in value || "pullPolicy" in value;
}

function inOneText(repository: string, { tag, digest }: Readonly<Record<string, unknown>>): string {
  if (typeof tag === "string" && isHidden(tag)) return tag;
  if (isHidden(repository)) return repository;
  if (typeof digest === "string" && digest !== "") return `${repository}@${digest}`;
  return typeof tag === "string" || typeof tag === "number" ? `${repository}:${tag}` : repository;
}

function isPinned(reference: string): boolean {
  if (reference.includes("@")) return true;
  const [, tag = ""] = /:([^:/]*)$/.exec(reference) ?? [];
  return tag !== "" && tag !== "latest";
}
