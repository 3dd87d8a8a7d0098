import * as pulumi from "@pulumi/pulumi";
import { type KeyName, isImmutable, keyOf } from "../../config/secrets/catalogue.ts";
import { fingerprintOf } from "../../config/secrets/fingerprint.ts";
import { formatOf } from "../../config/secrets/formats.ts";
import { type KeySetting, type KeySettings, givenValue } from "../../config/secrets/keys.ts";
import { keyInUse } from "./key-in-use.ts";
import { generatedOnce } from "./password.ts";

/** Keys by name, as far as a stack has them. */
export type Keys = Readonly<Partial<Record<KeyName, pulumi.Output<string>>>>;

/** Makes the keys of a stack from whatever source they have, each for the component that it belongs to, and knows them all. */
export class KeyRing {
  readonly settings: KeySettings;
  readonly #keys: Partial<Record<KeyName, pulumi.Output<string>>> = {};
  readonly #former: Partial<Record<KeyName, readonly pulumi.Output<string>[]>> = {};
  #salt: pulumi.Output<string> | undefined;

  constructor(settings: KeySettings) {
    this.settings = settings;
  }

  /**
   * The key of that name. The random text from which it could be generated is registered from every source, so that a key
   * can go from one source to another without any resource coming or going.
   * @throws Error for a key that the configuration does not ask for
   */
  key(name: KeyName, parent: pulumi.Resource): pulumi.Output<string> {
    const setting = this.settings[name];
    if (!setting) throw new Error(`keys.${name} is not configured`);
    const wanted = this.#wanted(name, setting, parent);
    this.#keys[name] = isImmutable(name) ? this.#unchanged(name, wanted, setting, parent) : wanted;
    // Before a key has come into use, a preview that waited for that would show whatever holds it as changed.
    return pulumi.runtime.isDryRun() ? wanted : this.#keys[name];
  }

  /** What a generated key was before it was rotated, oldest first; it may still stand where this program wrote it. */
  former(name: KeyName): readonly pulumi.Output<string>[] {
    return this.#former[name] ?? [];
  }

  /** Every key made so far. */
  get keys(): Keys {
    return { ...this.#keys };
  }

  /** For each key but the salt a short digest, not secret, by which a preview shows whether it would change. */
  get fingerprints(): Keys {
    const names = Object.keys(this.#keys) as KeyName[];
    return Object.fromEntries(
      names.filter((name) => name !== "fingerprintSalt").map((name) => [name, this.#fingerprint(name)]),
    );
  }

  #wanted(name: KeyName, setting: KeySetting, parent: pulumi.Resource): pulumi.Output<string> {
    const { format, resource } = keyOf(name);
    const { generated } = formatOf(format);
    const editions = !generated
      ? []
      : resourceNames(resource, setting).map((edition) =>
          generatedOnce(edition, generated.recipe, parent).apply(generated.finish),
        );
    const given = givenValue(setting);
    if (given !== undefined) return pulumi.secret(given);
    const newest = editions.pop();
    if (!newest) throw new Error(`keys.${name} can't be generated`);
    this.#former[name] = editions;
    return newest;
  }

  #unchanged(
    name: KeyName,
    value: pulumi.Output<string>,
    setting: KeySetting,
    parent: pulumi.Resource,
  ): pulumi.Output<string> {
    const replaces = "replaces" in setting ? setting.replaces : [];
    if (name === "fingerprintSalt") this.#salt = value;
    return keyInUse({ name, value, salt: this.#saltOf(name), replaces }, parent);
  }

  #fingerprint(name: KeyName): pulumi.Output<string> {
    return pulumi.unsecret(
      pulumi
        .all([this.#saltOf(name), this.#keys[name] ?? ""])
        .apply(([salt, key]) => fingerprintOf(salt, name, key)),
    );
  }

  #saltOf(name: KeyName): pulumi.Output<string> {
    if (!this.#salt) throw new Error(`the salt of the fingerprints is made before keys.${name}`);
    return this.#salt;
  }
}

/** All editions stay registered: a protected value that left the program would stop the update. */
function resourceNames(resource: string, setting: KeySetting): string[] {
  const editions = "edition" in setting ? setting.edition : setting.replaces.length + 1;
  return Array.from({ length: editions }, (_, index) =>
    index === 0 ? resource : `${resource}-${index + 1}`,
  );
}
