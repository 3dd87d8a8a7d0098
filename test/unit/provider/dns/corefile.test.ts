import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "../../../support/fast-check.ts";
import {
  Damaged,
  blockIn,
  claimsIn,
  contentOf,
  hasBraces,
  isReloaded,
  renderBlock,
  withBlock,
  withoutBlock,
  withoutBlocks,
} from "../../../../provider/dns/corefile.ts";

/** As Kubernetes installs it. */
const COREFILE = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
    }
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30
    loop
    reload
    loadbalance
}
`;

const content = {
  names: ["bkpaas.example.com", "bkapi.example.com"],
  ip: "10.0.0.1",
  target: "ingress/nginx",
};

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
const hostName = fc.tuple(label, label).map((labels) => labels.join("."));
const contents = fc.record({
  names: fc.uniqueArray(hostName, { minLength: 1, maxLength: 5 }),
  ip: fc.oneof(fc.ipV4(), fc.ipV6()),
  target: fc.oneof(
    fc.ipV4(),
    fc.tuple(label, label).map((parts) => parts.join("/")),
  ),
});
/** Texts of any kind, last lines that do not end among them, and blocks of others. */
const foreign = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.constant(COREFILE),
      contents.map((other) => renderBlock("other", other)),
    ),
  )
  .map((parts) => parts.join("\n"))
  .filter((text) => !text.includes("bkpaas own"));
const blockName = fc.constantFrom("own", "own.two", "o-wn");

describe("a block of the Corefile", () => {
  it("answers its names and leads all below them to where they were resolved before", () => {
    assert.equal(
      withBlock(COREFILE, "one", content),
      `# BEGIN bkpaas one
# target ingress/nginx
bkpaas.example.com:53 bkapi.example.com:53 {
    errors
    hosts {
        10.0.0.1 bkpaas.example.com
        10.0.0.1 bkapi.example.com
        fallthrough
    }
    forward . /etc/resolv.conf
}
# END bkpaas one
${COREFILE}`,
    );
  });

  it("leaves no trace when it is removed", () => {
    fc.assert(
      fc.property(foreign, blockName, contents, (text, name, said) => {
        assert.equal(withoutBlock(withBlock(text, name, said), name), text);
      }),
    );
  });

  it("is there once, however often it is written, in its last form", () => {
    fc.assert(
      fc.property(foreign, contents, contents, (text, first, last) => {
        const once = withBlock(text, "own", last);
        assert.equal(withBlock(once, "own", last), once);
        assert.equal(withBlock(withBlock(text, "own", first), "own", last), once);
      }),
    );
  });

  it("keeps every foreign line, the other environments' too, whatever order they come and go in", () => {
    fc.assert(
      fc.property(foreign, contents, contents, contents, (text, a, b, later) => {
        const both = withBlock(withBlock(text, "own", a), "own.two", b);
        assert.equal(withoutBlock(both, "own"), withBlock(text, "own.two", b));
        const changed = withBlock(both, "own", later);
        assert.equal(blockIn(changed, "own.two"), renderBlock("own.two", b));
        assert.equal(withoutBlock(withoutBlock(changed, "own"), "own.two"), text);
        assert.equal(withoutBlocks(changed), withoutBlocks(text));
      }),
    );
  });

  it("tells what it was made from", () => {
    fc.assert(
      fc.property(foreign, contents, (text, said) => {
        assert.deepEqual(contentOf(blockIn(withBlock(text, "own", said), "own") ?? ""), { ...said });
      }),
    );
  });

  it("whose marks do not pair is not touched", () => {
    const whole = withBlock(COREFILE, "one", content);
    const damaged = [
      whole.replace("# END bkpaas one\n", ""),
      whole.replace("# BEGIN bkpaas one\n", ""),
      whole + whole,
      whole.replace("    errors\n", "# BEGIN bkpaas two\n"),
    ];
    for (const text of damaged) {
      assert.throws(() => withBlock(text, "one", content), Damaged);
      assert.throws(() => withoutBlock(text, "one"), Damaged);
    }
    const spaced = whole.replace("# END bkpaas one", "# END bkpaas one \r");
    assert.equal(withoutBlock(spaced, "one"), COREFILE);
  });
});

describe("names that others answer", () => {
  const claimed = (text: string): string[] =>
    claimsIn(text, "own", content.names).map(({ name, block }) => (block ? `${name} of ${block}` : name));

  it("are found in server blocks, hosts and rewrites, however they are written", () => {
    const lines = [
      "bkpaas.example.com {",
      "dns://BKPAAS.example.com.:53, a.example.com {",
      '    10.1.1.1 a "bkpaas.example.com"',
      "    rewrite name bkpaas.example.com nginx.ingress.svc.cluster.local # all",
    ];
    for (const line of lines)
      assert.deepEqual(claimed(`${COREFILE}${line}\n}`), ["bkpaas.example.com"], line);
  });

  it("are found in the block of another environment, which is named", () => {
    const text = withBlock(COREFILE, "theirs", { ...content, names: ["bkapi.example.com"] });
    assert.deepEqual(claimed(text), ["bkapi.example.com of theirs", "bkapi.example.com of theirs"]);
    assert.deepEqual(claimed(`${text}bkpaas.example.com {\n}`).at(-1), "bkpaas.example.com");
  });

  it("are neither its own, nor in a comment, nor longer, nor of another port", () => {
    const lines = [
      "# bkpaas.example.com",
      "x.bkpaas.example.com {",
      "example.com:53 {",
      "bkpaas.example.com:5353 {",
    ];
    for (const line of lines) assert.deepEqual(claimed(`${COREFILE}${line}\n}`), [], line);
    assert.deepEqual(claimed(withBlock(COREFILE, "own", content)), []);
  });
});

describe("a Corefile", () => {
  it("takes a block before it if it has braces, or nothing but comments", () => {
    for (const text of [COREFILE, "", "\n# none\n", "(snippet) {\n}\n"]) assert.ok(hasBraces(text), text);
    for (const text of [".\nforward . 10.0.0.1\n", "# {\n.:53\nerrors\n"]) assert.ok(!hasBraces(text), text);
  });

  it("is read again when the plugin reload is in it", () => {
    assert.ok(isReloaded(COREFILE));
    assert.ok(!isReloaded(COREFILE.replace("    reload\n", "    # reload\n")));
  });
});
