import { utf8ToBytes } from "@noble/hashes/utils.js";
import { DomainError } from "../error.ts";
import { contentHash, treeHash } from "../skill/hash.ts";
import { readYardletMetadata, setYardletMetadata } from "../skill/metadata.ts";
import { SKILL_FILE, parseSkill } from "../skill/parse.ts";
import type { SkillFile, SkillSource } from "../skill/types.ts";
import { decodeText } from "../skill/utf8.ts";
import type { StampedSkill } from "./change.ts";

/**
 * Makes a skill ready to be placed: `metadata.version` and `metadata.source` are set in its SKILL.md, the rest stays byte for
 * byte. Without `source` the file's own word counts, else `library`. The content hash does not change by it.
 * @throws DomainError `invalid` when SKILL.md is missing or its frontmatter cannot be read.
 */
export function stampSkill(skill: {
  name: string;
  version: number;
  files: readonly SkillFile[];
  origin: StampedSkill["origin"];
  source?: SkillSource;
  libraryCommit?: string;
}): StampedSkill {
  const { name, version, origin, libraryCommit } = skill;
  const files = skill.files.map((file) => (file.path === SKILL_FILE ? stampFile(file, skill) : file));
  if (!files.some(({ path }) => path === SKILL_FILE)) throw unusable(name, `it has no ${SKILL_FILE}`);
  return {
    name,
    version,
    contentHash: contentHash(files),
    treeHash: treeHash(files),
    origin,
    ...(libraryCommit === undefined ? {} : { libraryCommit }),
    files,
  };
}

function stampFile(file: SkillFile, { name, version, source }: Parameters<typeof stampSkill>[0]): SkillFile {
  const { text, bom, valid } = decodeText(file.bytes);
  if (!valid) throw unusable(name, `its ${SKILL_FILE} is not UTF-8`);
  const kept = source ?? readYardletMetadata(parseSkill(text)).source ?? "library";
  try {
    const stamped = setYardletMetadata(text, { version, source: kept });
    return { ...file, bytes: utf8ToBytes(bom ? `\uFEFF${stamped}` : stamped) };
  } catch (error) {
    if (error instanceof DomainError) throw unusable(name, error.message);
    throw error;
  }
}

function unusable(name: string, why: string): DomainError {
  return new DomainError("invalid", `${name} cannot be placed: ${why}`, { name });
}
