import { DomainError } from "../error.ts";
import { canonicalJson } from "./canonical.ts";
import { applyEdits, findMetadataEdits } from "./metadata-edit.ts";
import { type ParsedSkill, type SkillDocument, readSkill } from "./parse.ts";
import { SkillSource } from "./types.ts";
import { type FrontmatterValue, isMapping, ownValue, withoutKeys } from "./value.ts";
import { writeSkill } from "./write.ts";

/** Yardlet's own facts in a SKILL.md. A fact that is not there, or is somebody else's idea of one, is undefined. */
export interface YardletMetadata {
  version: number | undefined;
  source: SkillSource | undefined;
}

/** The keys Yardlet writes under `metadata`, and read at top level in files of older Yardlets. */
export const YARDLET_KEYS = ["version", "source"] as const;

/** Reads `metadata.version` and `metadata.source`, else the top-level keys of older Yardlets. A version is an integer ≥ 1. */
export function readYardletMetadata(skill: Pick<ParsedSkill, "data">): YardletMetadata {
  const metadata = ownValue(skill.data, "metadata");
  const nested = isMapping(metadata) ? metadata : {};
  return {
    version: toVersion(ownValue(nested, "version")) ?? toVersion(ownValue(skill.data, "version")),
    source: toSource(ownValue(nested, "source")) ?? toSource(ownValue(skill.data, "source")),
  };
}

/**
 * Sets `metadata.version` and `metadata.source` in the text of a SKILL.md. Everything else stays as it is, byte for byte:
 * comments, order, quoting, line endings, body. Top-level keys of an older Yardlet are removed, since these replace them;
 * top-level values that are not Yardlet's (`version: 1.2.0`) stay. Only where the place cannot be found in the text (an
 * alias, an explicit key) is the frontmatter written anew.
 * @throws DomainError `invalid` when the frontmatter cannot be read, or its `metadata` is not a map.
 */
export function setYardletMetadata(text: string, wanted: { version: number; source: SkillSource }): string {
  const skill = readSkill(text);
  const metadata = ownValue(skill.data, "metadata") ?? null;
  if (skill.yaml === undefined || !(isMapping(metadata) || metadata === null)) throw unwritable(skill);
  const outdated = YARDLET_KEYS.filter((key) => isYardlets(key, ownValue(skill.data, key)));
  const facts = { version: String(wanted.version), source: wanted.source };
  const data = { ...withoutKeys(skill.data, outdated), metadata: { ...metadata, ...facts } };
  const edits = findMetadataEdits(skill.text, skill.yaml.document, {
    outdated,
    facts,
    newline: skill.newline,
  });
  const edited = applyEdits(skill.text, edits);
  const check = readSkill(edited);
  const isAsMeant = check.body === skill.body && canonicalJson(check.data) === canonicalJson(data);
  return isAsMeant ? `${skill.bom ? "\uFEFF" : ""}${edited}` : writeSkill({ ...skill, data });
}

/**
 * Takes `metadata.version` and `metadata.source` out of the text of a SKILL.md, and a `metadata` that holds nothing else. The rest
 * stays byte for byte; where these lines cannot be told from the text alone it is left as it is.
 */
export function dropYardletMetadata(text: string): string {
  const skill = readSkill(text);
  const metadata = ownValue(skill.data, "metadata");
  if (skill.yaml === undefined || !isMapping(metadata)) return text;
  const kept = withoutKeys(metadata, YARDLET_KEYS);
  const isEmpty = Object.keys(kept).length === 0;
  const data = isEmpty ? withoutKeys(skill.data, ["metadata"]) : { ...skill.data, metadata: kept };
  const [head = "", ...rest] = skill.text.split(/(?<=\n)(?=---[ \t]*\r?\n|---$)/);
  const lines = head.split(/(?<=\n)/).filter((line) => !/^[ \t]+["']?(version|source)["']?:/.test(line));
  const shorter = lines.filter((line) => !(isEmpty && /^metadata:[ \t]*\r?\n$/.test(line))).join("");
  const edited = [shorter, ...rest].join("");
  const check = readSkill(edited);
  const isAsMeant = !check.lenient && check.body === skill.body && canonicalJson(check.data) === canonicalJson(data);
  return isAsMeant ? `${skill.bom ? "\uFEFF" : ""}${edited}` : text;
}

function isYardlets(key: (typeof YARDLET_KEYS)[number], value: FrontmatterValue | undefined): boolean {
  return (key === "version" ? toVersion(value) : toSource(value)) !== undefined;
}

function toVersion(value: FrontmatterValue | undefined): number | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !/^[1-9]\d{0,8}$/.test(text)) return undefined;
  return Number(text);
}

function toSource(value: FrontmatterValue | undefined): SkillSource | undefined {
  return SkillSource.safeParse(value).data;
}

function unwritable(skill: SkillDocument): DomainError {
  const why = skill.problems.find(({ rule }) => rule !== "encoding-bom");
  const message = skill.lenient
    ? "SKILL.md has no readable frontmatter; mend it before Yardlet writes its version into it"
    : "metadata in SKILL.md is not a map; write it as key: value lines before Yardlet adds its version";
  return new DomainError("invalid", message, why ? { rule: why.rule, line: why.line, detail: why.detail } : {});
}
