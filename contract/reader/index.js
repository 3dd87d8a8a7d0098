"use strict";

const { CONTRACT } = require("./contract.js");

/** @typedef {import("./contract.js").Traits} Traits */

/**
 * @template Value
 * @typedef {import("@pulumi/pulumi").Output<Value>} Output
 */

/** Where the reader says what there is and what to do. */
const PAGE = "docs/outputs.md of bkpaas";

/** @type {typeof import("./index.js").readPlatform} */
function readPlatform(sdk, stack) {
  const reference = typeof stack === "string" ? new sdk.StackReference(stack) : stack;
  // No compiler says so in plain JavaScript.
  if (!isReference(reference)) {
    throw new TypeError(
      "readPlatform(pulumi, stack): stack is the platform's name as a text, such as organization/bkpaas/production, or a pulumi.StackReference.",
    );
  }
  /** @type {Output<unknown>} */
  const version = reference.getOutput("contractVersion");
  // One error for each problem: the engine tells of an error once, whatever number of outputs it rejects.
  /** @type {Map<string, Error>} */
  const errors = new Map();

  /** @param {string} message */
  const errorOf = (message) => {
    const error = errors.get(message) ?? new sdk.RunError(message);
    errors.set(message, error);
    return error;
  };

  /**
   * @template Value
   * @param {string} path
   * @param {boolean} isRequired
   * @returns {Output<Value>}
   */
  const read = (path, isRequired) => {
    const [name = "", ...names] = path.split(".");
    /** @type {Output<unknown>} */
    const output = reference.getOutput(name);
    const found = reference.name.apply((stackName) =>
      version.apply((said) =>
        output.apply((whole) => {
          const value = valueAt(whole, names);
          const problem = problemOf({ path, isRequired, version: said, value });
          if (problem !== undefined) throw errorOf(`stack ${stackName}: ${problem}`);
          return value;
        }),
      ),
    );
    // The engine marks a whole output for one secret within; what the contract does not name stays secret.
    const marked = isPlain(path) ? sdk.unsecret(found) : sdk.secret(found);
    return /** @type {Output<Value>} */ (marked);
  };

  return { require: (path) => read(path, true), find: (path) => read(path, false) };
}

// CommonJS, which every project can load: also one in CommonJS on a Node that has no require() for ES modules.
exports.readPlatform = readPlatform;

/** @param {unknown} given */
function isReference(given) {
  return isObject(given) && typeof given.getOutput === "function";
}

/** @param {string} path */
function isPlain(path) {
  const traits = traitsOf(path);
  return traits !== undefined && traits.isSecret !== true;
}

/**
 * What the contract says of an output; undefined for one that it does not name.
 * @param {string} path
 * @returns {Traits | undefined}
 */
function traitsOf(path) {
  const known = knownPath(path);
  return known === undefined ? undefined : CONTRACT.outputs[known];
}

/**
 * The path by which the contract has an output, with `*` for a name that the configuration gives.
 * @param {string} path
 */
function knownPath(path) {
  const names = path.split(".");
  return Object.keys(CONTRACT.outputs).find((known) => {
    const parts = known.split(".");
    return (
      parts.length === names.length && parts.every((part, index) => part === "*" || part === names[index])
    );
  });
}

/**
 * The part of an output at the names below it; undefined where there is none.
 * @param {unknown} output
 * @param {readonly string[]} names
 * @returns {unknown}
 */
function valueAt(output, names) {
  const [first, ...rest] = names;
  if (first === undefined) return output ?? undefined;
  return isObject(output) && Object.hasOwn(output, first) ? valueAt(output[first], rest) : undefined;
}

/**
 * @param {unknown} value
 * @returns {value is Readonly<Record<string, unknown>>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What is wrong with an output, and what to do; undefined when nothing is.
 * @param {{ path: string, isRequired: boolean, version: unknown, value: unknown }} read
 * @returns {string | undefined}
 */
function problemOf({ path, isRequired, version, value }) {
  if (typeof version !== "number") {
    return "it has no output contractVersion. Either it is no stack of bkpaas: name the one that is; or it was never brought up to the end: run make up there first.";
  }
  if (version > CONTRACT.version) {
    return `its outputs follow contract ${version}, this bkpaas-outputs knows ${CONTRACT.version}. Install the bkpaas-outputs of the checkout that this stack is brought up from; its CHANGELOG.md says what changed.`;
  }
  const undecrypted = undecryptedAt(path, value);
  if (undecrypted !== undefined) {
    return `output ${undecrypted} is a secret that could not be decrypted. Run with the passphrase of that stack too: a reader of its secrets needs the same PULUMI_CONFIG_PASSPHRASE, or leave for its KMS key. A stack of yours with another passphrase takes that one by pulumi stack change-secrets-provider passphrase.`;
  }
  // A name that no contract has is a mistake in plain JavaScript too, where no compiler finds it.
  const mayLack = !isRequired && traitsOf(path) !== undefined;
  return value === undefined && !mayLack ? missing(path, version) : undefined;
}

/**
 * @param {string} path
 * @param {number} version
 */
function missing(path, version) {
  const traits = traitsOf(path);
  if (!traits)
    return `it has no output ${path}, and contract ${CONTRACT.version} names none such; ${PAGE} lists all.`;
  if (traits.since > version) {
    return `it has no output ${path}: its outputs follow contract ${version}, which has it since ${traits.since}. Bring the stack up from a newer checkout.`;
  }
  if (traits.isOptional) {
    return `it has no output ${path}: its configuration ${lackOf(path)}. Have it configured there (${PAGE} says when it is there), or read it by find().`;
  }
  return `it has no output ${path}, which every environment has. Its last update is older than this output, or did not end: run make up there again, from a checkout as new as this bkpaas-outputs.`;
}

/**
 * What a configuration lacks that has no such output: perhaps the name in it that is the configuration's own.
 * @param {string} path
 */
function lackOf(path) {
  const index = knownPath(path)?.split(".").indexOf("*") ?? -1;
  const name = path.split(".")[index];
  return name === undefined ? "does not ask for it" : `has no ${name}, or does not ask for it`;
}

/**
 * The first secret within a value that the engine could not decrypt: for each it hands out an empty object.
 * @param {string} path
 * @param {unknown} value
 * @returns {string | undefined}
 */
function undecryptedAt(path, value) {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  const traits = traitsOf(path);
  if (entries.length === 0) return traits?.isSecret && !traits.isMap ? path : undefined;
  return entries.map(([name, part]) => undecryptedAt(`${path}.${name}`, part)).find(Boolean);
}
