import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type ImageName,
  imageNames,
  imageOf,
  partsOf,
  referenceOf,
  runtimeImages,
} from "../../../config/images.ts";
import { imagesInUse } from "../../../config/images/in-use.ts";
import { parseReference, registryOf } from "../../../config/images/reference.ts";
import { smartBaseImage } from "../../../config/images/smart-base.ts";
import { renderProblems } from "../../../config/problem.ts";
import { warningsOf } from "../../../config/warnings.ts";
import { ADMIN, type Section, parsedWith, settingsWith } from "../../support/configuration.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const MIRROR = {
  registry: "hub.example.com/blueking",
  publicRegistry: "hub.example.com/public",
  storeRegistry: "mirror.example.com/library",
  thirdPartyRegistry: "mirror.example.com",
  tags: {},
};

/** Every image where nothing is configured, copied from charts bkpaas3 0.1.3, bk-ingress-nginx 1.1.0 and bkapp-log-collection 1.1.7 and the pages of the stores. */
const OFFICIAL = `
hub.bktencent.com/blueking/paas3-apiserver:0.1.3-beta6
hub.bktencent.com/blueking/paas3-workloads:0.1.3-beta6
hub.bktencent.com/blueking/paas3-webfe:0.1.3
hub.bktencent.com/blueking/paas3-svc-mysql:0.1.3-beta1
hub.bktencent.com/blueking/paas3-svc-bkrepo:0.1.3-beta4
hub.bktencent.com/blueking/paas3-svc-rabbitmq:0.1.3-beta1
hub.bktencent.com/blueking/paas3-buildpack-toolkit:0.1.3-beta1
hub.bktencent.com/blueking/paas3-init-npm:0.1.3-beta1
hub.bktencent.com/blueking/paas3-init-pypi:0.1.3-beta1
hub.bktencent.com/blueking/slug-app:0.1.3-beta1
hub.bktencent.com/blueking/slug-smart-app:0.1.3-beta1
docker.io/groundnuty/k8s-wait-for:v1.5.1
docker.io/library/busybox:1.34.0
hub.bktencent.com/blueking/bk-ingress-nginx:1.3.0
docker.elastic.co/beats/filebeat:7.7.1
docker.elastic.co/logstash/logstash:7.16.3
docker.io/library/mysql:8.0.46
docker.io/library/mysql:5.7.44
docker.io/library/redis:7.2.16
docker.io/library/rabbitmq:3.13.7-management
docker.io/library/elasticsearch:7.17.28
`
  .trim()
  .split("\n");

function problemsOf(images: Section, platform: Section = {}): string {
  const parsed = parsedWith({ images, platform });
  return parsed.ok ? "" : renderProblems("test", parsed.problems);
}

test("images are the official ones where nothing is configured", () => {
  const { images } = settingsWith({});
  assert.deepEqual(
    imageNames.map((name) => referenceOf(imageOf(images, name))),
    OFFICIAL,
  );
});

test("no image stays outside the four configured places", () => {
  const below = (place: string) =>
    imageNames.filter((name) => imageOf(MIRROR, name).repository.startsWith(`${place}/`));
  assert.deepEqual(below(MIRROR.storeRegistry), [
    ...["busybox", "mysql-8.0", "mysql-5.7", "redis", "rabbitmq", "elasticsearch"],
  ]);
  assert.deepEqual(below(MIRROR.publicRegistry), ["slug-app", "slug-smart-app"]);
  assert.equal(imageOf(MIRROR, "k8s-wait-for").repository, "mirror.example.com/groundnuty/k8s-wait-for");
  assert.equal(imageOf(MIRROR, "filebeat").repository, "mirror.example.com/beats/filebeat");
  assert.equal(imageOf(MIRROR, "logstash").repository, "mirror.example.com/logstash/logstash");
  assert.deepEqual(
    below(MIRROR.registry),
    imageNames.filter((name) => name.startsWith("paas3-") || name === "bk-ingress-nginx"),
  );
});

