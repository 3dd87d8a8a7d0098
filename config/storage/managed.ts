import * as z from "zod";
import { choice, objectName, pattern, text, volume, whole } from "../fields.ts";
import { sizes } from "./sizes.ts";

const toleration = z.strictObject({
  key: text({ doc: "Key of the taint that is tolerated.", example: "dedicated" }).optional(),
  operator: choice({ doc: "Equal compares the value, Exists does not.", example: "Exists" }, [
    "Equal",
    "Exists",
  ]).optional(),
  value: text({ doc: "Value of the taint.", example: "bkpaas" }).optional(),
  effect: choice({ doc: "Effect of the taint that is tolerated.", example: "NoSchedule" }, [
    "NoSchedule",
    "PreferNoSchedule",
    "NoExecute",
  ]).optional(),
  tolerationSeconds: whole(
    { doc: "For NoExecute: seconds a pod may stay.", example: "300" },
    0,
    86400,
  ).optional(),
});

/** Fields of every store that this program runs in the cluster. */
export const managedStore = {
  mode: z.literal("managed"),
  size: choice({ doc: "Processor, memory and volume of a managed store.", example: "medium" }, sizes).default(
    "small",
  ),
  storageClass: objectName({
    doc: "Storage class of a managed store's volume; the cluster's default without it.",
    example: "local-ssd",
  }).optional(),
  volume: volume({
    doc: "Volume of a managed store; the size's own without it.",
    example: "100Gi",
  }).optional(),
  nodeSelector: z
    .record(
      z.string(),
      pattern({ doc: "Label of the nodes.", example: "ssd" }, /^.{0,63}$/, "must be a label value"),
    )
    .optional(),
  tolerations: z.array(toleration).optional(),
};

/** A store that this program runs in the cluster. */
export type ManagedStore = z.output<z.ZodObject<typeof managedStore>>;
