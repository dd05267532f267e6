import type { PromotionEvidence } from "@yardlet/services";
import { GRADES } from "@/features/score/words.ts";
import { formatCount } from "@/ui/format.ts";

/** Why the rule does not propose a promotion by itself, as the end of a sentence. */
export function refusalWords(refusal: NonNullable<PromotionEvidence["refusal"]>): string {
  switch (refusal.reason) {
    case "fork":
      return "it is a fork of the library’s, which is proposed as the library’s next version instead";
    case "taken":
      return "the library has a skill of the name already";
    case "few_repos":
      return `${formatCount(refusal.repos, "repo")} ${refusal.repos === 1 ? "has" : "have"} it, and the rule asks for ${refusal.needed}`;
    case "not_held":
      return `it is proved better in ${refusal.full} of the ${refusal.needed} repos that the rule asks for`;
    case "outweighed":
      return `repos where it does not help take too much from it: ${refusal.total.toFixed(2)} of ${refusal.needed.toFixed(2)}`;
    case "not_solid":
      return `its evidence together is ${GRADES[refusal.grade].word}, and the rule asks for solid`;
  }
}