test("applications run from images of the platform's registry, unless a public one is named", () => {
  assert.deepEqual(runtimeImages({ ...MIRROR, publicRegistry: undefined }), {
    APP_IMAGE: "hub.example.com/blueking/slug-app:0.1.3-beta1",
    SMART_APP_IMAGE: "hub.example.com/blueking/slug-smart-app:0.1.3-beta1",
  });
  assert.equal(runtimeImages(MIRROR).APP_IMAGE, "hub.example.com/public/slug-app:0.1.3-beta1");
});

test("both series of MySQL are one repository", () => {
  const settings = { registry: "r", tags: {} };
  assert.equal(imageOf(settings, "mysql-8.0").repository, imageOf(settings, "mysql-5.7").repository);
});

test("another tag can be named", () => {
  assert.equal(imageOf({ registry: "r", tags: { redis: "6.2.24" } }, "redis").tag, "6.2.24");
});

test("a digest stands behind the tag, in one text and in parts", () => {
  const settings = { ...MIRROR, digests: { "paas3-webfe": DIGEST } };
  const image = imageOf(settings, "paas3-webfe");
  assert.equal(referenceOf(image), `hub.example.com/blueking/paas3-webfe:0.1.3@${DIGEST}`);
  assert.deepEqual(partsOf(image), {
    registry: "hub.example.com",
    repository: "blueking/paas3-webfe",
    tag: `0.1.3@${DIGEST}`,
  });
});

const references: [string, ReturnType<typeof parseReference>][] = [
  ["redis", { registry: "docker.io", path: "library/redis" }],
  ["redis:7", { registry: "docker.io", path: "library/redis", tag: "7" }],
  ["docker.io/redis:7", { registry: "docker.io", path: "library/redis", tag: "7" }],
  ["bitnami/redis:7", { registry: "docker.io", path: "bitnami/redis", tag: "7" }],
  ["localhost/a:1", { registry: "localhost", path: "a", tag: "1" }],
  ["localhost:5000/a/b", { registry: "localhost:5000", path: "a/b" }],
  ["r.example.com:5000/a/b:1", { registry: "r.example.com:5000", path: "a/b", tag: "1" }],
  [`r.example.com/a:1@${DIGEST}`, { registry: "r.example.com", path: "a", tag: "1", digest: DIGEST }],
  [`r.example.com/a@${DIGEST}`, { registry: "r.example.com", path: "a", digest: DIGEST }],
];

for (const [text, parts] of references) {
  test(`${text.slice(0, 40)} is read as Docker reads it`, () => {
    assert.deepEqual(parseReference(text), parts);
  });
}

test("the host of a place is what stands before its path", () => {
  assert.equal(registryOf("hub.bktencent.com/blueking"), "hub.bktencent.com");
  assert.equal(registryOf("registry.example.com:5000"), "registry.example.com:5000");
});

const wrong: [string, Section, RegExp][] = [
  ["a scheme", { registry: "https://hub.example.com" }, /images\.registry {2}must be a registry and a path/],
  ["a trailing slash", { storeRegistry: "hub.example.com/" }, /images\.storeRegistry {2}must be a registry/],
  ["a path alone", { thirdPartyRegistry: "mirror/library" }, /images\.thirdPartyRegistry/],
  ["an empty place", { registry: "" }, /images\.registry/],
  ["a digest for a tag", { tags: { redis: `7@${DIGEST}` } }, /a digest stands in images\.digests/],
  ["a digest that is none", { digests: { redis: "sha256:0123" } }, /images\.digests\.redis .*64 hexadecimal/],
  [
    "a digest of what applications run from",
    { digests: { "slug-app": DIGEST } },
    /slug-app {2}is not a known key/,
  ],
];

for (const [what, images, message] of wrong) {
  test(`${what} is refused`, () => {
    assert.match(problemsOf(images), message);
  });
}

for (const registry of [
  "127.0.0.1:5000",
  "localhost:5000/a",
  "registry:5000/a-b/c_d",
  "hub.bktencent.com/dev/b",
]) {
  test(`${registry} is a place of images`, () => {
    assert.equal(problemsOf({ registry }), "");
  });
}

const archive = {
  generation: "bkpaas3",
  bkpaas3: { chart: { from: "archive", path: "a.tgz", version: "0.1.3" } },
};

