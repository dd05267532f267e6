import matter from "gray-matter";
import type { RuleId } from "./rules.ts";

/** Above this, frontmatter is not parsed. The longest of 610 real skills has 2,474 characters. */
const MAX_CHARACTERS = 64 * 1024;

/** gray-matter looks for comments with an expression that is quadratic in a run of white space. */
const LONG_BLANK_RUN = /\s{513}/;

const OPENING_FENCE = /^---[ \t]*\r?(?:\n|$)/;
/** gray-matter takes the line break before the closing fence away, of CRLF only its half. To YAML it is part of the data. */
const END = /\r?$/;

const REST_OF_CLOSING_FENCE = /^[ \t]*(?:\r?\n|$)/;

export interface FrontmatterFault {
  rule: RuleId;
  detail?: string;
  line: number;
}

/**
 * A SKILL.md cut at its fences. `raw` is what stands between `---` and the line break before the closing `---`, so it begins
 * in line 1 of the file, at offset 3; `body` is everything after the closing line. Both are verbatim.
 */
export interface Frontmatter<T> {
  raw: string | undefined;
  /** What `parse` made of it; undefined when there is nothing but comments between the fences. */
  parsed: T | undefined;
  body: string;
  fault: FrontmatterFault | undefined;
}

/**
 * Cuts a text without BOM at its frontmatter fences and hands the YAML to `parse`, which is called at most once and must not
 * throw. gray-matter finds the fences; its own engines are out of reach, since the default one for `---js` runs code.
 */
export function readFrontmatter<T>(text: string, parse: (yaml: string) => T): Frontmatter<T> {
  const fault = findFault(text);
  if (fault) return { raw: undefined, parsed: undefined, body: text, fault };
  let parsed: T | undefined;
  const engine = (yaml: string) => {
    parsed = parse(yaml.replace(END, "\n"));
    return {};
  };
  // Options are always given: without them gray-matter answers from a cache that holds {} for a text it once failed on.
  const file = matter(text, {
    language: "yaml",
    engines: {
      yaml: engine,
      javascript: refuse,
      js: refuse,
      coffee: refuse,
      json: refuse,
      toml: refuse,
    },
  });
  const afterFence = text.slice("---".length + file.matter.length + "\n---".length);
  return {
    raw: file.matter,
    parsed,
    body: afterFence.replace(REST_OF_CLOSING_FENCE, ""),
    fault: undefined,
  };
}

function findFault(text: string): FrontmatterFault | undefined {
  if (!OPENING_FENCE.test(text)) return { rule: "frontmatter-missing", line: 1 };
  const end = text.indexOf("\n---", 3);
  if (end === -1) return { rule: "frontmatter-unclosed", line: 1 };
  if (end > MAX_CHARACTERS)
    return {
      rule: "frontmatter-size",
      detail: `the frontmatter has more than ${MAX_CHARACTERS} characters`,
      line: 1,
    };
  if (LONG_BLANK_RUN.test(text.slice(0, end)))
    return {
      rule: "frontmatter-size",
      detail: "the frontmatter has more than 512 blanks in a row",
      line: 1,
    };
  return undefined;
}

function refuse(): never {
  throw new Error("frontmatter is YAML only");
}
