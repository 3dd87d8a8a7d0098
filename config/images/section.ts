import * as z from "zod";
import { pattern } from "../fields.ts";
import { account } from "../storage/account.ts";
import { DIGEST_FORM, DOCKER_HUB, PLACE_FORM, TAG_FORM } from "./reference.ts";
import { type ImageName, imageNames, isRuntime } from "./table.ts";

/** Where images of stores come from unless configured: the official ones. */
export const OFFICIAL_IMAGES = `${DOCKER_HUB}/library`;

/** Where images of the platform come from unless configured. */
const OFFICIAL_REGISTRY = "hub.bktencent.com/blueking";

const place = (doc: string, example: string) =>
  pattern(
    { doc, example },
    PLACE_FORM,
    "must be a registry and a path in lower case, such as registry.example.com/blueking, without scheme and trailing /",
  );

const tag = (name: string) =>
  pattern(
    { doc: `Tag of the image ${name}.`, example: "your_tag" },
    TAG_FORM,
    "must be a tag: letters, digits, _, . and -, at most 128; a digest stands in images.digests",
  ).optional();

const digest = (name: string) =>
  pattern(
    { doc: `Digest of the image ${name}, pulled whatever its tag is then.`, example: "sha256:…" },
    DIGEST_FORM,
    "must be sha256: and 64 hexadecimal digits in lower case",
  ).optional();

function byName<Field>(names: readonly ImageName[], field: (name: string) => Field) {
  return Object.fromEntries(names.map((name) => [name, field(name)])) as Record<ImageName, Field>;
}

/**
 * Names of images whose digest may be given. Those of applications may have none: the platform takes all behind the colon
 * for the tag of its copy of them in bkrepo.
 */
const pinnable = imageNames.filter((name) => !isRuntime(name));

/** Section `images`: where images come from, and which of them have another tag than the table's, or a digest. */
export const images = z
  .strictObject({
    registry: place(
      "Registry and path all images of the platform are pulled from.",
      OFFICIAL_REGISTRY,
    ).default(OFFICIAL_REGISTRY),
    publicRegistry: place(
      "Registry and path of the images that applications run from, pulled without an account; images.registry without it.",
      "registry.example.com/public",
    ).optional(),
    storeRegistry: place(
      "Registry and path the images of managed stores are pulled from: the official ones, or a mirror.",
      "registry.example.com/library",
    ).default(OFFICIAL_IMAGES),
    thirdPartyRegistry: place(
      "A mirror that the images of others are pulled from; without it Docker Hub, and docker.elastic.co for filebeat and logstash.",
      "registry.example.com",
    ).optional(),
    credentials: account("the account that pulls the platform's images", "puller").optional(),
    tags: z.strictObject(byName(imageNames, tag)).prefault({}),
    digests: z.strictObject(byName(pinnable, digest)).prefault({}),
  })
  .prefault({});
