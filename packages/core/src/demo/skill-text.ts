import { utf8ToBytes } from "@noble/hashes/utils.js";
import { MANIFEST_PATH, manifestText, skillFolder } from "../equip/index.ts";
import { stampSkill } from "../equip/stamp.ts";
import type { SkillFile } from "../skill/index.ts";
import { decodeText } from "../skill/utf8.ts";
import type { DemoSkill } from "./types.ts";

type Told = Pick<DemoSkill, "name" | "about" | "steps" | "second">;

/** SKILL.md of a skill's version. */
export function skillText({ name, about, steps, second }: Told, version: 1 | 2 = 1): string {
  const all = version === 2 && second ? [second.step, ...steps] : steps;
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("-", " ")}`;
  const lines = all.map((step, index) => `${index + 1}. ${step}`);
  return `---\nname: ${name}\ndescription: Use when ${about}.\n---\n\n# ${title}\n\n${lines.join("\n")}\n`;
}

function fileOf(path: string, text: string): SkillFile {
  return { path, mode: "100644", bytes: utf8ToBytes(text) };
}

/** The folders of skills as a library keeps them, each with its path from the library's root. */
export function libraryFilesOf(skills: readonly Told[]): SkillFile[] {
  return skills.map((skill) => fileOf(`skills/${skill.name}/SKILL.md`, skillText(skill)));
}

/** The files by which a repo has learned these skills: their folders and the manifest. */
export function learnedFilesOf(skills: readonly Told[]): Record<string, string> {
  if (skills.length === 0) return {};
  const stamped = skills.map((skill) => {
    const files = [fileOf("SKILL.md", skillText(skill))];
    return stampSkill({ name: skill.name, version: 1, origin: "repo", source: "learned", files });
  });
  const entries = stamped.map(({ name, version, contentHash, treeHash }) => [
    name,
    { version, hash: contentHash, tree_hash: treeHash, origin: "repo" as const, why: ["pick"] },
  ]);
  return Object.fromEntries([
    ...stamped.flatMap(({ name, files }) =>
      files.map(({ path, bytes }) => [`${skillFolder(name)}/${path}`, decodeText(bytes).text]),
    ),
    [MANIFEST_PATH, manifestText({ schema: "yardlet.manifest/1", skills: Object.fromEntries(entries) })],
  ]);
}
