import fc from "fast-check";
import { expect, test } from "vitest";
import type { Detection } from "../classify/types.ts";
import { Tier } from "../library/types.ts";
import { type FileChange, changeOfPlan, isEmptyChange } from "./change.ts";
import { MANIFEST_PATH, manifestText } from "./manifest.ts";
import { skillFolder } from "./places.ts";
import { isExecutable, planEquip } from "./plan.ts";
import { type TestRepo, carryOut, entryOf, offered, placedIn, presentIn, stamped } from "./testing.ts";
import type { Found, ManifestEntry } from "./types.ts";
import { type Choices, type OfferedSkill, type WantedSet, wantedSkills } from "./wanted.ts";

const NAMES = ["a", "b", "c-c", "constructor", "e", "f"];
const PRESETS = ["p", "q", "core"];
const LINKS = [".claude/skills"];

/** How a skill's folder may lie in the repo before Yardlet comes. */
const LYING = ["absent", "users", "users-same", "current", "behind", "edited", "gone", "homed"] as const;

interface World {
  skills: OfferedSkill[];
  presets: { name: string; skills: string[] }[];
  detections: Detection[];
  choices: Choices;
  found: Found[];
  lying: Record<string, (typeof LYING)[number]>;
  linked: string[];
}

const names = fc.subarray(NAMES);
const world: fc.Arbitrary<World> = fc.record({
  skills: names.chain((some) =>
    fc.tuple(
      ...some.map((name) =>
        fc
          .record({ tier: fc.constantFrom(...Tier.options), presets: fc.subarray(PRESETS) })
          .map((more) => offered(name, { ...more, version: 2, text: `${name} new` })),
      ),
    ),
  ),
  presets: fc.tuple(...PRESETS.map((name) => names.map((skills) => ({ name, skills })))),
  detections: fc
    .subarray(PRESETS)
    .chain((some) =>
      fc.tuple(
        ...some.map((preset) =>
          fc
            .constantFrom("certain" as const, "likely" as const)
            .map((confidence) => ({ preset, confidence, evidence: [] })),
        ),
      ),
    ),
  choices: fc.record({
    picks: names,
    vetoes: names,
    presetAdds: fc.subarray([...PRESETS, "unknown"]),
    presetVetoes: fc.subarray(PRESETS),
  }),
  found: names.map((some) => some.map((name) => ({ name, path: `.claude/skills/${name}`, description: "" }))),
  lying: fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.constantFrom(...LYING)]))),
  linked: names,
});

function repoOf({ lying, linked, found }: World): TestRepo {
  const files: Record<string, string> = {};
  const entries: Record<string, ManifestEntry> = {};
  for (const [name, how] of Object.entries(lying)) {
    const now = stamped(name, 2, `${name} new`);
    const before = stamped(name, 1, `${name} old`);
    const put = (text: string) => void (files[`${skillFolder(name)}/SKILL.md`] = text);
    if (how === "users") put("mine");
    if (how === "users-same") put(`${name} new`);
    if (how === "current") put(`version: 2\n${name} new`);
    if (how === "behind") put(`version: 1\n${name} old`);
    if (how === "edited") put(`version: 1\n${name} old, edited`);
    if (how === "homed") put(`version: 1\n${name} old`);
    if (how === "current") entries[name] = entryOf(now);
    if (how === "behind" || how === "edited" || how === "gone") entries[name] = entryOf(before);
    if (how === "homed") entries[name] = entryOf(before, { origin: "repo" });
  }
  files[MANIFEST_PATH] = manifestText({ schema: "yardlet.manifest/1", skills: entries });
  const taken = new Set(found.map(({ name }) => name));
  const links = Object.fromEntries(
    linked.filter((name) => !taken.has(name)).map((name) => [`.claude/skills/${name}`, `../../.agents/skills/${name}`]),
  );
  return { files, links };
}

function planOf(it: World, repo: TestRepo) {
  const set = wantedSkills(it);
  return { set, plan: planEquip({ wanted: set, placed: placedIn(repo), found: it.found }) };
}

