import { CLAUDE_CODE_FIELDS, FIELD_LIMITS, type FieldKind, OPEN_FIELDS } from "./fields.ts";
import { SkillName } from "./names.ts";
import { SKILL_FILE, type SkillDocument } from "./parse.ts";
import type { Problem, RuleId } from "./rules.ts";
import type { ValidationProfile } from "./types.ts";
import { type FrontmatterData, type FrontmatterValue, isMapping, kindOf, ownValue } from "./value.ts";

const KNOWN_FIELDS: Record<ValidationProfile, ReadonlySet<string>> = {
  strict: new Set(OPEN_FIELDS),
  "claude-code": new Set([...OPEN_FIELDS, ...Object.keys(CLAUDE_CODE_FIELDS)]),
  lenient: new Set([...OPEN_FIELDS, ...Object.keys(CLAUDE_CODE_FIELDS)]),
};

const EXPECTED = {
  text: "text",
  boolean: "true or false",
  list: "text or a list of texts",
  mapping: "a map",
} as const satisfies Record<Extract<FieldKind, string>, string>;

/** Problems of frontmatter that could be read. */
export function checkFrontmatter(skill: SkillDocument, folder: string, profile: ValidationProfile): Problem[] {
  const lineOf = (key: string) => skill.yaml?.lines.get(key) ?? 1;
  const found: Found[] = [
    ...checkName(skill, folder),
    ...checkDescription(skill),
    ...checkUnknownKeys(skill.data, KNOWN_FIELDS[profile]),
    ...checkCompatibility(skill),
    ...checkOptionalFields(skill),
    ...checkClaudeCodeFields(skill),
  ];
  return found.map(([rule, key, detail]) => ({
    rule,
    detail,
    file: SKILL_FILE,
    line: lineOf(key),
  }));
}

type Found = readonly [rule: RuleId, key: string, detail?: string];

function checkName({ data, name, texts }: SkillDocument, folder: string): Found[] {
  const value = ownValue(data, "name");
  if (isMapping(value) || Array.isArray(value))
    return [["name-invalid", "name", `it is ${kindOf(value)}; write one word`]];
  if (name === undefined) return [["name-missing", "name", folder]];
  const parsed = SkillName.safeParse(name);
  const invalid: Found[] = parsed.success ? [] : [["name-invalid", "name", parsed.error.issues[0]?.message]];
  if (name === folder) return invalid;
  return [...invalid, ["name-folder", "name", `the name is ${texts.get("name")?.trim()} and the folder is ${folder}`]];
}

function checkDescription({ description, texts }: SkillDocument): Found[] {
  if (description === undefined) return [["description-missing", "description"]];
  const length = countPoints(texts.get("description") ?? "");
  const found: Found[] =
    length > FIELD_LIMITS.description ? [["description-length", "description", String(length)]] : [];
  const whenToUse = texts.get("when_to_use");
  const listing = length + countPoints(whenToUse ?? "");
  if (whenToUse !== undefined && listing > FIELD_LIMITS.listing)
    found.push(["listing-length", "when_to_use", String(listing)]);
  return found;
}

function checkUnknownKeys(data: FrontmatterData, known: ReadonlySet<string>): Found[] {
  return Object.keys(data)
    .filter((key) => !known.has(key))
    .map((key) => ["key-unknown", key, key]);
}

function checkCompatibility({ data, texts }: SkillDocument): Found[] {
  const value = ownValue(data, "compatibility");
  if (value === undefined) return [];
  if (isMapping(value) || Array.isArray(value)) return [["compatibility-type", "compatibility", kindOf(value)]];
  const text = texts.get("compatibility") ?? "";
  if (text.trim() === "") return [["compatibility-empty", "compatibility"]];
  const length = countPoints(text);
  return length > FIELD_LIMITS.compatibility ? [["compatibility-length", "compatibility", String(length)]] : [];
}

/** Fields that the reference validator lets pass in any form, though the format's text asks for more. */
function checkOptionalFields({ data }: SkillDocument): Found[] {
  const found: Found[] = [];
  const license = ownValue(data, "license");
  if (license !== undefined && typeof license !== "string") found.push(["license-type", "license", kindOf(license)]);
  const tools = ownValue(data, "allowed-tools");
  if (tools !== undefined && typeof tools !== "string")
    found.push(["allowed-tools-type", "allowed-tools", kindOf(tools)]);
  const metadata = ownValue(data, "metadata");
  if (metadata === undefined) return found;
  if (!isMapping(metadata)) return [...found, ["metadata-type", "metadata", kindOf(metadata)]];
  const nested = Object.entries(metadata).filter(([, value]) => typeof value !== "string");
  return [
    ...found,
    ...nested.map(([key, value]): Found => ["metadata-value", "metadata", `${key} is ${kindOf(value)}`]),
  ];
}

function checkClaudeCodeFields({ data }: SkillDocument): Found[] {
  return Object.entries(CLAUDE_CODE_FIELDS).flatMap(([key, kind]): Found[] => {
    const value = ownValue(data, key);
    if (value === undefined || fits(value, kind)) return [];
    return [["field-value", key, `${key} is ${shown(value)}; write ${expected(kind)}`]];
  });
}

function fits(value: FrontmatterValue, kind: FieldKind): boolean {
  if (typeof kind !== "string") return typeof value === "string" && kind.includes(value);
  if (kind === "list")
    return typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"));
  if (kind === "mapping") return isMapping(value);
  return kind === "boolean" ? typeof value === "boolean" : typeof value === "string";
}

function shown(value: FrontmatterValue): string {
  return typeof value === "string" ? JSON.stringify(value) : kindOf(value);
}

function expected(kind: FieldKind): string {
  return typeof kind === "string" ? EXPECTED[kind] : kind.join(" or ");
}

function countPoints(text: string): number {
  return Array.from(text).length;
}
