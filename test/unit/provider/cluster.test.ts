import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isDue, lifeWarning } from "../../../provider/cluster/renewal.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const DAY = 86_400;

/** A token that lives so many days and ends in so many. */
const ending = (days: number, lives: number) => ({
  expires: new Date(NOW + 1000 * DAY * days).toISOString(),
  grantedSeconds: DAY * lives,
});

describe("a token that ends by itself", () => {
  it("is renewed once it ends within the days that are asked for, and after its end", () => {
    assert.equal(isDue(ending(31, 90), 30 * DAY, NOW), false);
    assert.equal(isDue(ending(29, 90), 30 * DAY, NOW), true);
    assert.equal(isDue(ending(-1, 90), 30 * DAY, NOW), true);
    assert.equal(isDue(ending(0.1, 90), 0, NOW), false);
    assert.equal(isDue(ending(-0.1, 90), 0, NOW), true);
  });

  it("is not renewed in every update where it was granted for less than that, but after half of its life", () => {
    assert.equal(isDue(ending(1, 1), 30 * DAY, NOW), false);
    assert.equal(isDue(ending(0.6, 1), 30 * DAY, NOW), false);
    assert.equal(isDue(ending(0.4, 1), 30 * DAY, NOW), true);
    assert.equal(isDue(ending(30, 30), 30 * DAY, NOW), false);
  });

  it("that lives shorter than asked is warned of, with what follows from it", () => {
    const asked = { lifetimeSeconds: 90 * DAY, renewSeconds: 30 * DAY };
    assert.equal(lifeWarning({ grantedSeconds: 90 * DAY }, asked), undefined);
    assert.match(
      lifeWarning({ grantedSeconds: 60 * DAY }, asked) ?? "",
      /^the API server grants.*not 7776000 s/,
    );
    assert.doesNotMatch(lifeWarning({ grantedSeconds: 60 * DAY }, asked) ?? "", /cannot be renewed/);
    assert.match(
      lifeWarning({ grantedSeconds: DAY }, asked) ?? "",
      /grants a token 86400 s.*cannot be renewed 2592000 s before its end.*once 43200 s are over.*locked out/,
    );
  });
});
