import type { Found, Placed, PlanAction, Wanted, Why } from "./types.ts";
import { remedyOf, type RetiredSkill } from "./wanted.ts";

/** Everything known about one skill name in one repo. */
export interface SkillCase {
  name: string;
  /** A person named it just now. */
  asked: boolean;
  wanted?: Wanted;
  offered?: Wanted;
  gap?: Why[];
  veto?: Why[];
  retired?: RetiredSkill;
  placed?: Placed;
  found?: Found;
}

export interface Rule {
  when: (it: SkillCase) => boolean;
  action: PlanAction;
  suggested?: boolean;
  reason: (it: SkillCase) => string;
}

const byYardlet = (it: SkillCase) => it.placed?.entry !== undefined;
const byUser = (it: SkillCase) => it.placed !== undefined && it.placed.entry === undefined;
const gone = (it: SkillCase) => byYardlet(it) && it.placed?.treeHash === undefined;
const edited = (it: SkillCase) => byYardlet(it) && !gone(it) && it.placed?.treeHash !== it.placed?.entry?.tree_hash;
const sameText = (it: SkillCase) => it.wanted !== undefined && it.placed?.contentHash === it.wanted.contentHash;
const homedHere = (it: SkillCase) => it.placed?.entry?.origin === "repo";

/**
 * What happens to a skill, from the first line that applies. Vetoes come first, then what is deprecated, then what people did by hand, then what Yardlet
 * placed, then what is missing. A user's own folder that nothing asks about has no line: it is none of the plan's business.
 */
