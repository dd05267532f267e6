import type { SkillFile } from "@yardlet/core/skill";
import type { SkillFileAnswer, SkillVersionAnswer, SkillVersionsAnswer } from "@yardlet/core/version/answers";
import type { SkillVersionDetail, SkillVersionLine, WaitingChange } from "@yardlet/services";

type VersionAnswer = SkillVersionsAnswer["versions"][number];

export function versionAnswer(line: SkillVersionLine): VersionAnswer {
  const { number, parent, origin, author, reason, createdAt, commit, contentHash, treeHash, inForce } = line;
  return {
    version: number,
    parent,
    origin,
    author,
    reason,
    at: createdAt.toISOString(),
    commit,
    hash: contentHash,
    tree_hash: treeHash,
    in_force: inForce,
  };
}

export function versionDetailAnswer(detail: SkillVersionDetail): Omit<SkillVersionAnswer, "home" | "name"> {
  const { line, findings, files } = detail;
  return { ...versionAnswer(line), findings, files: files.map(fileAnswer) };
}

export function waitingAnswer(waiting: WaitingChange | null): SkillVersionsAnswer["waiting"] {
  return (
    waiting && {
      by: waiting.by,
      reason: waiting.reason,
      at: waiting.createdAt.toISOString(),
      job_id: waiting.jobId,
    }
  );
}

/** Bytes that are UTF-8 go as text, byte order mark and all; others in base64. */
export function fileAnswer({ path, mode, bytes }: SkillFile): SkillFileAnswer {
  try {
    const content = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path, mode, encoding: "utf-8", content };
  } catch {
    return { path, mode, encoding: "base64", content: Buffer.from(bytes).toString("base64") };
  }
}
