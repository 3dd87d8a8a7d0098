import type { Changes } from "../../../provider/protocol/diff.ts";
import type { Checked, Provider, Resource } from "../../../provider/protocol/provider.ts";
import type { Properties } from "../../../provider/protocol/value.ts";
import { type Connection, connect } from "./connection.ts";
import type { Kind } from "./object.ts";
import { ReleaseResource } from "./release/release.ts";
import { ObjectResource } from "./resource.ts";
import { type Settings, checkSettings, compareSettings, readSettings } from "./settings.ts";

/** The sandbox's stand-in for the official kubernetes plugin; it refuses every cluster but one on this machine. */
export class KubernetesProvider implements Provider {
  readonly name = "kubernetes";
  readonly version = "4.34.2+sandbox";
  #configured: { connection: Connection; settings: Settings } | undefined;

  checkConfig(inputs: Properties): Checked {
    return checkSettings(inputs);
  }

  compareConfig(before: Properties, after: Properties): Changes {
    return compareSettings(before, after);
  }

  configure(properties: Properties): void {
    const settings = readSettings(properties);
    this.#configured = { settings, connection: connect(settings) };
  }

  resource(type: string): Resource | undefined {
    const { connection, settings } = this.#get();
    if (type === "kubernetes:helm.sh/v3:Release") return new ReleaseResource(() => connection);
    const kind = kindOfType(type);
    return kind && new ObjectResource(kind, connection, settings);
  }

  #get(): { connection: Connection; settings: Settings } {
    if (this.#configured) return this.#configured;
    throw new Error("the kubernetes provider is used before it is configured");
  }
}

/** The kind behind `kubernetes:core/v1:Secret`; Patch and List resources are kinds of the SDK's only. */
function kindOfType(type: string): Kind | undefined {
  const [, group, version, kind] = /^kubernetes:([^:/]+)\/([^:/]+):(\w+)$/.exec(type) ?? [];
  if (group === undefined || version === undefined || kind === undefined) return undefined;
  if (/(?:Patch|List)$/.test(kind)) return undefined;
  return { apiVersion: group === "core" ? version : `${group}/${version}`, kind };
}
