import { expect, test } from "vitest";
import { planEquip } from "./plan.ts";
import { EMPTY_SET, placed, wanted } from "./testing.ts";
import { type Found, PlanEntry, type Placed } from "./types.ts";
import type { WantedSet } from "./wanted.ts";

interface Row {
  when: string;
  set: Partial<WantedSet>;
  placed?: Placed[];
  found?: Found[];
  asked?: string[];
  expected: Omit<PlanEntry, "skill"> | undefined;
}

const V2 = wanted("s", { version: 2, text: "new" });
const PICKED = wanted("s", { version: 2, text: "new", why: ["pick"] });
const OLD = placed("s", 1, "old");
const CURRENT = placed("s", 2, "new");
const EDITED: Placed = { ...OLD, treeHash: "e".repeat(64), contentHash: "f".repeat(64) };
const GONE: Placed = { ...OLD, treeHash: undefined, contentHash: undefined };
const USERS: Placed = { ...CURRENT, entry: undefined, contentHash: "f".repeat(64) };
const FOUND: Found = { name: "s", path: ".claude/skills/s", description: "" };
const HOMED = placed("s", 1, "ours", { origin: "repo", why: ["pick"] });
const GAP = [{ preset: "core", skill: "s", why: "" }];
const VETO = [{ name: "s", why: [] }];

const RETIRED = [{ name: "s", replacedBy: "t" }];

