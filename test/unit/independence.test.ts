import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { CHECKOUT } from "../../sandbox/layout.ts";

const PROGRAM = [
  ...["index.ts", "deployment.ts", "outputs.ts"],
  ...["config", "kubernetes", "preflight", "diagnosis", "components"].flatMap(typescriptIn),
];

function typescriptIn(folder: string): string[] {
  return readdirSync(path.join(CHECKOUT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(folder, file));
}

function textOf(file: string): string {
  return readFileSync(path.join(CHECKOUT, file), "utf8");
}

test("the program knows nothing of the machine it runs on", () => {
  assert.ok(PROGRAM.length > 20);
  for (const file of PROGRAM) {
    const text = textOf(file);
    for (const forbidden of ["process.env", "sandbox/", '".sandbox']) {
      assert.ok(!text.includes(forbidden), `${file} contains ${forbidden}`);
    }
  }
});

test("imports of the program go one way: config, components, outputs", () => {
  for (const file of typescriptIn("config")) {
    assert.doesNotMatch(textOf(file), /components\/|preflight\/|outputs\.ts/, file);
  }
  for (const file of typescriptIn("preflight")) {
    assert.doesNotMatch(textOf(file), /components\/|outputs\.ts/, file);
  }
  for (const file of typescriptIn("components")) {
    assert.doesNotMatch(textOf(file), /outputs\.ts|preflight\/|new pulumi\.Config|load\.ts/, file);
  }
});

test("values that differ from run to run are made by resources only", () => {
  for (const file of PROGRAM) {
    const text = textOf(file);
    assert.doesNotMatch(text, /Date\.now|new Date\(|Math\.random|randomBytes\(|randomUUID/, file);
  }
});

test("the clock is asked by what judges logins alone, so that nothing deployed follows from it", () => {
  const asking = PROGRAM.filter((file) => /performance\b|\/clock\.ts"/.test(textOf(file)));
  const judging = ["login-rules", "warnings", "certificates", "tokens"].map(
    (name) => `config/clusters/${name}.ts`,
  );
  assert.deepEqual(asking.sort(), ["config/clock.ts", ...judging].sort());
});

test("imports of SDKs name files, for an SDK's root loads a hundred modules more", () => {
  for (const file of PROGRAM) {
    const imports = textOf(file).matchAll(/from "(@pulumi\/(?!pulumi")[^"]+)"/g);
    for (const [, specifier = ""] of imports) assert.match(specifier, /(?<!index)\.js$/, file);
  }
});
