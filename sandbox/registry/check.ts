import { type ImageName, type ImageSettings, imageOf, referenceOf } from "../../config/images.ts";
import { registryOf, parseReference } from "../../config/images/reference.ts";
import { isRuntime } from "../../config/images/table.ts";
import type { Answer } from "./answer.ts";
import { type Asking, type Login, askManifest } from "./manifest.ts";

/** What became of one image of the list. */
export interface Finding {
  readonly name: ImageName;
  readonly reference: string;
  /** Whether it was asked for with the account of `images.credentials`. */
  readonly withAccount: boolean;
  readonly answer: Answer;
}

/** Asks the registries for images, all at once: without an account for what has to be had without one. */
export async function checkImages(
  settings: ImageSettings,
  names: readonly ImageName[],
  asking: Pick<Asking, "plainHttp" | "timeoutMs">,
): Promise<Finding[]> {
  return Promise.all(
    names.map(async (name) => {
      const reference = referenceOf(imageOf(settings, name));
      const login = loginFor(settings, name, reference);
      const answer = await askManifest(parseReference(reference), { ...asking, login });
      return { name, reference, withAccount: login !== undefined, answer };
    }),
  );
}

/** The account is the registry's own, and is shown to no other. */
function loginFor(settings: ImageSettings, name: ImageName, reference: string): Login | undefined {
  const { credentials, registry } = settings;
  if (!credentials || isRuntime(name)) return undefined;
  if (parseReference(reference).registry !== registryOf(registry)) return undefined;
  return { user: credentials.user, password: credentials.password.reveal() };
}
