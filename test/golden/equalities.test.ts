import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { environments } from "./environments.ts";

interface BkrepoConfig {
  readonly endpoint: string;
  readonly bkpaas3Project: string;
  readonly bkpaas3Username: string;
}

interface Recorded {
  readonly resources: Readonly<
    Record<
      string,
      { readonly inputs?: { readonly values?: { readonly global?: { bkrepoConfig?: BkrepoConfig } } } }
    >
  >;
  readonly outputs: {
    readonly bkrepo: {
      readonly endpoint: string;
      readonly project: string;
      readonly platform: { readonly user: string };
    };
  };
}

for (const name of Object.keys(environments)) {
  test(`E16: the outputs of ${name} tell bk-apigateway of bkrepo what the platform is told`, () => {
    const { resources, outputs } = recorded(name);
    const told = Object.values(resources).flatMap(({ inputs }) => inputs?.values?.global?.bkrepoConfig ?? []);
    assert.equal(told.length, 1);
    const { endpoint, project, platform } = outputs.bkrepo;
    assert.deepEqual(
      [told[0]?.endpoint, told[0]?.bkpaas3Project, told[0]?.bkpaas3Username],
      [endpoint, project, platform.user],
    );
  });
}

function recorded(name: string): Recorded {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, `${name}.json`), "utf8")) as Recorded;
}
