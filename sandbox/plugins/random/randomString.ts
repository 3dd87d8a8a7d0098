import { UNKNOWN } from "../../../provider/protocol/value.ts";
import { generated } from "./generated.ts";
import { drawFor, importedSettings, textFailures, textSettings } from "./text.ts";

/** A text that is not secret. Its id is the text; imported by it. */
export const randomString = generated({
  settings: textSettings,
  failures: textFailures,
  draw(settings) {
    const result = drawFor(settings);
    return { id: result, outputs: { id: result, result } };
  },
  undrawn: { id: UNKNOWN, result: UNKNOWN },
  adopt(text) {
    const settings = importedSettings(text);
    return {
      id: text,
      inputs: { length: settings.length ?? 0 },
      outputs: { ...settings, id: text, result: text },
    };
  },
});
