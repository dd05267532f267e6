import { expect, test } from "vitest";
import type { Match } from "./match.ts";
import { settleRivals, sumOf, weigh } from "./weigh.ts";

interface Given {
  preset?: string;
  what: string;
  strength: number;
  home?: string;
  path?: string;
  own?: boolean;
}

const match = ({ preset = "game", what, strength, home = "", path = "a", own = true }: Given): Match => ({
  signal: { preset, what, weight: strength, when: { files: ["*"] } },
  path,
  what,
  home,
  strength,
  own,
});

test("rows that say the same count once, by the strongest", () => {
  expect(
    sumOf([
      match({ what: "x", strength: 0.4 }),
      match({ what: "x", strength: 0.6 }),
      match({ what: "y", strength: 0.2 }),
    ]),
  ).toBeCloseTo(0.8);
});

test("examples, tests and docs together add little, and speak against nothing", () => {
  const elsewhere = ["a", "b", "c", "d"].map((what) => match({ what, strength: 0.2, own: false }));
  expect(sumOf(elsewhere)).toBeCloseTo(0.1);
  expect(sumOf([match({ what: "x", strength: 0.5 }), match({ what: "y", strength: -0.2, own: false })])).toBeCloseTo(
    0.5,
  );
  expect(sumOf([match({ what: "x", strength: 0.5 }), match({ what: "y", strength: -0.2 })])).toBeCloseTo(0.3);
});

test.each([
  [1, "certain"],
  [0.999, "likely"],
  [0.5, "likely"],
  [0.499, undefined],
])("strength %d is %s", (strength, confidence) => {
  expect(weigh("game", [match({ what: "x", strength })])?.confidence).toBe(confidence);
});

test("floating point does not decide: three hints of a tenth and one of seven are certain", () => {
  const hints = ["a", "b", "c"].map((what) => match({ what, strength: 0.1 }));
  expect(weigh("game", [...hints, match({ what: "d", strength: 0.7 })])?.confidence).toBe("certain");
});

test("evidence: every signal once before any twice, nothing that speaks against", () => {
  const detection = weigh("game", [
    ...["f", "e", "d", "c", "b"].map((path) => match({ what: "engine", strength: 1, path })),
    match({ what: "sprites", strength: 0.2, path: "z" }),
    match({ what: "but", strength: -0.1, path: "a" }),
  ]);
  expect(detection?.evidence).toEqual([
    { path: "b", what: "engine" },
    { path: "c", what: "engine" },
    { path: "d", what: "engine" },
    { path: "e", what: "engine" },
    { path: "z", what: "sprites" },
  ]);
});

const web = (home: string, strength = 1) => match({ preset: "web-ui", what: "pages", strength, home });
const desktop = (home: string, strength = 1) => match({ preset: "desktop", what: "windows", strength, home });
const strengths = (matches: Match[]) => matches.map((each) => each.strength);

test("a rival wins in its own package only, when it is likely there", () => {
  const rivalries = [{ winner: "desktop", loser: "web-ui", factor: 0.25, why: "w" }];
  expect(strengths(settleRivals([desktop("a"), web("a"), web("b")], rivalries))).toEqual([1, 0.25, 1]);
  expect(strengths(settleRivals([desktop("a", 0.4), web("a")], rivalries))).toEqual([0.4, 1]);
});

test("inside: a rival that is certain also wins in the packages below", () => {
  const rivalries = [{ winner: "desktop", loser: "web-ui", factor: 0.5, why: "w", inside: true }];
  expect(strengths(settleRivals([desktop("a"), web("a/b/c"), web("ab")], rivalries))).toEqual([1, 0.5, 1]);
  expect(strengths(settleRivals([desktop("", 0.9), web("a")], rivalries))).toEqual([0.9, 1]);
});

test("stronger: a weaker rival does not win", () => {
  const rivalries = [{ winner: "desktop", loser: "web-ui", factor: 0.5, why: "w", stronger: true }];
  expect(strengths(settleRivals([desktop("", 0.6), web("", 0.8)], rivalries))).toEqual([0.6, 0.8]);
  expect(strengths(settleRivals([desktop("", 0.9), web("", 0.8)], rivalries))).toEqual([0.9, 0.4]);
});

test("what has lost is too weak to win against the next", () => {
  const library = match({ preset: "library", what: "package", strength: 1 });
  const rivalries = [
    { winner: "desktop", loser: "web-ui", factor: 0.25, why: "w" },
    { winner: "web-ui", loser: "library", factor: 0.4, why: "w" },
  ];
  expect(strengths(settleRivals([desktop(""), web(""), library], rivalries))).toEqual([1, 0.25, 1]);
});
