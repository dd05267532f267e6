import { expect, test } from "vitest";
import { asksAgain, clustersOf, duplicateBy, findDuplicates, likenessOf, toSkillText } from "./index.ts";

const PARAGRAPH = (topic: string) =>
  Array.from(
    { length: 12 },
    (_none, at) => `Step ${at} of ${topic}: look at the ${topic} part ${at}, write down what it says, and go on.`,
  ).join("\n");
const skill = (name: string, description: string, topic = name) =>
  toSkillText({ name, description, body: PARAGRAPH(topic) });
const RELEASE = "Prepare a release of the package: changelog, version, tag and notes. Use it before publishing.";
const by = (a: ReturnType<typeof skill>, b: ReturnType<typeof skill>) => duplicateBy(a, b, likenessOf(a, b));

test.each([
  [
    "the same body under another name",
    skill("cut-release", RELEASE, "t"),
    skill("ship", "Count the words of a file that nobody reads any more.", "t"),
    ["body"],
  ],
  ["the same description of another body", skill("cut-release", RELEASE), skill("ship-it", RELEASE), ["description"]],
  [
    "the same words in the name, and a description half alike",
    skill("release-notes", RELEASE),
    skill("note-releases", "Prepare a release of the package: changelog, version, tag, and announce it to everybody."),
    ["name"],
  ],
  [
    "nothing in common",
    skill("cut-release", RELEASE),
    skill("trace-logs", "Follow a request through the logs of several services."),
    [],
  ],
  ["short descriptions, which are alike by chance", skill("a-b", "Formats text."), skill("c-d", "Formats text."), []],
  [
    "one that sends other work to the other",
    skill("cut-release", `${RELEASE} Not for hot fixes: use ship-it.`),
    skill("ship-it", RELEASE),
    [],
  ],
  [
    "both sending work to each other",
    skill("cut-release", `${RELEASE} Not for hot fixes: use \`ship-it\`.`),
    skill("ship-it", `${RELEASE} Not for big releases; use cut-release instead.`),
    [],
  ],
  [
    "the same body all the same, whatever they say",
    skill("cut-release", "Not for hot fixes: use ship-it.", "t"),
    skill("ship-it", RELEASE, "t"),
    ["body"],
  ],
])("%s", (_name, a, b, reasons) => {
  expect(by(a, b)).toEqual(reasons);
  expect(by(b, a)).toEqual(reasons);
  const found = findDuplicates([a, skill("other", "Something of its own that is about gardens and trees."), b]);
  expect(found.map((pair) => [pair.a, pair.b, pair.by])).toEqual(reasons.length === 0 ? [] : [[0, 2, reasons]]);
});

test("of many that are the same a cluster is found, without each of its pairs", () => {
  const texts = Array.from({ length: 200 }, (_none, at) => skill(`copy-${at}`, `About number ${at}.`, "t"));
  const pairs = findDuplicates(texts);
  expect(pairs.length).toBeLessThan(2_000);
  const [cluster, ...rest] = clustersOf(pairs.map(({ a, b }) => ({ a: `${a}`, b: `${b}` })));
  expect([cluster?.length, rest]).toEqual([200, []]);
});

test("clusters are what pairs connect, the largest first", () => {
  const pairs = [
    { a: "x", b: "y" },
    { a: "c", b: "d" },
    { a: "a", b: "b" },
    { a: "b", b: "c" },
  ];
  expect(clustersOf(pairs)).toEqual([
    ["a", "b", "c", "d"],
    ["x", "y"],
  ]);
});

test("a dismissed pair asks again once one of its texts is another", () => {
  const [a, b] = [skill("a-one", RELEASE), skill("b-two", RELEASE)];
  const touched = toSkillText({ name: "a-one", description: RELEASE, body: `${PARAGRAPH("a-one")}\nOne more line.` });
  const other = toSkillText({ name: "a-one", description: RELEASE, body: PARAGRAPH("rewritten") });
  expect(asksAgain({ a, b }, { a, b })).toBe(false);
  expect(asksAgain({ a, b }, { a: touched, b })).toBe(false);
  expect(asksAgain({ a, b }, { a: other, b })).toBe(true);
});
