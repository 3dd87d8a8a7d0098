import path from "node:path";

/** The checkout under test. */
export const CHECKOUT = path.resolve(import.meta.dirname, "../../..");

/** Where `pulumi`, its Node.js host, `kubectl`, `helm`, `kwokctl` and the control plane lie. */
export const BIN = process.env.BKPAAS_TEST_BIN ?? path.join(CHECKOUT, ".sandbox", "bin");
