import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { appClusters } from "../../../config/clusters/app-clusters.ts";
import { initialCluster } from "../../../config/clusters/initial-cluster.ts";
import { type AskedCluster, type Finding, warningOn } from "../../../preflight/cluster-verdict.ts";
import { reachedClusters } from "../../../preflight/clusters.ts";
import { settingsWith } from "../../support/configuration.ts";

const SERVER = "https://10.0.0.10:6443";
const needs = { verb: "create", group: "", resource: "namespaces" };
const EAST: AskedCluster = { key: "appClusters.east", login: "token", needs };

const silence = (code: string): Finding => ({ kind: "silence", server: SERVER, code });
const refusal = (status: number, message = "no"): Finding => ({
  kind: "refusal",
  server: SERVER,
  status,
  message,
});

test("a cluster whose login may do what is needed is nothing to warn of", () => {
  assert.equal(warningOn(EAST, { kind: "answer", allowed: true }), undefined);
});

describe("what is wrong is said with what to do", () => {
  const cases: Readonly<Record<string, readonly [Finding, RegExp]>> = {
    "a closed port": [
      silence("ECONNREFUSED"),
      /connection is refused; check the address and that the server/,
    ],
    "a limit that passed": [silence("ABORT_ERR"), /nothing answers in time; .*firewalls/],
    "another authority": [
      silence("SELF_SIGNED_CERT_IN_CHAIN"),
      /no authority that is configured.*configure its authority and login anew/,
    ],
    "an expired certificate": [silence("CERT_HAS_EXPIRED"), /has expired; renew it there/],
    "an unknown code": [silence("EODD"), /can't be asked: EODD; check/],
    "a login that ended": [refusal(401), /does not accept its token \(401\): .*ServiceAccount.*made anew/],
    "any other refusal": [refusal(503, "try later"), /answers with 503 \(try later\): ask/],
    "no API server": [{ kind: "stranger", server: SERVER }, /is no API server: check the address/],
    "no right": [{ kind: "answer", allowed: false }, /its token may not create namespaces there: give/],
    "no login": [{ kind: "unusable" }, /kubeconfig can't be used here: no such context/],
  };
  for (const [name, [finding, told]] of Object.entries(cases)) {
    test(name, () => {
      const warning = warningOn(EAST, finding) ?? assert.fail();
      assert.match(warning, told);
      assert.match(warning, /^bkpaas:appClusters\.east {2}.*\. The platform and every other cluster go on/);
    });
  }
});

test("a login that ended is renewed in its own way", () => {
  const renewal = (login: AskedCluster["login"]) => warningOn({ ...EAST, login }, refusal(401)) ?? "";
  assert.match(renewal("kubeconfig"), /configure a new kubeconfig/);
  assert.match(renewal("certificate"), /configure a new one with its key/);
});

test("of a page that comes instead of an answer only the beginning is shown", () => {
  const warning = warningOn(EAST, refusal(502, "x".repeat(100_000))) ?? "";
  assert.ok(warning.length < 1000);
});

describe("asked", () => {
  const ca = Buffer.from("-----BEGIN CERTIFICATE-----").toString("base64");
  const token = { mode: "token", apiServers: [SERVER], ca, token: "t" };
  const certificate = { mode: "certificate", apiServers: [SERVER], ca, certificate: ca, key: ca };
  const asked = (entries: object, initial: object = { mode: "none" }) =>
    reachedClusters({
      ...settingsWith({}),
      appClusters: appClusters.parse(entries),
      initialCluster: initialCluster.parse(initial),
    });

  test("is nothing where there is no cluster, or this program makes the account in the platform's own", () => {
    assert.deepEqual(asked({}), []);
    assert.deepEqual(asked({}, { mode: "sameCluster" }), []);
  });

  test("is every entry, an administrator for other rights than the platform's own login", () => {
    const kubeconfig = { mode: "kubeconfig", kubeconfig: "the text\n", context: "c" };
    const clusters = asked({ east: kubeconfig, west: token, north: certificate });
    assert.deepEqual(
      clusters.map(({ key, login, needs: { resource } }) => `${key} ${login} ${resource}`),
      [
        "appClusters.east kubeconfig clusterrolebindings",
        "appClusters.west token namespaces",
        "appClusters.north certificate namespaces",
      ],
    );
    assert.deepEqual(clusters[0]?.connection, { kubeconfig: "the text\n", context: "c" });
  });

  test("is an initial cluster that is given, but neither a Service nor one without an authority", () => {
    const keys = (changes: object) => asked({}, { ...token, ...changes }).map(({ key }) => key);
    assert.deepEqual(keys({}), ["initialCluster"]);
    assert.deepEqual(keys({ ca: undefined }), []);
    for (const host of ["kubernetes.default", "kubernetes.default.svc.cluster.local", "api.paas.svc:6443"]) {
      assert.deepEqual(keys({ apiServers: [`https://${host}`] }), [], host);
    }
  });
});
