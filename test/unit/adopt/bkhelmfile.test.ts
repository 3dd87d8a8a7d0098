import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readBkhelmfile } from "../../../sandbox/adopt/bkhelmfile.ts";
import { findKey } from "../../../sandbox/adopt/found.ts";
import type { KeyName } from "../../../config/secrets/catalogue.ts";
import { ACCOUNTS, newKeys } from "./installations.ts";

const keys = newKeys();

/** Files in the layout of bkhelmfile, as small as its forms allow. */
const FILES: Readonly<Record<string, string>> = {
  "app_secret.yaml": `# app_code对应的app_secret值
appSecret:
  bk_paas: 11111111-2222-4333-8444-555555555555
  bk_paas3: ${keys.appSecret}
`,
  "values.yaml": `
domain: { bkDomain: paas.example.com }
mysql: { host: bk-mysql, rootPassword: from-values }
bkrepo: { common: { username: admin, password: admins } }
bkauth: { encryptKey: ${"a".repeat(32)} }
paas:
  encryptKey: overridden-below
  bkrepo: { addonsUsername: bksaas-addons, addonsPassword: ${keys.bkrepoAddons} }
`,
  "custom.yaml": `
paas:
  encryptKey: ${keys.encryption}
mysql: { rootPassword: from-custom }
`,
  "bkpaas3-values.yaml.gotmpl": `
global:
  bkrepoConfig:
    addonsUsername: {{ .Values.paas.bkrepo.addonsUsername }}
    addonsPassword: {{ .Values.paas.bkrepo.addonsPassword }}
    endpoint: http://bkrepo.{{ .Values.domain.bkDomain }}
  ## 必填 {{ not for helmfile }}
  appSecret: {{ .Values.appSecret.bk_paas3 }}
  paasServicesJwtClientKey: "of-the-template"
  bkKrillEncryptSecretKey: {{ .Values.paas.encryptKey | quote }}
mariadb:
  enabled: false
apiserver:
  externalDatabase:
    default:
      user: root
      password: {{ .Values.mysql.rootPassword }}
  initialCluster:
{{ readFile "./paas3_initial_cluster.yaml" | indent 4 }}
`,
  "bkpaas3-custom-values.yaml.gotmpl": `
global:
  paasServicesJwtClientKey: "${keys.jwt}"
`,
  "bkauth-values.yaml.gotmpl": `
encryptKey: {{ .Values.bkauth.encryptKey }}
accessKeys: {{ .Values.appSecret | toYaml | nindent 10 }}
`,
};

function read(files: Readonly<Record<string, string>>) {
  return readBkhelmfile((file) => files[file.replace("environments/default/", "")]);
}

function found(name: KeyName): string[] {
  const sources = { releases: read(FILES).releases, objects: [] };
  return findKey(name, sources, ACCOUNTS).findings.map(({ place, value }) => `${place} = ${value}`);
}

describe("a folder of bkhelmfile", () => {
  const chart = "bkhelmfile's bkpaas3";

  it("gives what helmfile would: of each value the last file's, through the template of the release", () => {
    assert.deepEqual(found("encryption"), [`${chart}: global.bkKrillEncryptSecretKey = ${keys.encryption}`]);
    assert.deepEqual(found("appSecret"), [`${chart}: global.appSecret = ${keys.appSecret}`]);
    assert.deepEqual(found("jwt"), [`${chart}: global.paasServicesJwtClientKey = ${keys.jwt}`]);
    assert.deepEqual(found("bkrepoAddons"), [
      `${chart}: global.bkrepoConfig.addonsPassword = ${keys.bkrepoAddons}`,
    ]);
    assert.deepEqual(found("bkauthEncryption"), [`bkhelmfile's bkauth: encryptKey = ${"a".repeat(32)}`]);
  });

  it("gives no password of root for another account", () => {
    assert.deepEqual(found("mysqlPlatform"), []);
  });

  it("names the lines that only helmfile can evaluate", () => {
    assert.deepEqual(read(FILES).skipped, [
      "environments/default/bkpaas3-values.yaml.gotmpl, line 19",
      "environments/default/bkauth-values.yaml.gotmpl, line 3",
    ]);
  });

  it("is refused where it is none", () => {
    assert.throws(() => read({}), /no folder of bkhelmfile.*bkpaas3-values\.yaml\.gotmpl is missing/);
  });

  it("with a broken file is refused with the line, and without the text", () => {
    const broken = { ...FILES, "custom.yaml": `paas:\n  encryptKey: "${keys.encryption}\n` };
    assert.throws(
      () => read(broken),
      (error: Error) =>
        /environments\/default\/custom\.yaml is no YAML: .* in line \d/.test(error.message) &&
        !error.message.includes(keys.encryption),
    );
  });
});
