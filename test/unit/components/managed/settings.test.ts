import assert from "node:assert/strict";
import { test } from "node:test";
import {
  elasticsearchSecrets,
  elasticsearchSpec,
} from "../../../../components/storage/managed/specs/elasticsearch.ts";
import { mysqlSecrets } from "../../../../components/storage/managed/specs/mysql.ts";
import { rabbitmqSecrets } from "../../../../components/storage/managed/specs/rabbitmq.ts";
import { redisSecrets } from "../../../../components/storage/managed/specs/redis.ts";
import {
  elasticsearchSizes,
  mysqlSizes,
  rabbitmqSizes,
  redisSizes,
} from "../../../../config/storage/sizes.ts";
import { cases, sizes } from "./specs.ts";

const plan = { name: "elasticsearch", size: "small", images: { registry: "r", tags: {} } } as const;

for (const size of sizes) {
  test(`what a server takes fits into its memory: ${size}`, () => {
    const mysql = mysqlSizes[size];
    assert.ok(mysql.bufferPool + mysql.maxConnections + 400 <= mysql.memory, "mysql");
    assert.ok(2 * redisSizes[size].maxMemory <= redisSizes[size].memory, "redis");
    const { heap, memory } = elasticsearchSizes[size];
    // With more, Java needs longer pointers.
    assert.ok(2 * heap <= memory && heap < 31 * 1024, "elasticsearch");
  });

  test(`what a server writes fits onto its volume: ${size}`, () => {
    const volume = ({ volume: quantity }: { volume: string }): number => Number.parseInt(quantity, 10) * 1024;
    // The log, its replacement while it is rewritten, and what comes in meanwhile.
    assert.ok(volume(redisSizes[size]) >= 4 * redisSizes[size].maxMemory, "redis");
    assert.ok(volume(rabbitmqSizes[size]) >= 4 * rabbitmqSizes[size].freeDisk, "rabbitmq");
  });
}

test("MySQL's settings are those the platform needs", () => {
  const files = cases
    .filter(({ spec }) => spec.software === "mysql")
    .map(({ spec }) => String(spec.configuration["bkpaas.cnf"]));
  for (const file of files) {
    for (const line of [
      "character_set_server = utf8mb4",
      "max_allowed_packet = 64M",
      "skip_name_resolve = ON",
    ]) {
      assert.ok(file.includes(`${line}\n`), line);
    }
    assert.ok(file.includes("datadir = /var/lib/mysql/data\n"), "not the volume's root");
  }
  const connections = files.map((file) => /max_connections = (\d+)/.exec(file)?.[1]);
  assert.deepEqual([...new Set(connections)], ["500", "1500", "3000"]);
});

test("what only one series of MySQL knows is told to that one only", () => {
  for (const { spec } of cases.filter(({ spec }) => spec.software === "mysql")) {
    const is80 = spec.image.tag.startsWith("8.0.");
    for (const key of ["default_authentication_plugin", "binlog_expire_logs_seconds"]) {
      assert.equal(spec.configuration["bkpaas.cnf"]?.includes(key), is80, `${key} ${spec.image.tag}`);
    }
  }
});

test("MySQL's statements stand on one line each, passwords quoted", () => {
  const lines = String(mysqlSecrets(String.raw`'; DROP \ --`)["root.sql"])
    .trimEnd()
    .split("\n");
  assert.equal(lines.length, 4);
  for (const line of lines) assert.match(line, /;$/);
  assert.equal(lines[1], String.raw`ALTER USER 'root'@'%' IDENTIFIED BY '''; DROP \\ --';`);
});

test("Redis's password stays inside its quotes", () => {
  assert.equal(redisSecrets(String.raw`a"b\c`)["password.conf"], `${String.raw`requirepass "a\"b\\c"`}\n`);
});

test("RabbitMQ has an administrator, and the platform's virtual host where it is wanted", () => {
  const admin = { user: "admin", password: "a" };
  const alone = JSON.parse(String(rabbitmqSecrets({ admin })["definitions.json"])) as unknown;
  assert.deepEqual(alone, {
    users: [{ name: "admin", password: "a", tags: "administrator" }],
    vhosts: [],
    permissions: [],
  });
  const platform = { user: "p", password: "b", virtualHost: "v" };
  const both = JSON.parse(String(rabbitmqSecrets({ admin, platform })["definitions.json"])) as unknown;
  const all = { vhost: "v", configure: ".*", write: ".*", read: ".*" };
  assert.deepEqual(both, {
    users: [
      { name: "admin", password: "a", tags: "administrator" },
      { name: "p", password: "b", tags: "" },
    ],
    vhosts: [{ name: "v" }],
    permissions: [
      { user: "admin", ...all },
      { user: "p", ...all },
    ],
  });
});

test("one ElasticSearch is alone; three know each other, and trust whom their authority has signed", () => {
  const file = (nodes: "one" | "three"): string =>
    String(elasticsearchSpec({ ...plan, nodes, transportSecret: "t" }).configuration["elasticsearch.yml"]);
  assert.match(file("one"), /^discovery\.type: "single-node"$/m);
  assert.doesNotMatch(file("one"), /transport|seed_hosts/);
  const three = file("three");
  assert.match(three, /^discovery\.seed_hosts: \["bkpaas-elasticsearch-headless"\]$/m);
  assert.match(
    three,
    /^cluster\.initial_master_nodes: \["bkpaas-elasticsearch-0","bkpaas-elasticsearch-1","bkpaas-elasticsearch-2"\]$/m,
  );
  assert.match(three, /^xpack\.security\.transport\.ssl\.enabled: true$/m);
});

test("an ElasticSearch asks for passwords, and for no setting of the machine's kernel", () => {
  for (const { spec } of cases.filter(({ spec }) => spec.software === "elasticsearch")) {
    const file = String(spec.configuration["elasticsearch.yml"]);
    assert.match(file, /^xpack\.security\.enabled: true$/m);
    assert.match(file, /^node\.store\.allow_mmap: false$/m);
  }
});

test("three ElasticSearches without certificates are refused, with the setting that is missing", () => {
  assert.throws(() => elasticsearchSpec({ ...plan, nodes: "three" }), /elasticsearch\.transportSecret/);
});

test("ElasticSearch's probe gets its password from a file, inside quotes", () => {
  assert.equal(elasticsearchSecrets(String.raw`a"b`)["probe.conf"], `${String.raw`user = "elastic:a\"b"`}\n`);
});
