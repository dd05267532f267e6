import { expect, test } from "vitest";
import { type Drift, type PlacedCopy, driftOf } from "./drift.ts";

const VERSIONS = [
  { number: 3, contentHash: "three" },
  { number: 1, contentHash: "one" },
  { number: 2, contentHash: "two" },
  { number: 5, contentHash: "five" },
];

/** A copy as it was placed; `now` is what lies there today. */
function copy(
  version: number,
  text: string,
  more: { now?: string; bytes?: string } & Partial<PlacedCopy> = {},
): PlacedCopy {
  const { now = text, bytes = now, ...rest } = more;
  const entry = { version, hash: text, tree_hash: `${text} bytes`, origin: "library" as const };
  return { entry, contentHash: now, treeHash: `${bytes} bytes`, ...rest };
}

const home = { version: 1, hash: "mine", tree_hash: "mine bytes", origin: "repo" as const };

const CASES: { what: string; placed: PlacedCopy; current?: number | null; versions?: typeof VERSIONS; drift: Drift }[] =
  [
    {
      what: "the current version as placed",
      placed: copy(5, "five"),
      drift: { state: "in_sync", version: 5, touched: false },
    },
    {
      what: "the current text with another mode",
      placed: copy(5, "five", { bytes: "five, executable" }),
      drift: { state: "in_sync", version: 5, touched: true },
    },
    {
      what: "an old copy edited into the current text",
      placed: copy(1, "one", { now: "five" }),
      drift: { state: "in_sync", version: 5, touched: true },
    },
    {
      what: "an old version",
      placed: copy(1, "one"),
      drift: { state: "behind", by: 3, from: 1, to: 5, touched: false },
    },
    {
      what: "a number that no version has in between",
      placed: copy(3, "three"),
      drift: { state: "behind", by: 1, from: 3, to: 5, touched: false },
    },
    {
      what: "a version that the library rolled back from",
      placed: copy(3, "three"),
      current: 2,
      drift: { state: "behind", by: 1, from: 3, to: 2, touched: false },
    },
    {
      what: "another old version's text under its number",
      placed: copy(1, "one", { now: "two" }),
      drift: { state: "behind", by: 2, from: 2, to: 5, touched: true },
    },
    { what: "a hand edit", placed: copy(3, "three", { now: "mine" }), drift: { state: "forked", from: 3 } },
    {
      what: "a fork that the repo has become the home of",
      placed: copy(1, "mine", { entry: home, forkedFrom: 2 }),
      drift: { state: "forked", from: 2 },
    },
    {
      what: "a fork that has the library's text again",
      placed: copy(1, "five", { entry: home, forkedFrom: 2 }),
      drift: { state: "in_sync", version: 5, touched: true },
    },
    {
      what: "a skill of the repo's own",
      placed: copy(1, "mine", { entry: home }),
      drift: { state: "orphaned", reason: "no_origin", edited: false },
    },
    {
      what: "a skill that the library has no longer",
      placed: copy(3, "three"),
      current: null,
      drift: { state: "orphaned", reason: "skill_gone", edited: false },
    },
    {
      what: "the same, edited by hand",
      placed: copy(3, "three", { now: "mine" }),
      versions: [],
      drift: { state: "orphaned", reason: "skill_gone", edited: true },
    },
    {
      what: "a version that the library never had",
      placed: copy(4, "four"),
      drift: { state: "orphaned", reason: "version_unknown", edited: false },
    },
  ];

test.each(CASES)("$what is $drift.state", ({ placed, current = 5, versions = VERSIONS, drift }) => {
  expect(driftOf({ placed, versions, current })).toEqual(drift);
  expect(driftOf({ placed, versions: versions.toReversed(), current })).toEqual(drift);
});

test("of two versions with one text the placed one counts, else the newest", () => {
  const versions = [...VERSIONS, { number: 4, contentHash: "two" }];
  expect(driftOf({ placed: copy(2, "two"), versions, current: 5 })).toMatchObject({ from: 2, by: 3 });
  expect(driftOf({ placed: copy(1, "one", { now: "two" }), versions, current: 5 })).toMatchObject({ from: 4, by: 1 });
});
