import assert from "node:assert/strict";
import { test } from "node:test";
import { importContainer } from "../../../components/uploads/import-container.ts";
import { jobSpec, uploadContainer } from "../../../components/uploads/job.ts";
import { poolFile } from "../../../components/uploads/redis-pool.ts";
import { uploadTask, vendorTask } from "../../../components/uploads/task.ts";
import { Hidden } from "../../../config/hidden.ts";
import { type BkrepoUpload, bkrepoUploads } from "../../../config/uploads.ts";
import { platformInput } from "../../support/platform.ts";

const PLACE = "registry.example.com/mirror";

/** The install guide's commands ("后置步骤" and "参考资料"), and for devops the Job of chart bkpaas3 0.1.3. */
const GUIDE: Readonly<Record<BkrepoUpload, Record<string, unknown>>> = {
  runtimes: {
    image: `${PLACE}/paas3-buildpack-toolkit:0.1.3-beta1`,
    command: ["bash"],
    args: ["runtimes-download.sh"],
  },
  devops: {
    image: `${PLACE}/paas3-buildpack-toolkit:0.1.3-beta1`,
    command: ["paas-devops"],
    args: ["upload", "-r", "--allow-overwrite", "true", "buildpacks", "runtimes/heroku-18/buildpacks/"],
  },
  pypi: { image: `${PLACE}/paas3-init-pypi:0.1.3-beta1` },
  npm: { image: `${PLACE}/paas3-init-npm:0.1.3-beta1` },
};

/** Beside the four of bkrepo, which the guide names for every upload. */
const MORE: Readonly<Partial<Record<BkrepoUpload, readonly object[]>>> = {
  devops: [
    { name: "STACK", value: "heroku-18" },
    { name: "BKREPO_BUCKET", value: "bkpaas3-platform-assets" },
  ],
};

const reference = (name: string, key: string) => ({
  name: key,
  valueFrom: { secretKeyRef: { name, key } },
});

const LOGIN = [
  reference("login", "BKREPO_USERNAME"),
  reference("login", "BKREPO_PASSWORD"),
  reference("login", "BKREPO_ENDPOINT"),
  reference("login", "BKREPO_PROJECT"),
];

const stack = "heroku-18";

for (const name of bkrepoUploads) {
  test(`the Job ${name} runs what the install guide runs, with bkrepo's login by reference`, () => {
    const task = uploadTask(name, { stack }, platformInput.images);
    assert.deepEqual(uploadContainer(platformInput, name, task, "login"), {
      name: `upload-${name}`,
      ...GUIDE[name],
      env: [...LOGIN, ...(MORE[name] ?? [])],
    });
  });
}

test("another stack is another path of runtimes and build tools", () => {
  const other = { stack: "heroku-24" };
  assert.equal(
    uploadTask("devops", other, platformInput.images).args?.at(-1),
    "runtimes/heroku-24/buildpacks/",
  );
  assert.equal(vendorTask(other, platformInput.images).args?.at(-1), "runtimes/heroku-24/vendor/");
});

test("a Job finds its registry, bkrepo and the Internet as the platform's pods do", () => {
  const input = {
    ...platformInput,
    pullSecrets: ["puller"],
    hostAliases: [{ ip: "10.0.0.10", hostnames: ["bkrepo.example.com"] }],
    proxy: { https: "http://proxy.example.com:3128", except: [".example.com"] },
  };
  const task = uploadTask("runtimes", { stack }, input.images);
  const container = uploadContainer(input, "runtimes", task, "login");
  const { template, backoffLimit } = jobSpec(input, { container, retries: 6, deadline: 60 });
  assert.ok("spec" in template);
  assert.equal(backoffLimit, 6);
  const names = JSON.stringify(template.spec);
  for (const part of ["puller", '"ip":"10.0.0.10"', '"name":"HTTPS_PROXY"', '"name":"NO_PROXY"']) {
    assert.ok(names.includes(part), part);
  }
});

test("the pool is imported by the apiserver, from a file of a Secret", () => {
  const present = { sentryDsn: false, sentinelPassword: false };
  const { container, volumes } = importContainer(platformInput, present, "pool-secret");
  assert.equal(container.image, `${PLACE}/paas3-apiserver:0.1.3-beta6`);
  assert.deepEqual(container.command, [
    ...["python", "manage.py", "import_pre_created_instance"],
    ...["--service", "redis", "-f", "/pool/pool.yaml"],
  ]);
  assert.deepEqual(container.envFrom, [{ secretRef: { name: "bkpaas3-apiserver-secrets" } }]);
  assert.deepEqual(volumes, [{ name: "pool", secret: { secretName: "pool-secret" } }]);
  const env = JSON.stringify(container.env);
  for (const variable of ["PAAS3_MYSQL_NAME", "PAAS_DATABASE_HOST", "PAAS_BKKRILL_ENCRYPT_SECRET_KEY"]) {
    assert.ok(env.includes(`"${variable}"`), variable);
  }
  assert.deepEqual(
    (container.env as { name: string }[]).slice(0, 4),
    ["BKREPO_PASSWORD", "BKREPO_ADDONS_PASSWORD", "BKREPO_LESSCODE_PASSWORD", "BLOBSTORE_BKREPO_CONFIG"].map(
      (key) => reference("bkpaas3-bkrepo-secrets", key),
    ),
  );
});

test("the file of the pool has a document for each entry, as the platform's FAQ describes it", () => {
  const password = new Hidden('p"w');
  const shared = poolFile({ plan: "0shared", host: "r.example.com", port: 6380, password, entries: 2 });
  const documents = shared.split("---\n").map((text) => JSON.parse(text) as Record<string, string>);
  assert.equal(documents.length, 2);
  for (const { plan, config, credentials } of documents) {
    assert.equal(plan, "0shared");
    assert.deepEqual(JSON.parse(config ?? ""), { recyclable: true });
    assert.deepEqual(JSON.parse(credentials ?? ""), { host: "r.example.com", port: 6380, password: 'p"w' });
  }
  const exclusive = poolFile({ plan: "1exclusive", host: "r", port: 6379, entries: 1 });
  assert.match(exclusive, /"config":"\{\\"recyclable\\":false\}"/);
});
