import { type ImageSettings, imageOf, referenceOf } from "../../config/images.ts";
import {
  ASSETS_REPOSITORY,
  type BkrepoUpload,
  UPLOAD_IMAGES,
  type UploadSettings,
} from "../../config/uploads.ts";

/** The variables by which every image finds bkrepo and logs in there (install guide, the last part). */
export const BKREPO_VARIABLES = [
  "BKREPO_USERNAME",
  "BKREPO_PASSWORD",
  "BKREPO_ENDPOINT",
  "BKREPO_PROJECT",
] as const;

/** The values of those variables. */
export type BkrepoVariables<Text> = Readonly<Record<(typeof BKREPO_VARIABLES)[number], Text>>;

/** What a container does, whoever starts it; no secret is in it. */
export interface UploadTask {
  readonly image: string;
  /** Instead of what the image would run. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** bkrepo as an upload is told of it. */
export function bkrepoVariables<Text>(bkrepo: {
  readonly endpoint: Text;
  readonly project: Text;
  readonly platform: { readonly user: Text; readonly password: Text };
}): BkrepoVariables<Text> {
  return {
    BKREPO_USERNAME: bkrepo.platform.user,
    BKREPO_PASSWORD: bkrepo.platform.password,
    BKREPO_ENDPOINT: bkrepo.endpoint,
    BKREPO_PROJECT: bkrepo.project,
  };
}

/** What the container of an upload does: install guide, the last part, and for `devops` chart bkpaas3 0.1.3, `extraInitial`. */
export function uploadTask(
  name: BkrepoUpload,
  { stack }: Pick<UploadSettings, "stack">,
  images: ImageSettings,
): UploadTask {
  const image = referenceOf(imageOf(images, UPLOAD_IMAGES[name]));
  switch (name) {
    case "runtimes":
      return { image, command: ["bash"], args: ["runtimes-download.sh"], env: {} };
    case "devops":
      return {
        image,
        command: ["paas-devops"],
        args: uploadOf("buildpacks", `runtimes/${stack}/buildpacks/`),
        env: { STACK: stack, BKREPO_BUCKET: ASSETS_REPOSITORY },
      };
    case "pypi":
    case "npm":
      return { image, env: {} };
  }
}

/** The runtimes from a folder, where bkrepo has no way to the Internet; the folder is mounted at `VENDOR_MOUNT`. */
export function vendorTask(settings: Pick<UploadSettings, "stack">, images: ImageSettings): UploadTask {
  const { image } = uploadTask("runtimes", settings, images);
  const args = ["paas-devops", ...uploadOf("vendor", `runtimes/${settings.stack}/vendor/`)];
  return { image, args, env: {} };
}

/** Where the image looks for the folder of `vendorTask`. */
export const VENDOR_MOUNT = "/data/vendor";

function uploadOf(folder: string, target: string): string[] {
  return ["upload", "-r", "--allow-overwrite", "true", folder, target];
}
