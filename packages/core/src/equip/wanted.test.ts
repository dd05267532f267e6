import { expect, test } from "vitest";
import type { Detection } from "../classify/types.ts";
import { NO_CHOICES, entryOf, offered, stamped } from "./testing.ts";
import { provisionalVersion, wantedSkills } from "./wanted.ts";

const WEB: Detection = {
  preset: "web-ui",
  confidence: "certain",
  evidence: [{ path: "package.json", what: "dependency react" }],
};
const DATA: Detection = {
  preset: "data-pipeline",
  confidence: "likely",
  evidence: [{ path: "jobs/a.ts", what: "import bullmq" }],
};

const PRESETS = [
  { name: "core", skills: ["commit-hygiene"] },
  { name: "web-ui", skills: ["a11y-check", "commit-hygiene", "pixel-diff"] },
  { name: "data-pipeline", skills: ["backfill-safely", "commit-hygiene"] },
];
const SKILLS = [offered("a11y-check"), offered("backfill-safely"), offered("commit-hygiene"), offered("pixel-diff")];

test("core and certain presets are wanted, with every reason", () => {
  const set = wantedSkills({ detections: [WEB], presets: PRESETS, skills: SKILLS, choices: NO_CHOICES });
  expect(set.presets).toEqual([
    { preset: "core", because: "always" },
    { preset: "web-ui", because: "detected" },
  ]);
  expect(set.wanted.map(({ name, why }) => [name, why])).toEqual([
    ["a11y-check", ["preset:web-ui"]],
    ["commit-hygiene", ["preset:core", "preset:web-ui"]],
    ["pixel-diff", ["preset:web-ui"]],
  ]);
  expect(set.offered).toEqual([]);
  expect(set.gaps).toEqual([]);
});

test("a likely preset only offers what nothing else wants", () => {
  const set = wantedSkills({ detections: [DATA], presets: PRESETS, skills: SKILLS, choices: NO_CHOICES });
  expect(set.wanted.map(({ name }) => name)).toEqual(["commit-hygiene"]);
  expect(set.offered.map(({ name, why }) => [name, why])).toEqual([["backfill-safely", ["preset:data-pipeline"]]]);
});

test("presets.add equips a likely preset, presets.veto wins over add and over detection", () => {
  const added = wantedSkills({
    detections: [DATA],
    presets: PRESETS,
    skills: SKILLS,
    choices: { ...NO_CHOICES, presetAdds: ["data-pipeline"] },
  });
  expect(added.presets).toContainEqual({ preset: "data-pipeline", because: "added" });
  expect(added.wanted.map(({ name }) => name)).toEqual(["backfill-safely", "commit-hygiene"]);
  const vetoed = wantedSkills({
    detections: [WEB, DATA],
    presets: PRESETS,
    skills: SKILLS,
    choices: { ...NO_CHOICES, presetAdds: ["web-ui"], presetVetoes: ["web-ui", "data-pipeline"] },
  });
  expect(vetoed.presets).toEqual([{ preset: "core", because: "always" }]);
  expect(vetoed.wanted.map(({ name }) => name)).toEqual(["commit-hygiene"]);
  expect(vetoed.offered).toEqual([]);
});

test("core cannot be vetoed as a whole; names of older libraries still mean their presets", () => {
  const set = wantedSkills({
    detections: [DATA],
    presets: PRESETS,
    skills: SKILLS,
    choices: { ...NO_CHOICES, presetAdds: ["data-engineering"], presetVetoes: ["core"] },
  });
  expect(set.presets).toEqual([
    { preset: "core", because: "always" },
    { preset: "data-pipeline", because: "added" },
  ]);
  expect(set.gaps).toEqual([]);
});

test("a veto wins over preset and pick, and is remembered with what would want the skill", () => {
  const set = wantedSkills({
    detections: [WEB],
    presets: PRESETS,
    skills: SKILLS,
    choices: { ...NO_CHOICES, picks: ["pixel-diff"], vetoes: ["pixel-diff", "nobody-wants-it"] },
  });
  expect(set.wanted.map(({ name }) => name)).toEqual(["a11y-check", "commit-hygiene"]);
  expect(set.vetoed).toEqual([
    { name: "nobody-wants-it", why: [] },
    { name: "pixel-diff", why: ["pick", "preset:web-ui"] },
  ]);
});

