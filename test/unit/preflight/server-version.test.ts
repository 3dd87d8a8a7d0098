import assert from "node:assert/strict";
import { test } from "node:test";
import { isAtLeast, isServed, nameOf, parseVersion } from "../../../config/storage/server-version.ts";

/** What servers answer to SELECT VERSION(), what they are, and whether Django takes them. */
const ANSWERS: readonly (readonly [text: string, name: string, served: boolean])[] = [
  ["5.7", "MySQL 5.7.0", true],
  ["8.0", "MySQL 8.0.0", true],
  ["5.6.51-log", "MySQL 5.6.51", false],
  ["5.7.44-log", "MySQL 5.7.44", true],
  ["8.0.36", "MySQL 8.0.36", true],
  ["8.0.36-0ubuntu0.22.04.1", "MySQL 8.0.36", true],
  ["8.0.33.R2.20231201", "MySQL 8.0.33", true],
  ["8.0.36-28.1", "MySQL 8.0.36", true],
  ["8.4.3", "MySQL 8.4.3", true],
  ["9.7.4-2", "MySQL 9.7.4", true],
  ["26.7.1", "MySQL 26.7.1", true],
  ["5.7.20-tmysql-3.4.1-log", "MySQL 5.7.20", true],
  ["5.7.25-TiDB-v7.1.0", "MySQL 5.7.25", true],
  ["5.5.68-MariaDB", "MariaDB 5.5.68", false],
  ["10.2.11-MariaDB", "MariaDB 10.2.11", false],
  ["10.3.39-MariaDB-log", "MariaDB 10.3.39", false],
  ["10.4.0-MariaDB", "MariaDB 10.4.0", true],
  ["10.11.19-MariaDB-0+deb12u1", "MariaDB 10.11.19", true],
  ["11.4.2-MariaDB-ubu2404", "MariaDB 11.4.2", true],
  ["10.11", "MariaDB 10.11.0", true],
  ["10.3.39", "MariaDB 10.3.39", false],
];

for (const [text, name, served] of ANSWERS) {
  test(`${text} is ${name}, ${served ? "served" : "not served"}`, () => {
    const version = parseVersion(text);
    assert.ok(version);
    assert.equal(version.text, text);
    assert.equal(nameOf(version), name);
    assert.equal(isServed(version), served);
  });
}

for (const text of ["", "8", "eight", "v8.0.36", "MariaDB 10.11", ".8.0", "8.x", "12345.1.1"]) {
  test(`"${text}" is no version`, () => {
    assert.equal(parseVersion(text), undefined);
  });
}

test("versions are compared as numbers, not as text", () => {
  const version = parseVersion("10.9.8-MariaDB");
  assert.ok(version);
  assert.ok(isAtLeast(version, 10, 9));
  assert.ok(isAtLeast(version, 9, 11));
  assert.ok(!isAtLeast(version, 10, 10));
  assert.ok(!isAtLeast(version, 11, 0));
});
