import type { Delivery } from "@yardlet/core/repo";
import type { SkillChange } from "@yardlet/services";

const VERBS = { add: "equip", update: "update", remove: "remove" } as const;

/** `equip 4, update 1`: what a plan changes. */
export function changeWords(changes: readonly SkillChange[]): string {
  const parts = Object.entries(VERBS).flatMap(([action, verb]) => {
    const count = changes.filter((change) => change.action === action).length;
    return count === 0 ? [] : [`${verb} ${count}`];
  });
  return parts.join(", ");
}

/** `a, b, c and 2 more`. */
export function nameList(names: readonly string[], most = 3): string {
  if (names.length <= most + 1) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}

/** Why a skill is wanted: `core, backend-api, picked`. */
export function whyWords(why: readonly string[]): string {
  if (why.length === 0) return "no reason on record";
  return why.map((one) => (one === "pick" ? "picked" : one.replace("preset:", ""))).join(", ");
}

/** How a change reaches a repo: in a table, and as a sentence. */
export const DELIVERIES = {
  commit: { word: "commit", sentence: "Yardlet commits to the default branch" },
  branch: { word: "branch", sentence: "Yardlet pushes the branch yardlet/skills; a person merges it" },
  none: { word: "read-only", sentence: "Yardlet writes nothing and makes a patch instead" },
} as const satisfies Record<Delivery, { word: string; sentence: string }>;

const ARRIVES = {
  commit: "",
  branch: ", on the branch yardlet/skills",
  none: ", as a patch: the repo is read-only",
} as const satisfies Record<Delivery, string>;

/** `Equipping 2 skills in docs-site, on the branch yardlet/skills`: what was set going, and where it arrives. */
export function doing(what: string, delivery: Delivery): string {
  return `${what}${ARRIVES[delivery]}`;
}
