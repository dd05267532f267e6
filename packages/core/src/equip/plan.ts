import { compareText } from "../skill/order.ts";
import { RULES, type SkillCase } from "./rules.ts";
import { type EquipPlan, type Found, type Placed, PlanAction, type PlanEntry, type Why } from "./types.ts";
import type { EquipGap, WantedSet } from "./wanted.ts";

export interface PlanInput {
  wanted: WantedSet;
  placed: readonly Placed[];
  found: readonly Found[];
  /** Names a person asked for just now: what was removed by hand may be placed again. */
  asked?: readonly string[];
}

/**
 * What equipping would do: exactly one entry for each skill that is wanted, vetoed, missing from the library or placed by
 * Yardlet, by the first rule of `RULES` that applies. A folder Yardlet did not place, or that was edited by hand, is never
 * written to. Pure; the order of the input does not matter.
 */
export function planEquip(input: PlanInput): EquipPlan {
  const cases = casesOf(input);
  return sortedPlan([...cases.values()].flatMap((it) => entryOf(it) ?? []));
}

/** True when carrying out the entry writes something. A suggested removal waits for a person. */
export function isExecutable({ action, suggested }: PlanEntry): boolean {
  return !suggested && (action === "add" || action === "update" || action === "remove");
}

/** The entries of these skills only. */
export function narrowPlan(plan: EquipPlan, names: readonly string[]): EquipPlan {
  const kept = new Set(names);
  return { entries: plan.entries.filter(({ skill }) => kept.has(skill)) };
}

/** `suggest`: what is wanted and not equipped, in order of name. Conflicts are not suggested: equipping would not resolve them. */
export function suggestedSkills(plan: EquipPlan): string[] {
  return plan.entries.filter(({ action }) => action === "add").map(({ skill }) => skill);
}

/** The gaps that nothing fills: not a folder of the user's, not one of another client's, not what was placed before. */
export function openGaps({ gaps }: Pick<WantedSet, "gaps">, plan: EquipPlan): EquipGap[] {
  const open = new Set(plan.entries.filter(({ action }) => action === "gap").map(({ skill }) => skill));
  return gaps.filter(({ skill }) => skill === undefined || open.has(skill));
}

/** Entries in order of action, then skill. */
export function sortedPlan(entries: readonly PlanEntry[]): EquipPlan {
  const rank = PlanAction.options;
  return {
    entries: entries.toSorted(
      (a, b) => rank.indexOf(a.action) - rank.indexOf(b.action) || compareText(a.skill, b.skill),
    ),
  };
}

function casesOf({ wanted: set, placed, found, asked = [] }: PlanInput): Map<string, SkillCase> {
  const cases = new Map<string, SkillCase>();
  const at = (name: string): SkillCase => {
    const known = cases.get(name);
    if (known) return known;
    const fresh: SkillCase = { name, asked: asked.includes(name) };
    cases.set(name, fresh);
    return fresh;
  };
  for (const wanted of set.wanted) at(wanted.name).wanted = wanted;
  for (const offered of set.offered) at(offered.name).offered = offered;
  for (const { name, why } of set.vetoed) at(name).veto = why;
  for (const { skill, preset } of set.gaps) {
    if (skill === undefined) continue;
    const it = at(skill);
    const why: Why = preset === undefined ? "pick" : `preset:${preset}`;
    it.gap = [...(it.gap ?? []), why].toSorted(compareText);
  }
  for (const folder of placed) at(folder.name).placed = folder;
  for (const find of found.toSorted((a, b) => compareText(b.path, a.path))) at(find.name).found = find;
  for (const retired of set.retired) {
    const it = cases.get(retired.name);
    if (it) it.retired = retired;
  }
  return cases;
}

function entryOf(it: SkillCase): PlanEntry | undefined {
  const rule = RULES.find(({ when }) => when(it));
  if (!rule) return undefined;
  const { wanted, placed } = it;
  const placedVersion = placed?.entry?.version;
  const [version, fromVersion] = {
    add: [wanted?.version, undefined],
    update: [wanted?.version, placedVersion],
    keep: [placedVersion ?? wanted?.version, undefined],
    remove: [undefined, placedVersion],
    conflict: [wanted?.version, placedVersion],
    veto: [undefined, undefined],
    gap: [undefined, undefined],
  }[rule.action];
  return {
    action: rule.action,
    skill: it.name,
    ...(version === undefined ? {} : { version }),
    ...(fromVersion === undefined ? {} : { fromVersion }),
    why: wanted?.why ?? it.veto ?? it.gap ?? placed?.entry?.why ?? [],
    reason: rule.reason(it),
    suggested: rule.suggested ?? false,
  };
}
