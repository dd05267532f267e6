import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseListing, type ListingFacts } from "./listing-choice.ts";

/** A skill that takes `characters` in the listing. */
function skill(name: string, characters: number, facts: Partial<ListingFacts> = {}): ListingFacts {
  const description = "x".repeat(characters - name.length - 5);
  return { name, description, why: ["preset:rust"], isOwn: false, score: null, uplift: null, ...facts };
}

const namesOf = (lines: readonly { name: string }[]) => lines.map(({ name }) => name).join(" ");

test("what fits is kept, and nothing is cut today", () => {
  const choice = chooseListing([skill("b", 20), skill("a", 30, { why: ["preset:core"] })], 50);
  expect(choice).toEqual({
    limit: 50,
    used: 50,
    kept: [
      { name: "a", characters: 30, worth: 300, because: ["core +300"] },
      { name: "b", characters: 20, worth: 200, because: ["a preset asks for it +200"] },
    ],
    out: [],
    cutToday: [],
    worth: { kept: 500, today: 500 },
  });
});

test("worth is added up of a person's word, what asks for it, its score against the floor and its uplift", () => {
  const facts: Partial<ListingFacts>[] = [
    { isOwn: true, why: [] },
    { why: ["pick", "preset:rust"] },
    { score: { value: 0.82, floor: 0.6 }, uplift: 0.053 },
    { score: { value: 0.4, floor: 0.6 }, uplift: -0.1 },
    { why: [] },
  ];
  const { kept } = chooseListing(facts.map((one, at) => skill("abcde".charAt(at), 20, one)));
  expect(kept.map(({ worth, because }) => [worth, because.join(", ")])).toEqual([
    [1_000_100, "a person's word, nothing asks for it +100"],
    [1_000_200, "a person's word, a preset asks for it +200"],
    [473, "a preset asks for it +200, score against the floor +220, with it against without +53"],
    [1, "a preset asks for it +200, score against the floor −200, with it against without −100"],
    [100, "nothing asks for it +100"],
  ]);
});

test("the best subset leaves out what is worth least for its room, where clients cut the last in order of name", () => {
  const choice = chooseListing(
    [
      skill("a", 60, { score: { value: 0.6, floor: 0.6 } }),
      skill("b", 30, { score: { value: 0.7, floor: 0.6 } }),
      skill("c", 30, { score: { value: 0.7, floor: 0.6 } }),
    ],
    100,
  );
  expect([namesOf(choice.kept), namesOf(choice.out), namesOf(choice.cutToday)]).toEqual(["b c", "a", "c"].map(String));
  expect([choice.used, choice.worth]).toEqual([60, { kept: 600, today: 500 }]);
});

test("a person's word stays, whatever the others are worth together", () => {
  const many = Array.from({ length: 40 }, (_, at) =>
    skill(`s${at + 10}`, 20, { why: ["preset:core"], score: { value: 1, floor: 0 }, uplift: 1 }),
  );
  const choice = chooseListing([...many, skill("zz", 790, { why: ["pick"] })], 800);
  expect([namesOf(choice.kept), choice.out.length, namesOf(choice.cutToday)]).toEqual(["zz", 40, "zz"]);
});

test("of equal subsets the first in order of name counts, and one that is longer than the limit never does", () => {
  const same = ["d", "b", "c", "a"].map((name) => skill(name, 25));
  expect(namesOf(chooseListing(same, 60).kept)).toBe("a b");
  expect(namesOf(chooseListing([skill("a", 90), skill("b", 25)], 60).kept)).toBe("b");
  expect(chooseListing([skill("a", 90)], 60)).toMatchObject({ kept: [], used: 0, worth: { kept: 0, today: 0 } });
  expect(chooseListing([])).toMatchObject({ limit: 8000, kept: [], out: [], cutToday: [] });
});

test("it is as good as trying every subset, in whatever order skills come, and never worse than what is seen today", () => {
  const facts = fc.record({
    characters: fc.integer({ min: 10, max: 40 }),
    why: fc.constantFrom<ListingFacts["why"]>([], ["pick"], ["preset:core"], ["preset:go"]),
    score: fc.option(fc.record({ value: fc.double({ min: 0, max: 1, noNaN: true }), floor: fc.constant(0.5) })),
  });
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 9 }), fc.integer({ min: 5, max: 200 }), (drawn, limit) => {
      const skills = drawn.map(({ characters, why, score }, at) => skill(`s${at}`, characters, { why, score }));
      const choice = chooseListing(skills, limit);
      const all = [...choice.kept, ...choice.out];
      const sums = Array.from({ length: 2 ** all.length }, (_, mask) =>
        all.filter((_one, at) => (mask >> at) % 2 === 1),
      )
        .filter((subset) => subset.reduce((sum, { characters }) => sum + characters, 0) <= limit)
        .map((subset) => subset.reduce((sum, { worth }) => sum + worth, 0));
      expect(choice.worth.kept).toBe(Math.max(...sums));
      expect(choice.worth.kept).toBeGreaterThanOrEqual(choice.worth.today);
      expect(choice.used).toBeLessThanOrEqual(limit);
      expect(chooseListing(skills.toReversed(), limit)).toEqual(choice);
    }),
  );
});

test("200 skills take less than 50 ms of one processor", () => {
  const skills = Array.from({ length: 200 }, (_, at) =>
    skill(`skill-${at}`, 100 + ((at * 37) % 500), { score: { value: ((at * 61) % 100) / 100, floor: 0.5 } }),
  );
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    expect(chooseListing(skills).out.length).toBeGreaterThan(100);
    return process.cpuUsage(before).user / 1_000;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});
