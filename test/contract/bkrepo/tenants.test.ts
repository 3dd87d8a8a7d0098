import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { TestBkrepo } from "../../support/bkrepo.ts";
import { Driven } from "./driven.ts";

describe("a multi-tenant bkrepo", () => {
  let bkrepo: TestBkrepo;
  before(async () => {
    bkrepo = await TestBkrepo.start({ tenants: true });
  });
  after(() => bkrepo.stop());

  it("names a project after its tenant, by which everything in it is made, read and imported", async () => {
    const driven = await Driven.to(bkrepo, { tenantId: "blue" });
    const made = await driven.of("Project").create({ name: "bkpaas" });
    assert.equal(made.id, "blue.bkpaas");
    assert.equal(made.outputs.projectId, "blue.bkpaas");
    assert.deepEqual(await driven.of("Project").read(made.id, made.inputs, made.outputs), made);
    for (const id of ["bkpaas", "blue.bkpaas"]) {
      const imported = await driven.of("Project").read(id);
      assert.deepEqual([imported?.id, imported?.inputs.name], ["blue.bkpaas", "bkpaas"]);
    }
    const repository = await driven
      .of("Repository")
      .create({ project: "blue.bkpaas", name: "npm", type: "npm" });
    assert.equal(repository.id, "blue.bkpaas/npm");
    assert.ok(await driven.of("Repository").read(repository.id));
    assert.equal(await driven.of("Project").read("other"), undefined);
  });

  it("says that it asks for a tenant", async () => {
    const driven = await Driven.to(bkrepo);
    await assert.rejects(driven.of("Project").create({ name: "bkpaas" }), /tenantId/);
  });
});
