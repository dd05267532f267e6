import { expect, test } from "vitest";
import { file } from "./testing.ts";
import { type Arrival, type Tombstone, matchTombstone, tombstoneOf } from "./tombstone.ts";

const AT = new Date("2026-11-20T00:00:00.000Z");
const text = (version: number, body: string) =>
  file("SKILL.md", `---\nname: red\ndescription: d\nmetadata:\n  version: "${version}"\n---\n${body}\n`);
const facts = { home: "library", name: "red", version: 3, reason: "below the floor", by: "Yardlet", at: AT };
const gone = (body: string, more: Partial<Tombstone> = {}): Tombstone => ({
  ...tombstoneOf({ ...facts, kind: "prune", files: [text(3, body)] }),
  ...more,
});
const PRUNED = gone("pruned");
const OTHER = gone("other", { name: "blue" });
const REJECTED = gone("rejected", { kind: "rejection", version: null });

const arrival = (body: string, more: Partial<Arrival> = {}): Arrival => ({
  home: "library",
  contentHash: gone(body).contentHash,
  by: "automatic",
  evidenceAt: null,
  ...more,
});
const alike = (similarity: number) => ({ similarTo: (it: Tombstone) => (it === PRUNED ? similarity : 0.1) });

test("a tombstone keeps the prose, whatever number it was stamped with", () => {
  expect(PRUNED).toMatchObject({ ...facts, kind: "prune", liftedAt: null });
  expect(PRUNED.contentHash).toBe("9dc68961ee6540fe7f28eebaab20e01687ab0f9cc32be07ae63f53c98ac0533e");
  expect(tombstoneOf({ ...facts, kind: "prune", files: [text(9, "pruned")] }).contentHash).toBe(PRUNED.contentHash);
});

const CASES: { what: string; arrival: Arrival; tombstones?: Tombstone[]; match: object }[] = [
  { what: "the same content", arrival: arrival("pruned"), match: { outcome: "blocked", tombstone: PRUNED } },
  { what: "another content", arrival: arrival("new"), match: { outcome: "clear" } },
  {
    what: "the same content in another home",
    arrival: arrival("pruned", { home: "repo-1" }),
    match: { outcome: "clear" },
  },
  {
    what: "a near-duplicate",
    arrival: arrival("new", alike(0.8)),
    match: { outcome: "ask", tombstone: PRUNED, similarity: 0.8 },
  },
  { what: "something less alike", arrival: arrival("new", alike(0.799)), match: { outcome: "clear" } },
  {
    what: "the same content besides a near-duplicate",
    arrival: arrival("other", alike(1)),
    match: { outcome: "blocked", tombstone: OTHER },
  },
  {
    what: "a person who creates it",
    arrival: arrival("pruned", { by: "person" }),
    match: { outcome: "lift", tombstones: [PRUNED] },
  },
  {
    what: "a person who applies what is like it",
    arrival: arrival("other", { by: "person", ...alike(0.9) }),
    match: { outcome: "lift", tombstones: [OTHER, PRUNED] },
  },
  { what: "a person who meets none", arrival: arrival("new", { by: "person" }), match: { outcome: "clear" } },
  {
    what: "a tombstone that was lifted",
    arrival: arrival("pruned"),
    tombstones: [gone("pruned", { liftedAt: AT })],
    match: { outcome: "clear" },
  },
  { what: "a rejected text again", arrival: arrival("rejected"), match: { outcome: "blocked", tombstone: REJECTED } },
  {
    what: "a rejected text with evidence as old as the rejection",
    arrival: arrival("rejected", { evidenceAt: AT }),
    match: { outcome: "blocked", tombstone: REJECTED },
  },
  {
    what: "a rejected text with new evidence",
    arrival: arrival("rejected", { evidenceAt: new Date("2026-11-20T00:00:00.001Z") }),
    match: { outcome: "clear" },
  },
  {
    what: "a pruned text with new evidence",
    arrival: arrival("pruned", { evidenceAt: new Date("2026-11-25T00:00:00.000Z") }),
    match: { outcome: "blocked", tombstone: PRUNED },
  },
];

test.each(CASES)("$what: $match.outcome", ({ arrival, tombstones = [PRUNED, REJECTED, OTHER], match }) => {
  expect(matchTombstone(arrival, tombstones)).toEqual(match);
  expect(matchTombstone(arrival, tombstones.toReversed())).toEqual(match);
});