test("a catalog line that names a preset counts like the preset's own list; tier core belongs to core", () => {
  const skills = [offered("from-line", { presets: ["web-ui"] }), offered("basic", { tier: "core" })];
  const set = wantedSkills({ detections: [WEB], presets: [], skills, choices: NO_CHOICES });
  expect(set.wanted.map(({ name, why }) => [name, why])).toEqual([
    ["basic", ["preset:core"]],
    ["from-line", ["preset:web-ui"]],
  ]);
});

test("an opt_in skill comes by pick alone, an internal one never", () => {
  const skills = [
    offered("careful", { tier: "opt_in", presets: ["web-ui"] }),
    offered("ours", { tier: "internal", presets: ["web-ui"] }),
  ];
  const without = wantedSkills({ detections: [WEB], presets: [], skills, choices: NO_CHOICES });
  expect(without.wanted).toEqual([]);
  expect(without.gaps).toEqual([]);
  const picked = wantedSkills({
    detections: [WEB],
    presets: [],
    skills,
    choices: { ...NO_CHOICES, picks: ["careful", "ours"] },
  });
  expect(picked.wanted.map(({ name, why }) => [name, why])).toEqual([["careful", ["pick", "preset:web-ui"]]]);
  expect(picked.gaps).toEqual([
    { skill: "ours", why: "ours is picked, but it is internal to the library and is not offered" },
  ]);
});

test("what the library lacks is a gap for everyone who asks, unless vetoed", () => {
  const presets = [
    { name: "core", skills: ["lost"] },
    { name: "web-ui", skills: ["lost", "vetoed-one"] },
  ];
  const set = wantedSkills({
    detections: [WEB],
    presets,
    skills: [],
    choices: { picks: ["lost"], vetoes: ["vetoed-one"], presetAdds: ["no-such"], presetVetoes: [] },
  });
  expect(set.gaps).toEqual([
    { preset: "no-such", why: "preset no-such is added by hand, but the library has no such preset" },
    { skill: "lost", why: "lost is picked, but the library does not have it" },
    { preset: "core", skill: "lost", why: "preset core names lost, which no library has" },
    { preset: "web-ui", skill: "lost", why: "preset web-ui names lost, which no library has" },
  ]);
});

test("no preset detected is a gap of its own", () => {
  const core: Detection = { preset: "core", confidence: "certain", evidence: [] };
  for (const detections of [[], [core]]) {
    const set = wantedSkills({ detections, presets: PRESETS, skills: SKILLS, choices: NO_CHOICES });
    expect(set.gaps).toEqual([{ why: "no preset was detected, so core alone applies; add one under presets.add" }]);
    expect(set.wanted.map(({ name }) => name)).toEqual(["commit-hygiene"]);
  }
});

test.each([
  { library: 7, placed: 3, same: false, expected: 7 },
  { library: undefined, placed: undefined, same: false, expected: 1 },
  { library: undefined, placed: 3, same: true, expected: 3 },
  { library: undefined, placed: 3, same: false, expected: 4 },
])("in file mode a skill's number is the library's, else counted from the manifest: $expected", (row) => {
  const skill = { version: row.library, contentHash: stamped("a", 1, "text").contentHash };
  const entry =
    row.placed === undefined ? undefined : entryOf(stamped("a", row.placed, row.same ? "text" : "older text"));
  expect(provisionalVersion(skill, entry)).toBe(row.expected);
});

test("a deprecated skill is not offered; a pick of it is a gap that names its successor", () => {
  const skills = SKILLS.map((skill) =>
    skill.name === "pixel-diff" ? { ...skill, deprecated: { replacedBy: "a11y-check" } } : skill,
  );
  const set = (picks: string[]) =>
    wantedSkills({ detections: [WEB], presets: PRESETS, skills, choices: { ...NO_CHOICES, picks } });
  expect(set([]).wanted.map(({ name }) => name)).toEqual(["a11y-check", "commit-hygiene"]);
  expect(set([]).gaps).toEqual([]);
  expect(set([]).retired).toEqual([{ name: "pixel-diff", replacedBy: "a11y-check" }]);
  expect(set(["pixel-diff"]).gaps).toEqual([
    { skill: "pixel-diff", why: "pixel-diff is picked, but it is deprecated; use a11y-check" },
  ]);
});
