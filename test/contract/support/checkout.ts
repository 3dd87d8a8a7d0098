import { BIN as SANDBOX_BIN, CHECKOUT } from "../../../sandbox/layout.ts";

export { CHECKOUT };

/** Where `pulumi`, its Node.js host, `kubectl`, `helm`, `kwokctl` and the control plane lie. */
export const BIN = process.env.BKPAAS_TEST_BIN ?? SANDBOX_BIN;
