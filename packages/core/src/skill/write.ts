import { Document, visit } from "yaml";
import type { FrontmatterData } from "./value.ts";
import { YAML_OPTIONS } from "./yaml.ts";

/** What a SKILL.md is written from; a `ParsedSkill` is one, so that a file can be written as it was read. */
export interface SkillText {
  data: FrontmatterData;
  body: string;
  /** Line ending of the frontmatter; the body is written as it is. Default `\n`. */
  newline?: "\n" | "\r\n";
  bom?: boolean;
}

/** Blanks at the start of a text or the end of one of its lines: the serializer's block style does not always keep them. */
const OUTER_BLANKS = /^\s|[ \t](?:\n|$)/;

/**
 * Writes a SKILL.md: frontmatter in the order of its keys by the YAML serializer, in the subset that the open format's reader
 * takes wherever it can express the data (block style, no anchors, no folding), then the body verbatim.
 * `parseSkill` of the result has equal `data` and `body`. Comments are not data: to change a file that exists, edit its text.
 */
export function writeSkill({ data, body, newline = "\n", bom = false }: SkillText): string {
  const head = `---\n${toYaml(data)}---\n`.replaceAll("\n", newline);
  return `${bom ? "\uFEFF" : ""}${head}${body}`;
}

function toYaml(data: FrontmatterData): string {
  const document = new Document(data, { ...YAML_OPTIONS, aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === "string" && OUTER_BLANKS.test(scalar.value)) scalar.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0 });
}
