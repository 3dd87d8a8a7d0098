import assert from "node:assert/strict";
import { test } from "node:test";
import { uploadSteps } from "../../../components/uploads/steps.ts";
import { uploadTask, vendorTask } from "../../../components/uploads/task.ts";
import { uploadNamed } from "../../../sandbox/commands/upload.ts";
import { dockerCommand, envFile, importLine } from "../../../sandbox/uploads/command.ts";
import { parsedWith, settingsWith } from "../../support/configuration.ts";

const FILE = "uploads/dev/bkrepo.env";
const settings = settingsWith({});
const TOOLKIT = "hub.bktencent.com/blueking/paas3-buildpack-toolkit:0.1.3-beta1";

function problems(uploads: Record<string, unknown>, platform: Record<string, unknown> = {}): string[] {
  const parsed = parsedWith({ uploads, platform });
  return parsed.ok ? [] : parsed.problems.map(({ key, rule }) => `${key} ${rule}`);
}

test("the build tools are uploaded by a Job and the runtimes by a command, unless told", () => {
  assert.deepEqual(settings.uploads, {
    stack: "heroku-18",
    runtimes: "command",
    devops: "job",
    pypi: "off",
    npm: "off",
    redis: { by: "off" },
  });
});

test("the command of the runtimes is the install guide's, with the login in a file", () => {
  assert.equal(
    dockerCommand(uploadTask("runtimes", settings.uploads, settings.images), FILE),
    `docker run --rm --network host --env-file ${FILE} --entrypoint bash ${TOOLKIT} runtimes-download.sh`,
  );
});

test("without the Internet the command mounts the folder and uploads it", () => {
  assert.equal(
    dockerCommand(vendorTask(settings.uploads, settings.images), FILE, "/srv/my vendor"),
    `docker run --rm --network host --env-file ${FILE} -v '/srv/my vendor:/data/vendor' ${TOOLKIT} ` +
      "paas-devops upload -r --allow-overwrite true vendor runtimes/heroku-18/vendor/",
  );
});

test("the login's file has the four variables, a line each and without quotes", () => {
  const variables = {
    BKREPO_USERNAME: "bkpaas3",
    BKREPO_PASSWORD: 'it\'s $a "secret"',
    BKREPO_ENDPOINT: "http://bkrepo.example.com",
    BKREPO_PROJECT: "bkpaas",
  };
  assert.equal(
    envFile(variables),
    'BKREPO_USERNAME=bkpaas3\nBKREPO_PASSWORD=it\'s $a "secret"\n' +
      "BKREPO_ENDPOINT=http://bkrepo.example.com\nBKREPO_PROJECT=bkpaas\n",
  );
});

test("the pool goes to the running apiserver by its standard input", () => {
  const kubernetes = { context: "production" };
  assert.equal(
    importLine({ kubernetes, namespace: "paas-system" }, "uploads/dev/redis.yaml"),
    "kubectl --context production --namespace paas-system exec -i deploy/bkpaas3-apiserver-web -- " +
      "python manage.py import_pre_created_instance --service redis -f - < 'uploads/dev/redis.yaml'",
  );
});

test("make upload wants one of the names, and a folder for the runtimes only", () => {
  assert.equal(uploadNamed("npm", undefined), "npm");
  assert.equal(uploadNamed("runtimes", "vendor"), "runtimes");
  assert.throws(() => uploadNamed("ruby", undefined), /WHAT=runtimes\|devops\|pypi\|npm\|redis/);
  assert.throws(() => uploadNamed("npm", "vendor"), /for WHAT=runtimes only/);
});

test("the next steps ask for runtimes until bkrepo has them", () => {
  const [missing = ""] = uploadSteps(settings.uploads, "missing");
  assert.match(missing, /missing in bkrepo.*make upload WHAT=runtimes prints/);
  assert.match(uploadSteps(settings.uploads, "unknown")[0] ?? "", /could ask.*make upload WHAT=runtimes/);
  assert.doesNotMatch(uploadSteps(settings.uploads, "there").join(), /runtimes/);
  const byJob = settingsWith({ uploads: { runtimes: "job" } }).uploads;
  assert.match(uploadSteps(byJob, "missing")[0] ?? "", /starts it again/);
});

test("the next steps name every command that is a person's", () => {
  const { uploads } = settingsWith({
    uploads: {
      npm: "command",
      pypi: "command",
      redis: { by: "command", instances: { first: { host: "r.example.com" } } },
    },
  });
  const steps = uploadSteps(uploads, "there").join("\n");
  for (const name of ["npm", "pypi", "redis"]) assert.ok(steps.includes(`make upload WHAT=${name} `), name);
});

const POOL = { first: { host: "r.example.com" } };

test("a Job fills the pool with our own chart only", () => {
  assert.deepEqual(problems({ redis: { by: "job", instances: POOL } }), []);
  const archive = { from: "archive", path: "a.tgz", version: "0.1.3" };
  for (const platform of [
    { generation: "bkpaas3", bkpaas3: { chart: archive } },
    { paasStack: { chart: archive } },
  ]) {
    assert.match(
      problems({ redis: { by: "job", instances: POOL } }, platform).join(),
      /uploads\.redis\.by must be command/,
    );
    assert.deepEqual(problems({ redis: { by: "command", instances: POOL } }, platform), []);
  }
});

test("an exclusive instance is in the pool once", () => {
  const exclusive = { host: "r.example.com", plan: "1exclusive" };
  const pool = (instances: object) => problems({ redis: { by: "job", instances } }).join();
  assert.equal(pool({ first: exclusive, second: { ...exclusive, port: 6380 } }), "");
  assert.match(pool({ first: { ...exclusive, entries: 2 } }), /first\.entries must be 1/);
  assert.match(
    pool({ first: exclusive, second: exclusive }),
    /first\.host must be the only r\.example\.com:6379/,
  );
  assert.match(pool({ first: POOL.first, second: exclusive }), /second\.host/);
});

test("a published password is refused in the pool too", () => {
  const instances = { first: { host: "r.example.com", password: "blueking" } };
  assert.match(
    problems({ redis: { by: "job", instances } }).join(),
    /instances\.first\.password is published/,
  );
});
