import type { AuthoringRun } from "@yardlet/core/agent/run-file";
import { DomainError } from "@yardlet/core/error";
import { SKILL_FILE, SkillName, type SkillFile, contentHash, parseSkill } from "@yardlet/core/skill";
import { readDraft, runFolder } from "@yardlet/repo";

/** A draft as it lies in its run's folder now. */
export interface LyingDraft {
  name: string;
  files: readonly SkillFile[];
  hash: string;
  /** Whether it is not what the agent returned any more. */
  edited: boolean;
}

/**
 * Reads the draft of a run as it lies there now: a person may have edited it, its name too.
 * @throws DomainError `refused` where it has no SKILL.md, or a link leads out of it
 */
export async function readLyingDraft(root: string, run: AuthoringRun): Promise<LyingDraft> {
  const folder = runFolder(run.run_id);
  const lying = await readDraft(root, run.run_id);
  const file = lying?.files.find(({ path }) => path === SKILL_FILE);
  const [out] = lying?.escaping ?? [];
  if (lying === undefined || file === undefined || out !== undefined)
    throw new DomainError("refused", `${folder} holds no whole draft: ${out?.message ?? `${SKILL_FILE} is missing`}`, {
      path: folder,
    });
  const said = SkillName.safeParse(parseSkill(file.bytes).data["name"]);
  const hash = contentHash(lying.files);
  return {
    // A name that is none is the validator's to tell, beside the one the agent gave.
    name: said.data ?? run.draft?.name ?? run.name ?? "draft",
    files: lying.files,
    hash,
    edited: hash !== run.draft?.hash,
  };
}
