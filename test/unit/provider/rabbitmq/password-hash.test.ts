import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isHashOf } from "../../../../provider/rabbitmq/password-hash.ts";

/** Made by RabbitMQ 3.10.8 for the password `p:ä`, and by hand for the others. */
const SHA256 = {
  password_hash: "TbUAvR6sr6BE7fwjPKp3mWPYUKxxGCobp/sEgrCKbgsKfFLQ",
  hashing_algorithm: "rabbit_password_hashing_sha256",
};

describe("a password hash of RabbitMQ", () => {
  it("is of the password that it was made from, and of no other", () => {
    assert.equal(isHashOf(SHA256, "p:ä"), true);
    assert.equal(isHashOf(SHA256, "p:a"), false);
  });

  it("is compared by the algorithm that made it", () => {
    // printf '\1\2\3\4secret' | openssl dgst -sha512 -binary, with the salt before it; then the same with -md5.
    const sha512 = {
      hashing_algorithm: "rabbit_password_hashing_sha512",
      password_hash:
        "AQIDBPhTH2L5HGYB1LWOrn+YpvuQmVOXKGqgsuiJRIZTILRoEvblSJo/WAsym3IZTfuaIaK5KR2o5KwFfTv6KsxfMIE=",
    };
    const md5 = {
      hashing_algorithm: "rabbit_password_hashing_md5",
      password_hash: "AQIDBDgk9ci8Lfh6CKE9Y0AUfmU=",
    };
    assert.equal(isHashOf(sha512, "secret"), true);
    assert.equal(isHashOf(md5, "secret"), true);
    assert.equal(isHashOf({ ...sha512, hashing_algorithm: md5.hashing_algorithm }, "secret"), false);
  });

  it("is of no password where there is none, or where it is torn", () => {
    assert.equal(isHashOf({ ...SHA256, password_hash: "" }, ""), false);
    assert.equal(isHashOf({ ...SHA256, password_hash: SHA256.password_hash.slice(0, 8) }, "p:ä"), false);
  });

  it("says nothing by an algorithm that is not known", () => {
    assert.equal(isHashOf({ ...SHA256, hashing_algorithm: "rabbit_password_hashing_own" }, "p:ä"), undefined);
  });
});