export const RULES: readonly Rule[] = [
  {
    when: (it) => isVetoed(it) && byUser(it),
    action: "veto",
    reason: () => "vetoed; the folder is yours, so it stays",
  },
  {
    when: (it) => isVetoed(it) && gone(it),
    action: "remove",
    reason: () => "vetoed; its folder was already removed by hand, only its line in the manifest is left",
  },
  {
    when: (it) => isVetoed(it) && edited(it),
    action: "conflict",
    reason: (it) => `vetoed, but edited by hand since ${placedVersion(it)} was placed; unequip it by name to remove it`,
  },
  { when: (it) => isVetoed(it) && byYardlet(it), action: "remove", reason: () => "vetoed" },
  {
    when: isVetoed,
    action: "veto",
    reason: (it) =>
      `vetoed; ${it.veto?.length ? `${words(it.veto)} would want it, ` : ""}equip it by name to lift the veto`,
  },

  {
    when: (it) => isRetired(it) && gone(it),
    action: "remove",
    suggested: true,
    reason: () => "deprecated, and its folder was removed by hand; unequip it to clear the manifest",
  },
  {
    when: (it) => isRetired(it) && byYardlet(it) && !homedHere(it),
    action: "remove",
    suggested: true,
    reason: (it) =>
      `deprecated${it.retired?.replacedBy ? `, ${it.retired.replacedBy} takes its place` : ""}${edited(it) ? "; edited by hand" : ""}; it stays until you unequip it`,
  },
  {
    when: (it) => isRetired(it) && isGap(it) && it.placed === undefined && it.found === undefined,
    action: "gap",
    reason: (it) => `wanted by ${words(it.gap)}, but it is deprecated; ${remedy(it)}`,
  },

  {
    when: (it) => isWanted(it) && byUser(it) && sameText(it),
    action: "keep",
    reason: (it) => `the same text as ${wantedVersion(it)}; the folder is yours and stays`,
  },
  {
    when: (it) => isWanted(it) && byUser(it),
    action: "conflict",
    reason: () => "a folder of this name that Yardlet did not place lies there; it is never overwritten",
  },
  {
    when: (it) => isWanted(it) && gone(it) && it.asked,
    action: "add",
    reason: (it) => `asked for again after its folder was removed by hand; wanted by ${words(whyOf(it))}`,
  },
  {
    when: (it) => gone(it) && (isWanted(it) || isGap(it)),
    action: "conflict",
    reason: () =>
      "its folder was removed by hand; equip it by name to place it again, or unequip it to make that a veto",
  },
  {
    when: gone,
    action: "remove",
    suggested: true,
    reason: () => "its folder was removed by hand and nothing wants it; unequip it to clear the manifest",
  },
  {
    when: (it) => isWanted(it) && edited(it) && sameText(it),
    action: "keep",
    reason: (it) => `edited by hand into the same text as ${wantedVersion(it)}`,
  },
  {
    when: (it) => isWanted(it) && edited(it),
    action: "conflict",
    reason: (it) => `edited by hand since ${placedVersion(it)} was placed; never overwritten`,
  },

  {
    when: (it) => isWanted(it) && it.placed?.entry?.hash === it.wanted?.contentHash,
    action: "keep",
    reason: (it) => `${placedVersion(it)} is current`,
  },
  {
    when: (it) => isWanted(it) && homedHere(it),
    action: "conflict",
    reason: () => "this repo is the home of a skill of this name; the library's is not put over it",
  },
  {
    when: (it) => isWanted(it) && byYardlet(it),
    action: "update",
    reason: (it) => `the library is at ${wantedVersion(it)}, ${placedVersion(it)} is placed`,
  },
  {
    when: (it) => isGap(it) && byYardlet(it),
    action: "keep",
    reason: (it) => `wanted by ${words(it.gap)}; the library no longer has it, so ${placedVersion(it)} stays`,
  },
  { when: homedHere, action: "keep", reason: () => "this repo is its home" },
  {
    when: (it) => it.offered !== undefined && byYardlet(it),
    action: "keep",
    reason: (it) => `${words(it.offered?.why)} likely applies here`,
  },
  {
    when: byYardlet,
    action: "remove",
    suggested: true,
    reason: (it) =>
      `nothing wants it any more, it was placed for ${words(it.placed?.entry?.why)}${edited(it) ? ", and edited by hand" : ""}; unequip it to remove it`,
  },

  {
    when: (it) => isGap(it) && byUser(it),
    action: "keep",
    reason: (it) => `wanted by ${words(it.gap)}; the library lacks it, your own folder fills the gap`,
  },
  {
    when: (it) => isGap(it) && it.found !== undefined,
    action: "keep",
    reason: (it) => `wanted by ${words(it.gap)}; the library lacks it, ${it.found?.path} fills the gap`,
  },
  { when: isGap, action: "gap", reason: (it) => `wanted by ${words(it.gap)}, but the library does not have it` },
  {
    when: (it) => isWanted(it) && it.found !== undefined && isExplicit(it),
    action: "conflict",
    reason: (it) => `already at ${it.found?.path}, which Yardlet only reads; a second copy would be listed twice`,
  },
  {
    when: (it) => isWanted(it) && it.found !== undefined,
    action: "keep",
    reason: (it) => `already at ${it.found?.path}, which Yardlet only reads`,
  },
  { when: isWanted, action: "add", reason: (it) => `wanted by ${words(whyOf(it))}` },
];

function isVetoed(it: SkillCase): boolean {
  return it.veto !== undefined;
}

function isRetired(it: SkillCase): boolean {
  return it.retired !== undefined;
}

/** What to do about a deprecated skill that is asked for. */
function remedy({ name, retired }: SkillCase): string {
  return remedyOf({ name, deprecated: retired });
}

function isWanted(it: SkillCase): boolean {
  return it.wanted !== undefined;
}

function isGap(it: SkillCase): boolean {
  return it.gap !== undefined;
}

function isExplicit(it: SkillCase): boolean {
  return it.asked || whyOf(it).includes("pick");
}

function whyOf(it: SkillCase): Why[] {
  return it.wanted?.why ?? [];
}

function wantedVersion(it: SkillCase): string {
  return `v${it.wanted?.version}`;
}

function placedVersion(it: SkillCase): string {
  return `v${it.placed?.entry?.version}`;
}

/** `pick, preset:core` as people read it: `your pick and preset core`. */
function words(why: readonly Why[] = []): string {
  const named = why.map((reason) => (reason === "pick" ? "your pick" : reason.replace(":", " ")));
  return named.length > 0 ? named.join(" and ") : "no reason on record";
}
