import { checkBody } from "./check-body.ts";
import { checkFolder } from "./check-folder.ts";
import { checkFrontmatter } from "./check-frontmatter.ts";
import { SKILL_FILE, readSkill } from "./parse.ts";
import { type Problem, isUnusable, toFindings } from "./rules.ts";
import type { Finding, SkillFile, ValidationProfile } from "./types.ts";

/** A skill folder: its own name, without parents, and its files. */
export interface SkillFolder {
  folder: string;
  files: readonly SkillFile[];
}

/**
 * Judges a skill folder; `error` findings mean that it does not pass. Findings are in order of file, line, rule.
 *
 * - `strict`: the open Agent Skills format, with the verdict of its reference validator (skills-ref, 2026). Like that one it
 *   takes every scalar as text and refuses flow collections, anchors and tags. Where it knowingly differs, docs/format.md says
 *   why; the table it is written from is `testing/format-cases.ts`.
 * - `claude-code`: the same with that client's own fields and with all of YAML 1.2.
 * - `lenient`: what a client would load. Without a readable file and a description there is nothing to load, and a path that
 *   leaves the folder is never acceptable: these are errors, all else is a warning.
 */
export function validateSkill(skill: SkillFolder, profile: ValidationProfile): Finding[] {
  return toFindings(findProblems(skill, profile), profile);
}

/** What keeps a folder out of a library, in the words of the strict profile; empty when it can be taken. */
export function findObstacles(skill: SkillFolder): Finding[] {
  return toFindings(findProblems(skill, "strict").filter(isUnusable), "strict");
}

function findProblems({ folder, files }: SkillFolder, profile: ValidationProfile): Problem[] {
  const inFolder = checkFolder(files);
  const file = files.find(({ path }) => path === SKILL_FILE);
  if (file === undefined) return inFolder;
  const skill = readSkill(file.bytes);
  const inFile = [...inFolder, ...skill.problems];
  return skill.lenient ? inFile : [...inFile, ...checkFrontmatter(skill, folder, profile), ...checkBody(skill, files)];
}
