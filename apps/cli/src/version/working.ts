import { SKILLS_FOLDER } from "@yardlet/core/equip";
import { type SkillFile, contentHash } from "@yardlet/core/skill";
import { type GitRepo, readSkillsInWorkingTree } from "@yardlet/repo";

/** A skill as it lies in the working tree. `hash` is undefined where no folder lies, empty for what cannot be read. */
export interface WorkingCopy {
  files: readonly SkillFile[];
  hash: string | undefined;
}

/** Undefined without a working tree. */
export async function readWorking(repo: GitRepo, name: string): Promise<WorkingCopy | undefined> {
  if (repo.workTree === undefined) return undefined;
  const { skills } = await readSkillsInWorkingTree(repo, { dirs: [SKILLS_FOLDER], names: [name] });
  const skill = skills.find((one) => one.name === name);
  if (skill === undefined) return { files: [], hash: undefined };
  if (skill.kind === "folder" && !skill.refused) return { files: skill.files, hash: contentHash(skill.files) };
  return { files: [], hash: "" };
}
