import { FIELD_LIMITS } from "./fields.ts";
import type { ParsedSkill } from "./parse.ts";

const NOT_PROSE = /^\s*(#|>|<|\||```|~~~|[-*_]{3,}\s*$|!\[)/;

/**
 * What a skill says of itself in one line: its description, else the first paragraph of its body, blanks collapsed, at most
 * 1024 code points, cut at a word. Undefined when it says nothing. Source: decisions.md, 8.
 */
export function describeSkill(skill: Pick<ParsedSkill, "description" | "body">): string | undefined {
  const line = oneLine(skill.description ?? firstParagraph(skill.body));
  return line === "" ? undefined : shorten(line, FIELD_LIMITS.description);
}

/** A text in one line of at most `length` code points, for lists: cut at a word, with an ellipsis. */
export function shorten(text: string, length: number): string {
  const points = Array.from(oneLine(text));
  if (points.length <= length) return points.join("");
  const kept = points.slice(0, length - 1).join("");
  const end = kept.lastIndexOf(" ");
  return `${end > 0 ? kept.slice(0, end) : kept}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function firstParagraph(body: string): string {
  return body.split(/\r?\n[ \t]*\r?\n/).find((block) => block.trim() !== "" && !NOT_PROSE.test(block)) ?? "";
}
