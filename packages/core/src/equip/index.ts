export { type Offer, type OfferFacts, offerOf } from "./offer.ts";
export { type Ask, acceptName, resolveAsk } from "./ask.ts";
export {
  LISTING_DESCRIPTION_LIMIT,
  LISTING_LIMIT,
  LISTING_OVERHEAD,
  LISTING_WARNING_SHARE,
  type ListingBudget,
  type ListingLine,
  listingBudget,
} from "./budget.ts";
export {
  compareFound,
  type FoundAgainst,
  FoundStanding,
  type FoundText,
  NEAR as NEAR_LIKENESS,
  type Shelved,
} from "./inventory.ts";
export { type ListingChoice, type ListingFacts, type ListingWorth, chooseListing } from "./listing-choice.ts";
export {
  type FileChange,
  type FilePut,
  type PresentFiles,
  type StampedSkill,
  changeOfPlan,
  isEmptyChange,
} from "./change.ts";
export { mergeChoices } from "./choices.ts";
export { USE_DAYS, Usage, type UseFacts, usageOf } from "./usage.ts";
export { MANIFEST_PATH, manifestEntry, manifestText, parseManifest } from "./manifest.ts";
export { IGNORE_PATH, SKILLS_FOLDER, ignoreText, linkTarget, skillFolder } from "./places.ts";
export { type PlanInput, isExecutable, narrowPlan, openGaps, planEquip, sortedPlan, suggestedSkills } from "./plan.ts";
export {
  AvailableSkill,
  EquippedSkill,
  ErrorReport,
  GapLine,
  SkillChangeReport,
  SkillListReport,
  SkillSuggestReport,
  SkillValidateReport,
} from "./report.ts";
export {
  EquipPlan,
  type Found,
  Manifest,
  ManifestEntry,
  type Placed,
  PlanAction,
  PlanEntry,
  type Wanted,
  Why,
} from "./types.ts";
export { planUnequip } from "./unequip.ts";
export {
  type AppliedPreset,
  type Choices,
  type Deprecation,
  type EquipGap,
  type OfferedSkill,
  type RetiredSkill,
  type VetoedSkill,
  type WantedSet,
  provisionalVersion,
  wantedSkills,
} from "./wanted.ts";
