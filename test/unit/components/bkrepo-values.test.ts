import assert from "node:assert/strict";
import { test } from "node:test";
import { PLATFORM_REPOSITORIES } from "../../../components/bkrepo/platform-set.ts";
import { bkpaas3BkrepoConfig } from "../../../components/platform/bkpaas3/bkrepo-config.ts";
import type { BkrepoInput, BkrepoPasswords } from "../../../components/platform/bkrepo-input.ts";

const input: BkrepoInput = {
  endpoint: "http://bkrepo.example.com",
  project: "staging",
  addonsProject: "staging-addons",
  dockerRegistry: "docker.example.com:80",
  platformUser: "st-paas",
  addonsUser: "st-addons",
  lesscodeUser: "st-lesscode",
};
const passwords: BkrepoPasswords<string> = { platform: "P1", addons: "P2", lesscode: "P3" };
const config = bkpaas3BkrepoConfig(input, passwords);

test("chart bkpaas3 is told of nobody by two quote characters", () => {
  assert.equal(config.adminUsername, "''");
  assert.equal(config.adminPassword, "''");
  assert.equal(config.initEnabled, true);
});

test("chart bkpaas3 is told of the administrator where the platform makes the accounts", () => {
  const made = bkpaas3BkrepoConfig({ ...input, adminUser: "root" }, { ...passwords, admin: "P0" });
  assert.deepEqual([made.adminUsername, made.adminPassword, made.initEnabled], ["root", "P0", true]);
});

test("a docker registry that nobody says is left out", () => {
  assert.equal(config.dockerRegistryAddr, "docker.example.com:80");
  assert.ok(
    !("dockerRegistryAddr" in bkpaas3BkrepoConfig({ ...input, dockerRegistry: undefined }, passwords)),
  );
});

test("what everybody may read holds no packages or sources of applications", () => {
  const open = Object.entries(PLATFORM_REPOSITORIES).filter(([, repository]) => repository.public);
  assert.deepEqual(
    open.map(([name]) => name),
    ["bkpaas3-platform-assets", "bkpaas3-apps-logo", "pypi", "npm", "maven", "generic"],
  );
  assert.equal(Object.keys(PLATFORM_REPOSITORIES).length, 11);
});
