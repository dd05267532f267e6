import fc from "fast-check";
import { expect, test } from "vitest";
import { listingBudget } from "./budget.ts";

test("a skill takes its name, its description and five characters", () => {
  expect(listingBudget([{ name: "abc", description: "Says what." }], 100)).toEqual({
    limit: 100,
    used: 18,
    share: 0.18,
    warning: false,
    room: 3,
    longest: { name: "abc", characters: 18, shortened: false },
    cutOff: [],
    lines: [{ name: "abc", characters: 18, shortened: false }],
  });
});

test("characters are code points, and a client shows at most 1536 of a description", () => {
  const budget = listingBudget([
    { name: "emoji", description: "🧭🧭" },
    { name: "long", description: "한".repeat(2000) },
  ]);
  expect(budget.lines).toEqual([
    { name: "emoji", characters: 12, shortened: false },
    { name: "long", characters: 4 + 1536 + 5, shortened: true },
  ]);
  expect(budget.longest?.name).toBe("long");
});

test("the warning comes at 80 %, and what no longer fits is named, last in order of name", () => {
  const skills = ["d", "b", "a", "c"].map((name) => ({ name, description: "x".repeat(14) }));
  const full = listingBudget(skills, 50);
  expect(full.used).toBe(80);
  expect(full.cutOff).toEqual(["c", "d"]);
  expect(full.room).toBe(0);
  expect(listingBudget(skills, 100)).toMatchObject({ share: 0.8, warning: true, cutOff: [] });
  expect(listingBudget(skills, 101)).toMatchObject({ warning: false });
});

test("no skills take nothing", () => {
  expect(listingBudget([])).toEqual({
    limit: 8000,
    used: 0,
    share: 0,
    warning: false,
    room: 1280,
    longest: undefined,
    cutOff: [],
    lines: [],
  });
});

test("used is the sum of the lines, in whatever order skills come", () => {
  const skill = fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), description: fc.string({ unit: "grapheme" }) });
  fc.assert(
    fc.property(
      fc.uniqueArray(skill, { selector: ({ name }) => name }),
      fc.integer({ min: 1, max: 300 }),
      (skills, limit) => {
        const budget = listingBudget(skills, limit);
        expect(budget.used).toBe(budget.lines.reduce((sum, { characters }) => sum + characters, 0));
        expect(budget.cutOff.length > 0).toBe(budget.used > limit);
        expect(listingBudget(skills.toReversed(), limit)).toEqual(budget);
      },
    ),
  );
});
