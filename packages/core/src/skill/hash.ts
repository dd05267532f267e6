import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./canonical.ts";
import { YARDLET_KEYS } from "./metadata.ts";
import { compareText } from "./order.ts";
import { SKILL_FILE, readSkill } from "./parse.ts";
import type { Sha256, SkillFile } from "./types.ts";
import { type FrontmatterData, isMapping, ownValue, withoutKeys } from "./value.ts";

/** sha256 of bytes, or of a text's UTF-8, as 64 lower-case hex digits. */
export function hashBytes(content: string | Uint8Array): Sha256 {
  return bytesToHex(sha256(typeof content === "string" ? utf8ToBytes(content) : content));
}

/**
 * Identity of a folder's bytes as placed: sha256 over one line `path \0 mode \0 sha256(bytes) \n` a file, hashes in hex,
 * lines sorted by code units. The order of `files` does not matter. Source: contracts.md, section 1.
 */
export function treeHash(files: readonly SkillFile[]): Sha256 {
  return hashLines(files.map(({ path, mode, bytes }) => toLine(path, mode, hashBytes(bytes))));
}

/**
 * Identity of a skill's prose: as `treeHash`, with every mode taken as 100644 and SKILL.md in canonical form: no byte order
 * mark, CRLF as LF, frontmatter as canonical JSON without `metadata.version`, `metadata.source`, an empty `metadata` and the
 * top-level `version` and `source` of older Yardlets. A SKILL.md whose frontmatter cannot be read counts as its bytes.
 */
export function contentHash(files: readonly SkillFile[]): Sha256 {
  return hashLines(
    files.map(({ path, bytes }) =>
      toLine(path, "100644", hashBytes(path === SKILL_FILE ? canonicalSkill(bytes) : bytes)),
    ),
  );
}

function toLine(path: string, mode: string, hash: Sha256): string {
  return `${path}\0${mode}\0${hash}\n`;
}

function hashLines(lines: readonly string[]): Sha256 {
  return hashBytes(lines.toSorted(compareText).join(""));
}

function canonicalSkill(bytes: Uint8Array): string | Uint8Array {
  const skill = readSkill(bytes);
  if (skill.lenient || skill.problems.some(({ rule }) => rule === "encoding-utf8")) return bytes;
  return `---\n${canonicalJson(proseOf(skill.data))}\n---\n${skill.body.replaceAll("\r\n", "\n")}`;
}

function proseOf(data: FrontmatterData): FrontmatterData {
  const rest = withoutKeys(data, YARDLET_KEYS);
  const metadata = ownValue(rest, "metadata");
  if (metadata === null) return withoutKeys(rest, ["metadata"]);
  if (!isMapping(metadata)) return rest;
  const kept = withoutKeys(metadata, YARDLET_KEYS);
  return Object.keys(kept).length === 0 ? withoutKeys(rest, ["metadata"]) : { ...rest, metadata: kept };
}
