import { Secret, UNKNOWN } from "../../../provider/protocol/value.ts";
import { generated } from "./generated.ts";
import { drawFor, importedSettings, textFailures, textSettings } from "./text.ts";

/** The id of every RandomPassword: ids are not secret, so it cannot be the value. */
const ID = "none";

/** A secret text. Imported by its value. */
export const randomPassword = generated({
  settings: textSettings,
  failures: textFailures,
  draw: (settings) => ({ id: ID, outputs: { id: ID, result: new Secret(drawFor(settings)) } }),
  undrawn: { id: UNKNOWN, result: new Secret(UNKNOWN) },
  adopt(text) {
    const settings = importedSettings(text);
    const outputs = { ...settings, id: ID, result: new Secret(text) };
    return { id: ID, inputs: { length: settings.length ?? 0 }, outputs };
  },
});
