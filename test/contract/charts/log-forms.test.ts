// What logstash reads from paths and lines: its patterns are regular expressions that JavaScript reads too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { LOGS } from "./components.ts";

/** The patterns of a file, in the order in which they are tried. */
function patterns(file: string): RegExp[] {
  const text = readFileSync(path.join(LOGS, "files", file), "utf8");
  return [...text.matchAll(/'((?:\^|\/\().*)'/g)].map(([, pattern = ""]) => new RegExp(pattern));
}

/** The fields that the first pattern that fits finds. */
function fieldsOf(text: string, tried: readonly RegExp[]): Record<string, string | undefined> {
  const groups = tried.map((pattern) => pattern.exec(text)?.groups).find((found) => found !== undefined);
  return { ...groups };
}

const PATHS: readonly [string, Record<string, string | undefined>][] = [
  [
    "/data/bkapp/v3logs/default-bkapp-my_demo-stag/api/web-tc7e-celery.log",
    {
      region: "default",
      app_code: "my_demo",
      environment: "stag",
      module_name: "api",
      process_id: "web",
      stream: "celery",
    },
  ],
  [
    "/data/bkapp/v3logs/default-bkapp-a-prod-b-prod/default/web-x1-my-sql.log.1",
    {
      region: "default",
      app_code: "a-prod-b",
      environment: "prod",
      module_name: "default",
      process_id: "web",
      stream: "my-sql",
    },
  ],
  [
    "/data/bkapp/logs/default-bkapp-demo-prod/beat-x1-django.log",
    {
      region: "default",
      app_code: "demo",
      environment: "prod",
      module_name: undefined,
      process_id: "beat",
      stream: "django",
    },
  ],
  [
    "/data/bkapp/logs/default-bkapp-demo-m-api-stag/web-x1-django.log",
    {
      region: "default",
      app_code: "demo",
      environment: "stag",
      module_name: "api",
      process_id: "web",
      stream: "django",
    },
  ],
  ["/data/bkapp/logs/other/web-x1-django.log", {}],
];

for (const [file, fields] of PATHS) {
  test(`${file} is told by its path`, () => {
    assert.deepEqual(fieldsOf(file, patterns("json.conf")), fields);
  });
}

const [LINE = /$/, ...SERVICES] = patterns("ingress.conf");

const line = (remote: string, request: string) =>
  `${remote} - admin [21/Nov/2025:10:11:12 +0800] "${request}" 200 1024 "https://a.example.com/x" "Mozilla/5.0 (X11)" ` +
  "512 0.042 [bkapp-demo-stag-default-bkapp-demo-stag-web-http] [] 10.1.2.3:5000 1024 0.040 200 c0ffee";

test("a line of the access log has what the platform shows", () => {
  const fields = fieldsOf(line("10.0.0.9", "GET /x?a=1 HTTP/1.1"), [LINE]);
  const shown = ["client_ip", "method", "path", "http_version", "status_code", "bytes_sent", "user_agent"];
  assert.deepEqual(
    shown.map((name) => fields[name]),
    ["10.0.0.9", "GET", "/x?a=1", "1.1", "200", "1024", "Mozilla/5.0 (X11)"],
  );
  assert.equal(fields["response_time"], "0.042");
});

test("a line of IPv6, of a request that is none, and of the form with a second address are read too", () => {
  assert.equal(fieldsOf(line("fd00::9", "GET / HTTP/2.0"), [LINE])["client_ip"], "fd00::9");
  assert.equal(fieldsOf(line("10.0.0.9", "\\x16\\x03"), [LINE])["status_code"], "200");
  assert.equal(fieldsOf(line("10.0.0.9 - [10.0.0.9]", "GET / HTTP/1.1"), [LINE])["client_ip"], "10.0.0.9");
});

const NAMES: readonly [string, Record<string, string>][] = [
  [
    "bkapp-demo-stag-default-bkapp-demo-stag-web-http",
    { engine_app_name: "bkapp-demo-stag", environment: "stag", region: "default", process_id: "web" },
  ],
  [
    "bkapp-a-prod-b-m-api-prod-default-bkapp-a-prod-b-m-api-prod-web-http",
    {
      engine_app_name: "bkapp-a-prod-b-m-api-prod",
      environment: "prod",
      region: "default",
      process_id: "web",
    },
  ],
  [
    "bkapp-my-prod-app-stag-my-prod-app--web-http",
    { code: "my-prod-app", environment: "stag", resource: "my-prod-app", process_id: "web" },
  ],
  [
    "bkapp-demo-stag-demo-m-api--web-8000",
    { code: "demo", environment: "stag", resource: "demo-m-api", process_id: "web" },
  ],
  ["upstream-default-backend", {}],
];

for (const [name, fields] of NAMES) {
  test(`${name} is told to be of its application`, () => {
    assert.deepEqual(fieldsOf(name, SERVICES), fields);
  });
}
