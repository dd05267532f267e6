import { type SkillFile, contentHash, treeHash } from "@yardlet/core/skill";
import type { SkillFileAnswer, WantedAnswer } from "@yardlet/core/version/answers";

/** Files of a skill, by path; a text that starts with `#!` is executable. */
export function skillFiles(texts: Readonly<Record<string, string>>): SkillFile[] {
  return Object.entries(texts).map(([path, text]) => ({
    path,
    mode: text.startsWith("#!") ? "100755" : "100644",
    bytes: new TextEncoder().encode(text),
  }));
}

export function fileAnswers(files: readonly SkillFile[]): SkillFileAnswer[] {
  return files.map(({ path, mode, bytes }, index) => {
    const encoding = index % 2 === 0 ? "utf-8" : "base64";
    return { path, mode, encoding, content: Buffer.from(bytes).toString(encoding) };
  });
}

/** What a server says that a repo wants: these skills, each because of preset core. */
export function wantedAnswer(
  skills: Readonly<Record<string, { version: number; texts: Readonly<Record<string, string>> }>>,
  more: Partial<WantedAnswer> = {},
): WantedAnswer {
  const wanted = Object.entries(skills).map(([name, { version, texts }]) => {
    const files = skillFiles(texts);
    return {
      name,
      version,
      hash: contentHash(files),
      tree_hash: treeHash(files),
      description: `About ${name}.`,
      why: ["preset:core"],
      files: fileAnswers(files),
    };
  });
  return {
    repo: "shop",
    commit: null,
    library_commit: "0".repeat(40),
    presets: [{ preset: "core", because: "always" }],
    wanted,
    offered: [],
    vetoed: [],
    retired: [],
    gaps: [],
    ...more,
  };
}
