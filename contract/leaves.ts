import * as z from "zod";
import { elementOf, fieldsOfVariants } from "../config/shape.ts";
import type { Words } from "../config/words.ts";
import { type OutputFacts, facts } from "./field.ts";
import { contract } from "./outputs.ts";

/** One output that a consumer reads by its path. */
export interface Leaf {
  /** Names separated by dots; `*` stands for a name that the configuration gives. */
  readonly path: string;
  /** What it may be: one schema for each variant that has it. */
  readonly schemas: readonly z.ZodType[];
  /** What is said of it, after what is said of the group that it belongs to. */
  readonly facts: OutputFacts;
  /** Whether some environments are without it. */
  readonly isOptional: boolean;
}

/** Where schemas stand. */
interface Place extends Pick<Leaf, "path" | "isOptional"> {
  /** What is said of the groups around them. */
  readonly group?: Words | undefined;
}

/** Every output that can be read by itself: values, lists, and the maps whose names differ between environments. */
export function leaves(): Leaf[] {
  return fieldLeaves([contract], { path: "", isOptional: false });
}

function leavesAt(schemas: readonly z.ZodType[], place: Place): Leaf[] {
  const bare = schemas.map(bareOf);
  const isOptional = place.isOptional || schemas.some((schema) => schema instanceof z.ZodOptional);
  const own = bare.map((schema) => facts.get(schema)).find((known) => known !== undefined);
  const { path, group } = place;
  const inner = fieldLeaves(bare, {
    path,
    isOptional,
    group: own && tellsOfParts(own, place, isOptional) ? joined(group, own.doc) : group,
  });
  if (!own || (inner.length > 0 && !own.isMap)) return inner;
  // A map is as secret as anything within.
  const isSecret = own.isSecret || inner.some((leaf) => leaf.facts.isSecret);
  return [
    { path, isOptional, schemas: bare, facts: { ...own, doc: joined(group, own.doc), isSecret } },
    ...inner,
  ];
}

/** Whether parts need the words of their group: of a map, and of an output that is always there, each tells enough. */
function tellsOfParts({ isMap }: OutputFacts, { path }: Place, isOptional: boolean): boolean {
  return !isMap && !path.endsWith("*") && (isOptional || path.includes("."));
}

function joined(group: Words | undefined, doc: Words): Words {
  return group ? { en: `${group.en} ${doc.en}`, zh: `${group.zh}${doc.zh}` } : doc;
}

function fieldLeaves(schemas: readonly z.ZodType[], { path, isOptional, group }: Place): Leaf[] {
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const element = schemas.filter((schema) => schema instanceof z.ZodRecord).map(elementOf)[0];
  if (element) return leavesAt([element], { path: at("*"), isOptional: true, group });
  const variants = schemas.flatMap(fieldsOfVariants);
  const names = [...new Set(variants.flatMap((fields) => Object.keys(fields)))];
  return names.flatMap((name) => {
    const fields = variants.flatMap((variant) => variant[name] ?? []);
    return leavesAt(fields, {
      path: at(name),
      isOptional: isOptional || fields.length < variants.length,
      group,
    });
  });
}

/** A schema without the word that its value may be missing. */
export function bareOf(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
}
