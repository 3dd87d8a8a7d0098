import assert from "node:assert/strict";
import { test } from "node:test";
import { type Font, textWidth, wrapped } from "../../../picture/text.ts";

const FONT: Font = { size: 1000, isBold: false };

/** Widths of the characters from space to ~ in DejaVu Sans, in thousandths of the font's size. */
const DEJAVU_SANS = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
  636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
  295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
  500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
  392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

test("no character is estimated narrower than in DejaVu Sans, the widest font that a picture is shown in", () => {
  DEJAVU_SANS.forEach((width, index) => {
    const character = String.fromCharCode(0x20 + index);
    assert.ok(textWidth(character, FONT) >= width, character);
    assert.ok(textWidth(character, FONT) <= Math.max(1000, 2.5 * width), character);
  });
});

test("a Chinese character and its punctuation are as wide as high, and bold text is wider", () => {
  for (const character of "蓝鲸密钥，：、（）") assert.equal(textWidth(character, FONT), 1000);
  assert.ok(textWidth("release", { ...FONT, isBold: true }) > textWidth("release", FONT));
});

test("lines are no wider than wanted, and lose nothing but spaces", () => {
  const texts = [
    "keys: bkrepoAddons, jwt, metricsToken, mysqlPlan, svcRabbitmqEncryption",
    "密钥：bkrepoAddons、jwt、metricsToken、mysqlPlan、svcRabbitmqEncryption",
    "开发者、管理员、应用的用户",
    "existing: http://bkpaas-elasticsearch.paas-system.svc.cluster.example.com:9200",
    "averyveryverylongwordwithoutanyplacetocutitatallbutsomewhere",
  ];
  for (const text of texts) {
    const lines = wrapped(text, FONT, 12_000);
    assert.ok(lines.length > 1, text);
    for (const line of lines) assert.ok(textWidth(line, FONT) <= 12_000, line);
    assert.equal(lines.join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
  }
});

test("no line begins with a punctuation, and addresses are cut behind a dot or a slash", () => {
  const chinese = wrapped("密钥：bkrepoAddons、bkrepoPlatform、encryption", FONT, 12_000);
  for (const line of chinese) assert.doesNotMatch(line, /^[、，：]/);
  assert.deepEqual(wrapped("http://one.example.com:9200", FONT, 11_500), ["http://one.example.", "com:9200"]);
});
