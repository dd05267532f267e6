import { describeSkill } from "../skill/describe.ts";
import { contentHash, treeHash } from "../skill/hash.ts";
import { readYardletMetadata } from "../skill/metadata.ts";
import { SkillName } from "../skill/names.ts";
import { SKILL_FILE, parseSkill } from "../skill/parse.ts";
import type { Finding } from "../skill/types.ts";
import { findObstacles } from "../skill/validate.ts";
import type { LibraryFolder } from "./folders.ts";
import type { LibrarySkill } from "./types.ts";

/** What a folder says by itself; tier, presets and triggers come from the catalog and the presets. */
export type FolderSkill = Omit<LibrarySkill, "tier" | "presets" | "triggers">;

/**
 * Reads one skill folder of a library. A folder that no client could load, that breaks a limit, or whose name is none is left
 * out: `skill` is undefined and the findings say why, with paths from the library's root.
 */
export function readFolder({ name, path, files }: LibraryFolder): {
  skill: FolderSkill | undefined;
  findings: Finding[];
} {
  const badName = SkillName.safeParse(name).error?.issues[0];
  if (badName) {
    const message = `${path} is left out: ${badName.message}`;
    return {
      skill: undefined,
      findings: [{ rule: "library-folder-name", severity: "error", message, file: path }],
    };
  }
  const findings = findObstacles({ folder: name, files }).map((finding) => leftOut(finding, path));
  const file = files.find((candidate) => candidate.path === SKILL_FILE);
  if (findings.length > 0 || file === undefined) return { skill: undefined, findings };
  const parsed = parseSkill(file.bytes);
  const { version } = readYardletMetadata(parsed);
  const description = describeSkill(parsed) ?? "";
  const skill = {
    name,
    description,
    version,
    contentHash: contentHash(files),
    treeHash: treeHash(files),
    files,
  };
  if (parsed.name === undefined || parsed.name === name) return { skill, findings };
  const message = `SKILL.md calls the skill ${parsed.name}; the folder's name counts, make them equal`;
  return {
    skill,
    findings: [{ rule: "library-skill-name", severity: "warning", message, file: `${path}/${SKILL_FILE}` }],
  };
}

function leftOut(finding: Finding, path: string): Finding {
  return {
    ...finding,
    file: `${path}/${finding.file}`,
    message: `${path} is left out: ${finding.message}`,
  };
}
