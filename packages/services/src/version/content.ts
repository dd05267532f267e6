import { DomainError } from "@yardlet/core/error";
import {
  contentHash,
  describeSkill,
  findObstacles,
  parseSkill,
  readYardletMetadata,
  setYardletMetadata,
  SKILL_FILE,
  treeHash,
  validateSkill,
  type Finding,
  type SkillFile,
  type SkillSource,
} from "@yardlet/core/skill";

/** Everything that follows from a skill's files. */
export interface SkillContent {
  files: SkillFile[];
  contentHash: string;
  treeHash: string;
  description: string;
  /** What the strict validator says. */
  findings: Finding[];
}

/**
 * Reads what a version will be from its files.
 * @throws DomainError `invalid` with the findings, when no client could load it or a limit is broken
 */
export function readContent(name: string, files: readonly SkillFile[]): SkillContent {
  const obstacles = findObstacles({ folder: name, files });
  const [first] = obstacles;
  if (first) {
    throw new DomainError("invalid", `${name} cannot be saved like this: ${first.message}`, { findings: obstacles });
  }
  const parsed = parseSkill(files.find((file) => file.path === SKILL_FILE)?.bytes ?? new Uint8Array());
  return {
    files: [...files],
    contentHash: contentHash(files),
    treeHash: treeHash(files),
    description: describeSkill(parsed) ?? "",
    findings: validateSkill({ folder: name, files }, "strict"),
  };
}

/** The files with Yardlet's own number in SKILL.md brought up to date, where it says one; nothing else changes. */
export function numberFiles(files: readonly SkillFile[], as: { version: number; source: SkillSource }): SkillFile[] {
  return files.map((file) => {
    if (file.path !== SKILL_FILE) return file;
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes);
    if (readYardletMetadata(parseSkill(text)).version === undefined) return file;
    return { ...file, bytes: new TextEncoder().encode(setYardletMetadata(text, as)) };
  });
}
