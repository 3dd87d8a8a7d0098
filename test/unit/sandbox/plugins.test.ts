import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { ensurePlugins, suitsOfficialMysql } from "../../../sandbox/plugins/install.ts";

// What servers say of their versions.
const MYSQL = "mysqld  Ver 5.7.44 for Linux";
const MARIADB = "mariadbd  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu";

describe("the plugins of a PULUMI_HOME", () => {
  let home = "";

  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-home-"));
  });

  afterEach(() => {
    fs.rmSync(home, { recursive: true });
  });

  function place(directory: string, name: string): void {
    fs.mkdirSync(path.join(home, "plugins", directory), { recursive: true });
    fs.writeFileSync(path.join(home, "plugins", directory, `pulumi-resource-${name}`), "");
  }

  function placeOfficial(): void {
    place("resource-random-v4.21.2", "random");
    place("resource-mysql-v3.3.2", "mysql");
    place("resource-kubernetes-v4.34.2", "kubernetes");
  }

  test("are the vendor's where those are there, on MySQL", async () => {
    placeOfficial();
    assert.deepEqual(await ensurePlugins({ choice: "auto", mysqlServer: MYSQL, home }), {
      random: "official",
      mysql: "official",
      kubernetes: "official",
    });
  });

  test("hold the stand-in for mysql on MariaDB, alone in its version", async () => {
    placeOfficial();
    const installed = await ensurePlugins({
      choice: "auto",
      mysqlServer: MARIADB,
      home,
    });
    assert.equal(installed.mysql, "stand-in");
    assert.deepEqual(
      fs.readdirSync(path.join(home, "plugins")).filter((name) => name.startsWith("resource-mysql")),
      ["resource-mysql-v3.3.2+sandbox"],
    );
  });

  test("lack mysql on MariaDB where only official ones are wanted", async () => {
    placeOfficial();
    const installed = await ensurePlugins({
      choice: "official",
      mysqlServer: MARIADB,
      home,
    });
    assert.deepEqual(installed, { random: "official", mysql: "missing", kubernetes: "official" });
  });

  test("stay stand-ins once they are, and start the checkout's program", async () => {
    placeOfficial();
    fs.rmSync(path.join(home, "plugins", "resource-random-v4.21.2"), { recursive: true });
    place("resource-random-v4.21.2+sandbox", "random");
    const installed = await ensurePlugins({
      choice: "auto",
      mysqlServer: MYSQL,
      home,
    });
    assert.equal(installed.random, "stand-in");
    const program = path.join(home, "plugins", "resource-random-v4.21.2+sandbox", "pulumi-resource-random");
    assert.match(
      fs.readFileSync(program, "utf8"),
      /^#!\/bin\/sh\nexec node '.*\/sandbox\/plugins\/random\/main\.ts' "\$@"\n$/,
    );
    fs.accessSync(program, fs.constants.X_OK);
  });

  test("give up a stand-in for the official one where that is wanted", async () => {
    placeOfficial();
    place("resource-random-v4.21.2+sandbox", "random");
    const installed = await ensurePlugins({
      choice: "official",
      mysqlServer: MYSQL,
      home,
    });
    assert.equal(installed.random, "official");
    assert.equal(fs.existsSync(path.join(home, "plugins", "resource-random-v4.21.2+sandbox")), false);
  });

  test("ask for the versions of the SDKs in package.json", async () => {
    const { dependencies } = JSON.parse(
      fs.readFileSync(path.resolve(import.meta.dirname, "../../../package.json"), "utf8"),
    ) as { dependencies: Record<string, string> };
    for (const name of ["random", "mysql", "kubernetes"]) {
      place(`resource-${name}-v${dependencies[`@pulumi/${name}`]}`, name);
    }
    const installed = await ensurePlugins({
      choice: "auto",
      mysqlServer: MYSQL,
      home,
    });
    assert.deepEqual(new Set(Object.values(installed)), new Set(["official"]));
  });
});

test("the official mysql plugin suits MySQL below 8 and MariaDB below 10.10", () => {
  const versions = [MYSQL, "mysqld  Ver 10.6.18-MariaDB", MARIADB, "mysqld  Ver 8.0.36 for Linux"];
  assert.deepEqual(versions.map(suitsOfficialMysql), [true, true, false, false]);
});
