import assert from "node:assert/strict";
import { test } from "node:test";
import { filesOf, filesOfInitial } from "../../../sandbox/clusters/files.ts";
import { TOKEN, registrationWith } from "../../support/registration.ts";

const place = { namespace: "paas-system", paas3: "http://bkpaas.example.com" };
const context = {
  containerLogDir: "/var/log/pods",
  namespace: "blueking",
  imageRegistry: "registry.example.com",
};
const east = registrationWith({ id: "30ec2ccf-43fc-4f4c-8633-8b0d99db765e", name: "east" });

test("a cluster beside the initial one gets the fixture of older platforms and the requests of newer ones", () => {
  const files = filesOf(east, place, context);
  assert.deepEqual(
    files.map(({ name }) => name),
    ["east.cluster.yaml", "east.1.json", "east.2.json"],
  );
  for (const { name, text } of files) {
    const holds = text.includes(TOKEN);
    assert.ok(holds, name);
  }
});

test("no command that is printed has a credential in it", () => {
  const all = [...filesOf(east, place, context), ...filesOfInitial(registrationWith(), place)];
  const commands = all.flatMap((file) => file.commands(`clusters/dev/${file.name}`));
  assert.equal(commands.length, 7);
  for (const command of commands) assert.ok(!command.includes(TOKEN), command);
});

test("the fixture is read from standard input, so that no file with a token stays in a container", () => {
  const [fixture] = filesOf(east, place, context);
  assert.deepEqual(fixture?.commands("east.cluster.yaml"), [
    "kubectl -n paas-system exec -i deploy/bkpaas3-workloads-web -- python manage.py loaddata --format=yaml - < east.cluster.yaml",
    "kubectl -n paas-system exec deploy/bkpaas3-workloads-web -- python manage.py region_gen_state --region default --no-input",
  ]);
});

test("the environment of the initial cluster is lines that a shell reads, whatever stands in them", () => {
  const environment = filesOfInitial(registrationWith({ frontendIp: "it's" }), place).find(({ name }) =>
    name.endsWith(".env"),
  );
  assert.match(environment?.text ?? "", /^PAAS_WL_CLUSTER_FRONTEND_INGRESS_IP='it'\\''s'$/m);
  for (const line of environment?.text.trimEnd().split("\n") ?? []) assert.match(line, /^[A-Z_]+='.*'$/);
});