function changeIn(it: World, repo: TestRepo, set: WantedSet, plan = planOf(it, repo).plan): FileChange {
  const present = presentIn(repo);
  const occupied = it.found.map(({ path }) => ({ path: `${path}/SKILL.md`, target: undefined }));
  return changeOfPlan({
    plan,
    skills: set.wanted.map(({ name, version }) => stamped(name, version, `${name} new`)),
    present: { ...present, linked: [...present.linked, ...occupied] },
    linkFolders: LINKS,
  });
}

test("the order of the input does not matter", () => {
  fc.assert(
    fc.property(world, (it) => {
      const reversed: World = {
        ...it,
        skills: it.skills.toReversed().map((skill) => ({ ...skill, presets: skill.presets.toReversed() })),
        presets: it.presets.toReversed().map(({ name, skills }) => ({ name, skills: skills.toReversed() })),
        detections: it.detections.toReversed(),
        choices: {
          picks: it.choices.picks.toReversed(),
          vetoes: it.choices.vetoes.toReversed(),
          presetAdds: it.choices.presetAdds.toReversed(),
          presetVetoes: it.choices.presetVetoes.toReversed(),
        },
        found: it.found.toReversed(),
        lying: Object.fromEntries(Object.entries(it.lying).toReversed()),
        linked: it.linked.toReversed(),
      };
      const one = planOf(it, repoOf(it));
      const two = planOf(reversed, repoOf(reversed));
      expect(two).toEqual(one);
      expect(changeIn(reversed, repoOf(reversed), two.set)).toEqual(changeIn(it, repoOf(it), one.set));
    }),
  );
});

test("everything wanted ends in exactly one entry, and no skill has two", () => {
  fc.assert(
    fc.property(world, (it) => {
      const { set, plan } = planOf(it, repoOf(it));
      const planned = plan.entries.map(({ skill }) => skill);
      expect(new Set(planned).size).toBe(planned.length);
      const asked = [...set.wanted, ...set.vetoed].map(({ name }) => name);
      for (const name of [...asked, ...set.gaps.flatMap(({ skill }) => skill ?? [])]) expect(planned).toContain(name);
      for (const { name } of set.wanted) expect(set.vetoed.map((veto) => veto.name)).not.toContain(name);
    }),
  );
});

test("no folder of the user's, and none edited by hand, is written to or deleted", () => {
  fc.assert(
    fc.property(world, (it) => {
      const repo = repoOf(it);
      const { set } = planOf(it, repo);
      const change = changeIn(it, repo, set);
      const touched = [...change.puts.map(({ path }) => path), ...change.deletes];
      const untouchable = NAMES.filter((name) => ["users", "users-same", "edited"].includes(it.lying[name] ?? ""));
      for (const name of untouchable)
        expect(touched.filter((path) => path.startsWith(`${skillFolder(name)}/`))).toEqual([]);
      for (const { path } of it.found) expect(touched.filter((other) => other.startsWith(path))).toEqual([]);
      const found = new Set(it.found.map(({ path }) => path));
      expect(change.links.filter(({ path }) => found.has(path))).toEqual([]);
    }),
  );
});

test("a plan carried out leaves nothing to do", () => {
  fc.assert(
    fc.property(world, (it) => {
      const before = repoOf(it);
      const { set } = planOf(it, before);
      const after = carryOut(before, changeIn(it, before, set));
      const again = planOf(it, after);
      expect(again.plan.entries.filter(isExecutable)).toEqual([]);
      expect(isEmptyChange(changeIn(it, after, again.set))).toBe(true);
    }),
  );
});

test("a lost detection is only ever a suggestion", () => {
  fc.assert(
    fc.property(world, (it) => {
      const repo = repoOf(it);
      const { set, plan } = planOf(it, repo);
      const vetoed = new Set(set.vetoed.map(({ name }) => name));
      const removals = plan.entries.filter(({ action }) => action === "remove");
      expect(removals.filter(({ skill, suggested }) => suggested === vetoed.has(skill))).toEqual([]);
    }),
  );
});
