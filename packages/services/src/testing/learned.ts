import { MANIFEST_PATH, manifestText, skillFolder } from "@yardlet/core/equip";
import { contentHash, treeHash } from "@yardlet/core/skill";
import { builderRun } from "./evidence.ts";

/** The files of a repo that a learned skill is at home in, as Yardlet places them. */
export function learnedSkill(name: string): Record<string, string> {
  const text = `---
name: ${name}
description: What ${name} is for
metadata:
  version: "1"
  source: learned
---

# ${name}

Do it twice.
`;
  const files = [{ path: "SKILL.md", mode: "100644" as const, bytes: new TextEncoder().encode(text) }];
  const hashes = { hash: contentHash(files), tree_hash: treeHash(files) };
  const entry = { version: 1, ...hashes, origin: "repo" as const, why: ["pick"] };
  return {
    [`${skillFolder(name)}/SKILL.md`]: text,
    [MANIFEST_PATH]: manifestText({ schema: "yardlet.manifest/1", skills: { [name]: entry } }),
  };
}

/** Failed tasks that declared a skill, each an intent of its own, by two sessions in turn. */
export function failedIntents(
  count: number,
  run: { repo: string; skill: string; prefix?: string } & Record<string, unknown>,
): Record<string, unknown>[] {
  const { repo, skill, prefix = "t", sessions = 2, ...rest } = run;
  return Array.from({ length: count }, (_, at) =>
    builderRun({
      repo,
      run_id: `${prefix}${at}`,
      task_id: `${prefix}${at}`,
      intent_id: `i-${prefix}${at}`,
      agent: { name: "claude", session: `s${at % Number(sessions)}` },
      skills: [{ name: skill, version: 1, use: "declared" }],
      eval_state: "Failed",
      ...rest,
    }),
  );
}
