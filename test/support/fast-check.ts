import fc from "fast-check";
import { isThorough } from "./thorough.ts";

/** The same cases in every run, so that no change is blamed for what was wrong before it; others each time with THOROUGH=1. */
if (!isThorough) fc.configureGlobal({ seed: 20_261_122 });

export default fc;