test("chart bkpaas3 has one registry for its modules and for applications", () => {
  const images = { registry: "a.example.com/b", publicRegistry: "c.example.com/d" };
  assert.match(problemsOf(images, archive), /images\.publicRegistry {2}must be at a\.example\.com/);
  assert.equal(problemsOf(images), "");
  assert.equal(problemsOf({ ...images, publicRegistry: "a.example.com/d" }, archive), "");
});

test("an account for images is a reason to ask where applications get theirs", () => {
  const warningsWith = (images: Section) =>
    warningsOf(settingsWith({ images })).filter((warning) => warning.includes("publicRegistry"));
  assert.equal(warningsWith({}).length, 0);
  assert.equal(warningsWith({ credentials: ADMIN }).length, 1);
  assert.deepEqual(warningsWith({ credentials: ADMIN, publicRegistry: "hub.example.com/public" }), []);
});

const PAAS_STACK: readonly ImageName[] = [
  ...(["paas3-apiserver", "paas3-workloads", "paas3-webfe"] as const),
  ...(["paas3-svc-mysql", "paas3-svc-bkrepo", "paas3-svc-rabbitmq", "paas3-buildpack-toolkit"] as const),
  ...(["slug-app", "slug-smart-app"] as const),
];
const MANAGED = { mode: "managed" };
const SERVER = { mode: "existing", host: "es.example.com" };
const SERVED = { mode: "existing", host: "db.example.com", admin: ADMIN };

const used: [string, Record<string, Section>, readonly ImageName[]][] = [
  ["servers that exist", {}, PAAS_STACK],
  ["the account in PaaS 2.0", { appAccount: { mode: "esb" } }, [...PAAS_STACK, "mysql-8.0"]],
  ["a Job on a server", { mysql: { ...SERVED, provisioning: "job" } }, [...PAAS_STACK, "mysql-8.0"]],
  [
    "managed stores",
    { mysql: { ...MANAGED, version: "5.7", createOpenPaas: true }, redis: MANAGED, rabbitmq: MANAGED },
    [...PAAS_STACK, "mysql-5.7", "redis", "rabbitmq"],
  ],
  [
    "stores of the applications",
    { redis: { mode: "existing", host: "redis.example.com", addons: MANAGED }, elasticsearch: MANAGED },
    [...PAAS_STACK, "redis", "elasticsearch"],
  ],
  [
    "other uploads",
    { uploads: { runtimes: "off", npm: "job", pypi: "command", devops: "off" } },
    [
      ...PAAS_STACK.slice(0, 6),
      ...(["paas3-init-npm", "paas3-init-pypi", "slug-app", "slug-smart-app"] as const),
    ],
  ],
  [
    "chart bkpaas3",
    { platform: archive },
    [
      ...PAAS_STACK.slice(0, 6),
      ...(["paas3-buildpack-toolkit", "slug-app", "k8s-wait-for", "busybox"] as const),
    ],
  ],
  [
    "application clusters",
    { elasticsearch: SERVER, initialCluster: { mode: "sameCluster" } },
    [...PAAS_STACK, "bk-ingress-nginx", "filebeat", "logstash"],
  ],
  [
    "application clusters without an ElasticSearch",
    { initialCluster: { mode: "sameCluster" } },
    [...PAAS_STACK, "bk-ingress-nginx"],
  ],
  [
    "an application cluster that brings its own",
    {
      elasticsearch: SERVER,
      initialCluster: { mode: "sameCluster", ingress: { enabled: false }, logs: { enabled: false } },
    },
    PAAS_STACK,
  ],
];

for (const [what, sections, names] of used) {
  test(`${what}: the images that are pulled`, () => {
    assert.deepEqual(imagesInUse(settingsWith(sections)), names);
  });
}

test("the base of S-Mart applications is a copy in bkrepo, in the project's folder", () => {
  const bkrepo = { endpoint: "http://bkrepo.paas.example.com", admin: ADMIN };
  assert.equal(
    smartBaseImage(settingsWith({ bkrepo, images: { tags: { "slug-app": "v2" } } })),
    "docker.paas.example.com:80/bkpaas/docker/slug-app:v2",
  );
  assert.equal(smartBaseImage(settingsWith({})), undefined);
});
