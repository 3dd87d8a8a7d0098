// A provider for the tests of the server: started as a process of its own, as the engine starts one.
import { compare } from "../../../provider/protocol/diff.ts";
import { InitializationError, type Provider, type Resource } from "../../../provider/protocol/provider.ts";
import { serve } from "../../../provider/protocol/server.ts";
import { type Properties, Secret, UNKNOWN, hasUnknown } from "../../../provider/protocol/value.ts";

let settings: Properties = {};

const thing: Resource = {
  check: ({ name, inputs }) => ({
    inputs: { label: name, ...inputs },
    failures: "bad" in inputs ? [{ property: "bad", reason: "bad is not good" }] : [],
  }),
  diff: ({ oldInputs, inputs }) => ({
    changes: compare(oldInputs, inputs, (path) => path.startsWith("name")),
    deleteBeforeReplace: true,
    detailed: inputs.brief !== true,
  }),
  async create({ inputs, preview, timeoutSeconds, signal, report, urn }) {
    if (preview) return { id: "", outputs: { ...inputs, made: UNKNOWN } };
    if (inputs.sick === true) {
      const partial = { id: "half", inputs, outputs: { token: new Secret("t") } };
      throw new InitializationError(partial, ["no pod is ready", "the image is missing"]);
    }
    if (inputs.slow === true) {
      report("info", `waiting for ${urn}`);
      await new Promise((resolve) => {
        signal.addEventListener("abort", resolve);
      });
      throw new Error("cancelled while waiting");
    }
    return { id: "id", outputs: { ...inputs, made: "yes", timeoutSeconds, settings } };
  },
  read: ({ id, oldInputs, oldOutputs }) =>
    Promise.resolve(
      id === "gone" ? undefined : { id, inputs: oldInputs, outputs: { ...oldOutputs, live: true } },
    ),
  update: ({ inputs, preview, oldOutputs }) => Promise.resolve({ ...inputs, preview, before: oldOutputs }),
  delete: ({ id }) => (id === "stuck" ? Promise.reject(new Error("it is in use")) : Promise.resolve()),
};

const fixture: Provider = {
  name: "fixture",
  version: "1.2.3+test",
  compareConfig: (before, after) =>
    compare(before, after, (path) => path === "cluster" && !hasUnknown(after)),
  checkConfig: (inputs) => ({
    inputs: { ...inputs, checked: true },
    failures: "endpoint" in inputs ? [] : [{ property: "endpoint", reason: "endpoint is required" }],
  }),
  configure(given) {
    if (given.endpoint === "refused") throw new Error("not on this machine");
    settings = given;
  },
  resource: (type) => (type === "fixture:index:Thing" ? thing : undefined),
};

await serve(fixture);
