import { utf8ToBytes } from "@noble/hashes/utils.js";
import { type Document, isAlias, isMap, isScalar } from "yaml";
import { type Frontmatter, type FrontmatterFault, readFrontmatter } from "./frontmatter.ts";
import { readLeniently } from "./lenient-read.ts";
import { type Problem, toFindings } from "./rules.ts";
import { type Finding, SKILL_LIMITS } from "./types.ts";
import { decodeText } from "./utf8.ts";
import type { FrontmatterData } from "./value.ts";
import { type YamlReading, readYaml } from "./yaml.ts";

/** The one file a skill folder must have. */
export const SKILL_FILE = "SKILL.md";

/** A SKILL.md as read. */
export interface ParsedSkill {
  /** Frontmatter as plain data; empty when it could not be read. */
  data: FrontmatterData;
  /** Text of `name` and `description` without outer blanks. A number or date counts as the text that was written. */
  name: string | undefined;
  description: string | undefined;
  /** Everything after the closing fence's line, verbatim. Without fences, the whole text. */
  body: string;
  /** What stands between the fences, verbatim; undefined when there are none. */
  frontmatter: string | undefined;
  /** The file began with a byte order mark. */
  bom: boolean;
  newline: "\n" | "\r\n";
  /** The YAML could not be read: `data` is empty, name and description are guessed line by line. */
  lenient: boolean;
  /** What the lenient profile says about reading this file. */
  findings: Finding[];
}

/** A parsed file with what the checks and edits inside this area need besides. */
export interface SkillDocument extends Omit<ParsedSkill, "findings"> {
  /** The file without byte order mark. */
  text: string;
  /** The YAML with comments, quoting and offsets; `raw` begins at offset 3 of `text`. Undefined when `lenient`. */
  yaml: { document: Document.Parsed; lines: ReadonlyMap<string, number> } | undefined;
  /** The whole text of the scalars at top level, blanks included: what limits are counted on. */
  texts: ReadonlyMap<string, string>;
  bodyLine: number;
  problems: Problem[];
}

/**
 * Reads a SKILL.md. Never throws: whatever is wrong is in `findings`, and as much as can be read is returned.
 * A byte order mark is stripped and remembered, line endings and the body are kept as found.
 */
export function parseSkill(input: string | Uint8Array): ParsedSkill {
  const { data, name, description, body, frontmatter, bom, newline, lenient, problems } = readSkill(input);
  const findings = toFindings(problems, "lenient");
  return { data, name, description, body, frontmatter, bom, newline, lenient, findings };
}

/** A folder's checks, hash and listing all start from the same bytes; they are read once. Bytes in core are never changed. */
const KNOWN = new WeakMap<Uint8Array, SkillDocument>();

/** As `parseSkill`, for the checks and edits of this area. */
export function readSkill(input: string | Uint8Array): SkillDocument {
  if (typeof input === "string") return readDocument(input);
  const document = KNOWN.get(input) ?? readDocument(input);
  KNOWN.set(input, document);
  return document;
}

function readDocument(input: string | Uint8Array): SkillDocument {
  const size = typeof input === "string" ? utf8ToBytes(input).length : input.length;
  if (size > SKILL_LIMITS.skillFileBytes) return tooLarge(size);
  const { text, bom, valid } = decodeText(input);
  const frontmatter = readFrontmatter(text, readYaml);
  const result: YamlReading = frontmatter.parsed ?? { fault: frontmatter.fault ?? EMPTY };
  const encoding = [...(valid ? [] : [problem("encoding-utf8", 1)]), ...(bom ? [problem("encoding-bom", 1)] : [])];
  const common = {
    text,
    body: frontmatter.body,
    frontmatter: frontmatter.raw,
    bom,
    newline: newlineOf(text),
    bodyLine: lineOfBody(text, frontmatter),
  };
  if ("fault" in result) {
    const guess = result.fault.rule === "frontmatter-missing" ? NOTHING : readLeniently(frontmatter.raw ?? text);
    return { ...common, ...guess, ...UNREAD, problems: [...encoding, toProblem(result.fault)] };
  }
  const texts = textsOf(result.document);
  return {
    ...common,
    data: result.data,
    name: trimmed(texts.get("name")),
    description: trimmed(texts.get("description")),
    lenient: false,
    yaml: { document: result.document, lines: result.lines },
    texts,
    problems: [...encoding, ...result.subset.map(toProblem)],
  };
}

const NOTHING = { name: undefined, description: undefined };
const UNREAD = { data: {}, lenient: true, yaml: undefined, texts: new Map<string, string>() };
const EMPTY: FrontmatterFault = { rule: "frontmatter-mapping", detail: "empty", line: 1 };

function tooLarge(size: number): SkillDocument {
  const detail = `SKILL.md has ${size} bytes, at most ${SKILL_LIMITS.skillFileBytes} are allowed`;
  const common = {
    text: "",
    body: "",
    frontmatter: undefined,
    bom: false,
    newline: "\n" as const,
    bodyLine: 1,
  };
  return { ...common, ...NOTHING, ...UNREAD, problems: [problem("skill-file-bytes", 1, detail)] };
}

function problem(rule: Problem["rule"], line: number, detail?: string): Problem {
  return { rule, detail, line, file: SKILL_FILE };
}

function toProblem(fault: FrontmatterFault): Problem {
  return { ...fault, file: SKILL_FILE };
}

function newlineOf(text: string): "\n" | "\r\n" {
  return text.charAt(text.indexOf("\n") - 1) === "\r" ? "\r\n" : "\n";
}

function lineOfBody(text: string, { body, fault }: Frontmatter<unknown>): number {
  if (fault) return 1;
  return text.slice(0, text.length - body.length).split("\n").length;
}

/**
 * Top-level scalars as the text that was written: a client that reads every value as text, as the open format's does, sees
 * `1.10` and not 1.1. An empty value and `null` have none.
 */
function textsOf(document: Document.Parsed): Map<string, string> {
  const items = isMap(document.contents) ? document.contents.items : [];
  return new Map(
    items.flatMap(({ key, value: node }) => {
      const value = isAlias(node) ? node.resolve(document) : node;
      if (!isScalar(key) || !isScalar(value) || value.value === null) return [];
      const text = typeof value.value === "string" ? value.value : value.source;
      return text === undefined ? [] : [[String(key.value), text] as const];
    }),
  );
}

function trimmed(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}
