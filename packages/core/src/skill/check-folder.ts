import { SKILL_FILE } from "./parse.ts";
import { checkPaths } from "./paths.ts";
import type { Problem } from "./rules.ts";
import { SKILL_LIMITS, type SkillFile } from "./types.ts";

/** Problems of a skill folder that do not need SKILL.md to be read: its paths, its size, and whether SKILL.md is there. */
export function checkFolder(files: readonly SkillFile[]): Problem[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const problems = checkPaths(files);
  if (files.length > SKILL_LIMITS.folderFiles)
    problems.push(
      limit("folder-files", `the folder has ${files.length} files, at most ${SKILL_LIMITS.folderFiles} are allowed`),
    );
  if (bytes > SKILL_LIMITS.folderBytes)
    problems.push(
      limit("folder-bytes", `the folder has ${bytes} bytes, at most ${SKILL_LIMITS.folderBytes} are allowed`),
    );
  for (const { path, bytes: content } of files) {
    if (isFilePointer(content)) problems.push({ rule: "file-pointer", detail: path, file: path });
  }
  if (!files.some(({ path }) => path === SKILL_FILE)) {
    const other = files.find(({ path }) => path.toLowerCase() === SKILL_FILE.toLowerCase())?.path;
    problems.push(limit("skill-file-missing", other ? `; rename ${other}` : "; add it"));
  }
  return problems;
}

/** Whether git holds only the pointer of a file whose content lies in Git LFS. Source: the specification of Git LFS, version 1. */
export function isFilePointer(bytes: Uint8Array): boolean {
  return bytes.length < POINTER_BYTES && [...POINTER_START].every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

const POINTER_BYTES = 1024;
const POINTER_START = "version https://git-lfs.github.com/spec/v1\noid sha256:";

function limit(rule: Problem["rule"], detail: string): Problem {
  return { rule, detail, file: SKILL_FILE };
}
