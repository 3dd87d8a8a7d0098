import * as pulumi from "@pulumi/pulumi";
import { type KeyName, keyOf } from "../../config/secrets/catalogue.ts";
import { fingerprintOf } from "../../config/secrets/fingerprint.ts";

/** An immutable key as the configuration wants it. */
export interface WantedKey {
  readonly name: KeyName;
  readonly value: pulumi.Output<string>;
  /** Salt of the fingerprints. */
  readonly salt: pulumi.Output<string>;
  /** Fingerprints of the keys it is meant to replace, oldest first. */
  readonly replaces: readonly string[];
}

/**
 * Keeps an immutable key in the state as it was when it first came into use, and lets no other take its place, from
 * whichever source: what it encrypted would be lost. A key that was replaced on purpose stays in the state too.
 * @returns the wanted key, once it is known to be the one in use
 * @throws pulumi.RunError, in a preview already, when another key is wanted and the one in use is not named in `replaces`
 */
export function keyInUse(wanted: WantedKey, parent: pulumi.Resource): pulumi.Output<string> {
  const { name, value, salt, replaces } = wanted;
  const { resource } = keyOf(name);
  const kept = ["", ...replaces.map((fingerprint) => `-${fingerprint}`)].map((suffix) =>
    keptFrom(`${resource}-in-use${suffix}`, value, parent),
  );
  return pulumi.secret(
    pulumi.all([value, salt, pulumi.all(kept)]).apply(([now, opened, before]) => {
      const fingerprint = (key: string): string => fingerprintOf(opened, name, key);
      const held = before.find((key, place) => key !== now && fingerprint(key) !== replaces[place]);
      if (held !== undefined) throw refusal(name, fingerprint(held), fingerprint(now), replaces.length);
      return now;
    }),
  );
}

/** A Stash puts out what was put into it first, whatever it is given later. */
function keptFrom(
  name: string,
  value: pulumi.Output<string>,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const stash = new pulumi.Stash(name, { input: value }, { parent, protect: true, ignoreChanges: ["input"] });
  return stash.output as pulumi.Output<string>;
}

function refusal(name: KeyName, inUse: string, wanted: string, place: number): pulumi.RunError {
  const { change } = keyOf(name);
  const lost = change.kind === "immutable" ? change.destroys.en : "";
  return new pulumi.RunError(
    `bkpaas:keys.${name} would change: ${inUse} is in use, ${wanted} is wanted. With the key in use would be lost ${lost}.\n` +
      `  Nothing was changed. Bring bkpaas:keys.${name} back as it was.\n` +
      "  Only if all that may be lost, name the key that is given up:\n" +
      `      pulumi config set --path 'keys.${name}.replaces[${place}]' ${inUse}`,
  );
}
