export { isFilePointer } from "./check-folder.ts";
export { contentHash, hashBytes, treeHash } from "./hash.ts";
export { describeSkill, shorten } from "./describe.ts";
export { CLAUDE_CODE_FIELDS, FIELD_LIMITS, OPEN_FIELDS } from "./fields.ts";
export { type YardletMetadata, dropYardletMetadata, readYardletMetadata, setYardletMetadata } from "./metadata.ts";
export { PresetName, SkillName } from "./names.ts";
export { compareText } from "./order.ts";
export { type ParsedSkill, SKILL_FILE, parseSkill } from "./parse.ts";
export { isInsidePath } from "./paths.ts";
export { RULES, type RuleId, compareFindings } from "./rules.ts";
export { type TextSketch, similarity, sketchSkill, sketchText } from "./similar.ts";
export {
  FileMode,
  Finding,
  SKILL_LIMITS,
  Severity,
  Sha256,
  type SkillFile,
  SkillSource,
  SkillState,
  ValidationProfile,
  VersionOrigin,
} from "./types.ts";
export { type SkillFolder, findObstacles, validateSkill } from "./validate.ts";
export { type FrontmatterData, type FrontmatterValue } from "./value.ts";
export { type SkillText, writeSkill } from "./write.ts";
