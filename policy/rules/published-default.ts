import { publishedName } from "../../config/secrets/published.ts";
import { type Leaf, leavesOf } from "../leaves.ts";
import { isStash, keptLeaves, openLeaves, secretLeaves } from "../places.ts";
import { isCalledSecret, wordsOf } from "../secret-names.ts";
import type { Rule, Step, Violation } from "../steps.ts";

const NAME = "published-default";

/** What a password has to be shorter than to be taken for a word that may stand anywhere. */
const WORD = 16;

/** What an entry of a Secret is called that is no secret itself. */
const OPEN_WORDS: ReadonlySet<string> = new Set(["user", "username", "name", "host", "database", "project"]);

/** Default passwords and sample keys protect nothing. One that is kept as key in use came with the data that it opens. */
export const publishedDefault: Rule = {
  name: NAME,
  description: "No password or key is a published default or sample.",
  needs: "graph",
  check: (steps) => {
    const inUse = new Set(steps.flatMap(keptLeaves).map(({ text }) => text));
    return steps
      .filter((step) => !isStash(step))
      .flatMap((step) => judged(step).map((leaf) => ({ step, leaf })))
      .filter(({ leaf }) => !inUse.has(leaf.text))
      .flatMap(({ step, leaf }) => violations(step, leaf));
  },
};

function violations({ urn }: Step, { path, text }: Leaf): Violation[] {
  const published = publishedName(text);
  if (published === undefined) return [];
  const message = `${path}: everybody has this value, it is published (${published}). Take one of your own: leave the key generated, or change the password on its server.`;
  return [{ rule: NAME, urn, message }];
}

/** Texts that are meant to be secret, and those that are too long to be there by accident. */
function judged(step: Step): Leaf[] {
  const secrets = secretLeaves(step);
  if (secrets.length > 0)
    return secrets.filter(({ name }) => !wordsOf(name).some((word) => OPEN_WORDS.has(word)));
  const open = openLeaves(step);
  const leaves = open.length > 0 ? open : leavesOf(step.new?.inputs, "inputs");
  return leaves.filter((leaf) => isCalledSecret(leaf) || leaf.text.length >= WORD);
}
