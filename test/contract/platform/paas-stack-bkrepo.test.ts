import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { paasStackValues } from "../../../components/platform/paas-stack/values.ts";
import { platformInput, secretOf } from "../../support/platform.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { type Rendered, render } from "../support/render.ts";
import { ADMIN, MODES, type Mode, toldIn } from "./modes.ts";

/** Our own chart, as this program installs it. */
function renderIn(mode: Mode): Promise<Rendered> {
  const values = paasStackValues(
    { ...platformInput, bkrepo: toldIn(mode).input },
    { apiserver: secretOf("apiserver"), workloads: secretOf("workloads") },
    { bkrepo: secretOf("bkrepo"), present: { sentryDsn: false, sentinelPassword: false }, digest: "digest" },
  );
  return render(path.join(CHECKOUT, "charts", "paas-stack"), values);
}

for (const mode of MODES) {
  test(`with provisioning ${mode} our chart migrates the databases and leaves the uploads to this program`, async () => {
    const rendered = await renderIn(mode);
    assert.deepEqual(
      rendered.jobNames.filter((job) => job.includes("init-devops")),
      [],
    );
    assert.ok(rendered.container("bkpaas3-apiserver-migrate-db", "migrate-db"));
  });
}

for (const mode of ["provider", "none"] as const) {
  test(`with provisioning ${mode} our chart makes no account and knows no administrator`, async () => {
    const rendered = await renderIn(mode);
    assert.equal(rendered.container("bkpaas3-apiserver-migrate-db", "init-bkrepo"), undefined);
    assert.doesNotMatch(rendered.text, /BKREPO_ADMIN|super-/);
  });
}

test("with provisioning platform our chart makes the accounts, and shows the administrator to nothing else", async () => {
  const rendered = await renderIn("platform");
  const args = rendered.container("bkpaas3-apiserver-migrate-db", "init-bkrepo")?.args ?? [];
  assert.ok(args.includes(`--super-username=${ADMIN.user}`));
  assert.ok(args.includes("--super-password=$(BKREPO_ADMIN_PASSWORD)"));
  assert.ok(args.includes("--addons-project=addons-of-staging"));
  assert.equal(rendered.text.split(ADMIN.user).length, 2);
});
