import type { SkillDetail } from "@yardlet/services";
import { nameList } from "@/features/equip/words.ts";
import { formatCount } from "@/ui/format.ts";

/** Where the skill lies, for somebody who is about to change it. */
export function carriedIn({ equipped, item }: SkillDetail): string {
  if (item.home !== "library") return `It lies in ${item.homeSlug} alone.`;
  if (equipped.length === 0) return "No repo carries it.";
  const names = nameList(equipped.map((carrier) => carrier.repoSlug));
  return `${formatCount(equipped.length, "repo")} ${equipped.length === 1 ? "carries" : "carry"} it: ${names}.`;
}
