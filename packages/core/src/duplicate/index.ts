export { clustersOf, findDuplicates, lookupsOf, type DuplicatePair } from "./find.ts";
export { asksAgain } from "./memory.ts";
export {
  duplicateBy,
  likenessOf,
  skillTextOf,
  toSkillText,
  type DuplicateBy,
  type Likeness,
  type SkillText,
} from "./text.ts";
