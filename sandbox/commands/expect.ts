import { discardExpectation, expectationOf, kept, writeExpectation } from "../expectation/file.ts";
import { prepare } from "../prepare.ts";
import { type Target, stackOf } from "../stack/target.ts";
import { gated } from "./gated.ts";

/**
 * Writes what an `up` would do now into a file, so that a later `make up EXPECT=<file>` does that and nothing else. Changes
 * nothing.
 * @returns 1 where the preview fails or breaks a rule, 2 where no file is given; then none is there.
 */
export async function expect(target: Target, file: string | undefined): Promise<number> {
  const stack = stackOf(target);
  if (file === undefined || file === "") {
    console.error(`Say where to: make expect STACK=${stack} FILE=<file>`);
    return 2;
  }
  discardExpectation(file);
  if (target.kind === "dev") await prepare();
  const told = await gated(target, "up");
  if (told === undefined) return 1;
  const expectation = expectationOf(stack, told);
  writeExpectation(file, expectation);
  console.log(kept(file, stack, expectation));
  return 0;
}
