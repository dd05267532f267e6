import { expect, test } from "vitest";
import { parsePrompts } from "./prompts.ts";
import { prepareRoutes, rankSkills, routePrompt } from "./route.ts";
import { stemsOf } from "./stem.ts";

const SKILLS = prepareRoutes([
  {
    name: "link-sweep",
    description: "Finds dead links in documentation. Use when pages move. Not for writing a new guide.",
  },
  {
    name: "guide-writing",
    description: "Writes a guide for first-time users. Use when a feature has no documentation yet.",
  },
  { name: "c-memory", description: "Finds memory errors in C++ code. Do not use for C# services." },
]);

test("a stem is a word in lower case without its ending; words that say nothing are left out", () => {
  expect(stemsOf("The migrations were rewritten, and migrating them TWICE is tested by tests")).toEqual([
    "migr",
    "rewritten",
    "twic",
    "test",
  ]);
  expect(stemsOf("C++ and C#, not C; Node.js in queries")).toEqual(["c++", "c#", "c", "nod", "js", "query"]);
  expect(stemsOf("Füße, 테스트 and ＡＢＣ")).toEqual(["füß", "테스트", "abc"]);
  expect(stemsOf("do it for me, please!")).toEqual([]);
});

test("a score says where each point comes from: 3 a stem of the name, 2 one of the description, 2 less for what it is not for", () => {
  expect(rankSkills("Write a guide about dead links", SKILLS)).toEqual([
    { name: "guide-writing", points: 6, byName: ["writ", "guid"], byDescription: [], against: [] },
    { name: "link-sweep", points: 1, byName: ["link"], byDescription: ["dead"], against: ["writ", "guid"] },
    { name: "c-memory", points: 0, byName: [], byDescription: [], against: [] },
  ]);
  expect(rankSkills("memory of a C# service", SKILLS)[2]).toEqual({
    name: "c-memory",
    points: -1,
    byName: ["memory"],
    byDescription: [],
    against: ["c#", "servic"],
  });
  expect(rankSkills("C# service", SKILLS).at(-1)).toMatchObject({
    name: "c-memory",
    points: -4,
    against: ["c#", "servic"],
  });
});

test("a prompt goes to the best skill, to none when nothing speaks for one, and to none when two are alike", () => {
  expect(routePrompt("mend the dead links", SKILLS)).toBe("link-sweep");
  expect(routePrompt("what is the weather like", SKILLS)).toBeUndefined();
  expect(routePrompt("links", SKILLS)).toBeUndefined();
  expect(
    routePrompt("red apples", prepareRoutes(["a", "b"].map((name) => ({ name, description: "Red apples." })))),
  ).toBeUndefined();
  expect(routePrompt("anything", [])).toBeUndefined();
});

test("the order of the skills does not matter, and another skill changes nobody's points", () => {
  const prompt = "dead links in the guide's documentation";
  expect(rankSkills(prompt, SKILLS.toReversed())).toEqual(rankSkills(prompt, SKILLS));
  expect(rankSkills(prompt, SKILLS.slice(0, 1))[0]).toEqual(
    rankSkills(prompt, SKILLS).find(({ name }) => name === "link-sweep"),
  );
});

test("prompts are read line by line, and a bad line is named", () => {
  const text =
    "\uFEFFskill\texpect\tprompt\r\n# a comment\r\nlink-sweep\tyes\tmend the links\r\n\r\nlink-sweep\tno\twrite a guide\r\n";
  expect(parsePrompts(text)).toEqual([
    { skill: "link-sweep", expect: "yes", prompt: "mend the links" },
    { skill: "link-sweep", expect: "no", prompt: "write a guide" },
  ]);
  expect(() => parsePrompts("skill\texpect\tprompt\nlink-sweep\tperhaps\tx")).toThrow(
    'prompts.tsv:2 is not a prompt: write a skill\'s name, "yes" or "no", and the prompt, with tabs between',
  );
  expect(() => parsePrompts("")).toThrow('prompts.tsv must begin with the line "skill\\texpect\\tprompt"');
});