const ROWS: Row[] = [
  {
    when: "deprecated and placed",
    set: { retired: RETIRED },
    placed: [CURRENT],
    expected: {
      action: "remove",
      fromVersion: 2,
      why: ["preset:core"],
      reason: "deprecated, t takes its place; it stays until you unequip it",
      suggested: true,
    },
  },
  {
    when: "deprecated, placed and edited by hand",
    set: { retired: [{ name: "s", replacedBy: null }] },
    placed: [EDITED],
    expected: {
      action: "remove",
      fromVersion: 1,
      why: ["preset:core"],
      reason: "deprecated; edited by hand; it stays until you unequip it",
      suggested: true,
    },
  },
  {
    when: "deprecated, its folder gone",
    set: { retired: RETIRED },
    placed: [GONE],
    expected: {
      action: "remove",
      fromVersion: 1,
      why: ["preset:core"],
      reason: "deprecated, and its folder was removed by hand; unequip it to clear the manifest",
      suggested: true,
    },
  },
  {
    when: "deprecated and picked",
    set: { retired: RETIRED, gaps: [{ skill: "s", why: "" }] },
    expected: {
      action: "gap",
      why: ["pick"],
      reason: "wanted by your pick, but it is deprecated; use t",
      suggested: false,
    },
  },
  {
    when: "deprecated in the library and at home here",
    set: { retired: RETIRED },
    placed: [HOMED],
    expected: { action: "keep", version: 1, why: ["pick"], reason: "this repo is its home", suggested: false },
  },
  { when: "deprecated and nowhere", set: { retired: RETIRED }, expected: undefined },
  {
    when: "deprecated and vetoed",
    set: { retired: RETIRED, vetoed: VETO },
    placed: [CURRENT],
    expected: { action: "remove", fromVersion: 2, why: [], reason: "vetoed", suggested: false },
  },
  {
    when: "wanted and missing",
    set: { wanted: [V2] },
    expected: { action: "add", version: 2, why: ["preset:core"], reason: "wanted by preset core", suggested: false },
  },
  {
    when: "placed and current",
    set: { wanted: [V2] },
    placed: [CURRENT],
    expected: { action: "keep", version: 2, why: ["preset:core"], reason: "v2 is current", suggested: false },
  },
  {
    when: "placed and behind",
    set: { wanted: [V2] },
    placed: [OLD],
    expected: {
      action: "update",
      version: 2,
      fromVersion: 1,
      why: ["preset:core"],
      reason: "the library is at v2, v1 is placed",
      suggested: false,
    },
  },
  {
    when: "edited by hand",
    set: { wanted: [V2] },
    placed: [EDITED],
    expected: {
      action: "conflict",
      version: 2,
      fromVersion: 1,
      why: ["preset:core"],
      reason: "edited by hand since v1 was placed; never overwritten",
      suggested: false,
    },
  },
  {
    when: "edited by hand into the library's text",
    set: { wanted: [V2] },
    placed: [{ ...EDITED, contentHash: V2.contentHash }],
    expected: {
      action: "keep",
      version: 1,
      why: ["preset:core"],
      reason: "edited by hand into the same text as v2",
      suggested: false,
    },
  },
  {
    when: "a user's folder of the same name",
    set: { wanted: [V2] },
    placed: [USERS],
    expected: {
      action: "conflict",
      version: 2,
      why: ["preset:core"],
      reason: "a folder of this name that Yardlet did not place lies there; it is never overwritten",
      suggested: false,
    },
  },
  {
    when: "a user's folder with the same text",
    set: { wanted: [V2] },
    placed: [{ ...USERS, contentHash: V2.contentHash }],
    expected: {
      action: "keep",
      version: 2,
      why: ["preset:core"],
      reason: "the same text as v2; the folder is yours and stays",
      suggested: false,
    },
  },
  { when: "a user's folder that nothing asks about", set: {}, placed: [USERS], expected: undefined },
  {
    when: "removed by hand",
    set: { wanted: [V2] },
    placed: [GONE],
    expected: {
      action: "conflict",
      version: 2,
      fromVersion: 1,
      why: ["preset:core"],
      reason: "its folder was removed by hand; equip it by name to place it again, or unequip it to make that a veto",
      suggested: false,
    },
  },
  {
    when: "removed by hand and asked for again",
    set: { wanted: [V2] },
    placed: [GONE],
    asked: ["s"],
    expected: {
      action: "add",
      version: 2,
      why: ["preset:core"],
      reason: "asked for again after its folder was removed by hand; wanted by preset core",
      suggested: false,
    },
  },
  {
    when: "removed by hand and wanted by nothing",
    set: {},
    placed: [GONE],
    expected: {
      action: "remove",
      fromVersion: 1,
      why: ["preset:core"],
      reason: "its folder was removed by hand and nothing wants it; unequip it to clear the manifest",
      suggested: true,
    },
  },
  {
    when: "a lost detection",
    set: {},
    placed: [OLD],
    expected: {
      action: "remove",
      fromVersion: 1,
      why: ["preset:core"],
      reason: "nothing wants it any more, it was placed for preset core; unequip it to remove it",
      suggested: true,
    },
  },
  {
    when: "a lost detection of an edited skill",
    set: {},
    placed: [EDITED],
    expected: {
      action: "remove",
      fromVersion: 1,
      why: ["preset:core"],
      reason: "nothing wants it any more, it was placed for preset core, and edited by hand; unequip it to remove it",
      suggested: true,
    },
  },
  {
    when: "certain before, likely now",
    set: { offered: [V2] },
    placed: [OLD],
    expected: {
      action: "keep",
      version: 1,
      why: ["preset:core"],
      reason: "preset core likely applies here",
      suggested: false,
    },
  },
  { when: "likely and not placed", set: { offered: [V2] }, expected: undefined },
  {
    when: "homed in this repo",
    set: {},
    placed: [HOMED],
    expected: { action: "keep", version: 1, why: ["pick"], reason: "this repo is its home", suggested: false },
  },
  {
    when: "homed in this repo, and the library has another of the name",
    set: { wanted: [V2] },
    placed: [HOMED],
    expected: {
      action: "conflict",
      version: 2,
      fromVersion: 1,
      why: ["preset:core"],
      reason: "this repo is the home of a skill of this name; the library's is not put over it",
      suggested: false,
    },
  },
  {
    when: "found in another client's folder",
    set: { wanted: [V2] },
    found: [FOUND],
    expected: {
      action: "keep",
      version: 2,
      why: ["preset:core"],
      reason: "already at .claude/skills/s, which Yardlet only reads",
      suggested: false,
    },
  },
  {
    when: "found in another client's folder, and picked",
    set: { wanted: [PICKED] },
    found: [FOUND],
    expected: {
      action: "conflict",
      version: 2,
      why: ["pick"],
      reason: "already at .claude/skills/s, which Yardlet only reads; a second copy would be listed twice",
      suggested: false,
    },
  },
  {
    when: "a gap",
    set: { gaps: [...GAP, { skill: "s", why: "" }] },
    expected: {
      action: "gap",
      why: ["pick", "preset:core"],
      reason: "wanted by your pick and preset core, but the library does not have it",
      suggested: false,
    },
  },
  {
    when: "a gap that the user's folder fills",
    set: { gaps: GAP },
    placed: [USERS],
    expected: {
      action: "keep",
      why: ["preset:core"],
      reason: "wanted by preset core; the library lacks it, your own folder fills the gap",
      suggested: false,
    },
  },
  {
    when: "a gap that another client's folder fills",
    set: { gaps: GAP },
    found: [FOUND, { ...FOUND, path: ".zed/skills/s" }],
    expected: {
      action: "keep",
      why: ["preset:core"],
      reason: "wanted by preset core; the library lacks it, .claude/skills/s fills the gap",
      suggested: false,
    },
  },
  {
    when: "a placed skill the library has lost",
    set: { gaps: GAP },
    placed: [OLD],
    expected: {
      action: "keep",
      version: 1,
      why: ["preset:core"],
      reason: "wanted by preset core; the library no longer has it, so v1 stays",
      suggested: false,
    },
  },
  {
    when: "vetoed and not placed",
    set: { vetoed: [{ name: "s", why: ["preset:core"] }] },
    expected: {
      action: "veto",
      why: ["preset:core"],
      reason: "vetoed; preset core would want it, equip it by name to lift the veto",
      suggested: false,
    },
  },
  {
    when: "vetoed but placed",
    set: { vetoed: VETO },
    placed: [OLD],
    expected: { action: "remove", fromVersion: 1, why: [], reason: "vetoed", suggested: false },
  },
  {
    when: "vetoed but edited by hand",
    set: { vetoed: VETO },
    placed: [EDITED],
    expected: {
      action: "conflict",
      fromVersion: 1,
      why: [],
      reason: "vetoed, but edited by hand since v1 was placed; unequip it by name to remove it",
      suggested: false,
    },
  },
  {
    when: "vetoed and removed by hand",
    set: { vetoed: VETO },
    placed: [GONE],
    expected: {
      action: "remove",
      fromVersion: 1,
      why: [],
      reason: "vetoed; its folder was already removed by hand, only its line in the manifest is left",
      suggested: false,
    },
  },
  {
    when: "vetoed, and the folder is the user's",
    set: { vetoed: VETO },
    placed: [USERS],
    expected: { action: "veto", why: [], reason: "vetoed; the folder is yours, so it stays", suggested: false },
  },
];

test.each(ROWS)("$when", ({ set, placed: folders = [], found = [], asked, expected }) => {
  const plan = planEquip({ wanted: { ...EMPTY_SET, ...set }, placed: folders, found, asked });
  expect(plan.entries).toEqual(expected ? [{ skill: "s", ...expected }] : []);
  for (const entry of plan.entries) expect(PlanEntry.parse(entry)).toEqual(entry);
});
