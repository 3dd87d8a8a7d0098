/** Whether the tests take their time: `THOROUGH=1` runs every case of what is otherwise tried by samples. */
export const isThorough = process.env.THOROUGH === "1";

/** Why a case is skipped that only the long run has; false in that one. */
export const unlessThorough = isThorough ? false : "only with THOROUGH=1";
