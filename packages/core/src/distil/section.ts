import { compareText } from "../skill/order.ts";
import { groupOfId } from "./ids.ts";
import type { DistilLesson } from "./result.ts";

/** What of a lesson stands in a skill. */
export type SectionLesson = Pick<
  DistilLesson,
  "lesson_id" | "task_signature" | "failure_mode" | "symptom" | "prevention"
>;

/** The lines of the new text that one lesson made, from 1, both included. */
export interface LessonHunk {
  lessonId: string;
  fromLine: number;
  toLine: number;
}

export interface SkillWithLessons {
  text: string;
  hunks: LessonHunk[];
}

const HEADING = "## Lessons";
const MARK_DIGITS = 12;
const MARK = new RegExp(`^- .*\\(lesson ([0-9a-f]{${MARK_DIGITS}})\\)$`);
const SYMPTOM_LENGTH = 240;
const PREVENTION_LENGTH = 2000;

/**
 * Puts lessons into the section `## Lessons` of a SKILL.md, which is made at the end where there is none: one line each, in order of
 * its text. A line ends with the mark of its group, so that a later lesson of the group takes its place; the lines of other lessons
 * stay, and everything else stays byte for byte. Doing it again changes nothing.
 */
export function lessonSection(skillText: string, lessons: readonly SectionLesson[]): SkillWithLessons {
  if (lessons.length === 0) return { text: skillText, hunks: [] };
  const newline = skillText.includes("\r\n") ? "\r\n" : "\n";
  const lines = readLines(skillText);
  const section = findSection(lines);
  const present = section ? lines.slice(section.from, section.to).filter(isOurs) : [];
  const bullets = new Map(
    [...present.map(({ text }) => text), ...lessons.map(bulletOf)].map((text) => [MARK.exec(text)?.[1], text] as const),
  );
  const block = [...bullets.values()].toSorted(compareText);
  const { before, after } = section
    ? aroundBlock(lines, section, newline)
    : { before: newHeading(lines, newline), after: "" };
  const first = before.split("\n").length;
  return {
    text: `${before}${block.map((line) => `${line}${newline}`).join("")}${after}`,
    hunks: lessons.map((lesson) => {
      const line = first + block.indexOf(bullets.get(markOf(lesson)) ?? "");
      return { lessonId: lesson.lesson_id, fromLine: line, toLine: line };
    }),
  };
}

function bulletOf(lesson: SectionLesson): string {
  const mode = oneLine(lesson.failure_mode, SYMPTOM_LENGTH);
  const symptom = oneLine(lesson.symptom, SYMPTOM_LENGTH);
  const seen = symptom === mode ? "" : ` (seen: ${symptom})`;
  const prevention = oneLine(lesson.prevention, PREVENTION_LENGTH);
  return `- In ${oneLine(lesson.task_signature, SYMPTOM_LENGTH)}, when ${mode}${seen}: ${prevention} (lesson ${markOf(lesson)})`;
}

function markOf({ lesson_id }: Pick<SectionLesson, "lesson_id">): string {
  return groupOfId(lesson_id).slice(0, MARK_DIGITS);
}

/** The mark that stands behind a lesson in a text, as people read it. */
export function lessonMark(lessonId: string): string {
  return `(lesson ${markOf({ lesson_id: lessonId })})`;
}

/** Text from outside as a part of one line: it cannot begin another one, and with it no heading or fence. */
function oneLine(text: string, length: number): string {
  const letters = [...text.replace(/[\s\p{Cc}]+/gu, " ").trim()];
  return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : letters.join("");
}

/** A line of a file: as it is, with its end, and without. */
interface Line {
  raw: string;
  text: string;
  /** Within frontmatter or a fence, where nothing is a heading. One without an end holds nothing. */
  quoted: boolean;
}

function readLines(text: string): Line[] {
  const lines = (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((raw) => ({
    raw,
    text: raw.replace(/\r?\n$/, ""),
    quoted: false,
  }));
  let fence: { mark: string; from: number } | undefined;
  const quote = (from: number, to: number) => {
    for (const line of lines.slice(from, to)) line.quoted = true;
  };
  const body = frontmatterEnd(lines);
  quote(0, body);
  for (const [index, { text }] of lines.entries()) {
    if (index < body) continue;
    if (fence === undefined) {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
      if (mark !== undefined) fence = { mark, from: index };
    } else if (endsFence(text.trim(), fence.mark)) {
      quote(fence.from, index);
      fence = undefined;
    }
  }
  return lines;
}

function endsFence(text: string, mark: string): boolean {
  return text.startsWith(mark) && text === mark.charAt(0).repeat(text.length);
}

/** The line behind frontmatter; 0 where there is none, or it has no end. */
function frontmatterEnd(lines: readonly Line[]): number {
  const isRule = ({ text }: Line) => text.replace(/^\uFEFF/, "").trimEnd() === "---";
  return lines[0] && isRule(lines[0]) ? lines.findIndex((line, index) => index > 0 && isRule(line)) + 1 : 0;
}

/** The lines behind the heading, up to the next heading of its level or above. */
interface Section {
  from: number;
  to: number;
}

function findSection(lines: readonly Line[]): Section | undefined {
  const from = lines.findIndex(({ text, quoted }) => !quoted && text.trimEnd() === HEADING) + 1;
  if (from === 0) return undefined;
  const to = lines.findIndex(({ text, quoted }, index) => index >= from && !quoted && /^#{1,2}(\s|$)/.test(text));
  return { from, to: to < 0 ? lines.length : to };
}

function isOurs({ text, quoted }: Line): boolean {
  return !quoted && MARK.test(text);
}

/** The text around where the lessons stand: at the first of them, else behind what the section holds. */
function aroundBlock(lines: readonly Line[], { from, to }: Section, newline: string) {
  const first = lines.findIndex((line, index) => index >= from && index < to && isOurs(line));
  if (first >= 0) {
    const rest = lines.slice(first, to).filter((line) => !isOurs(line));
    return { before: rawOf(lines.slice(0, first)), after: rawOf([...rest, ...lines.slice(to)]) };
  }
  const filled = lines.findLastIndex(({ text }, index) => index < to && text.trim() !== "") + 1;
  const behind = lines.slice(filled);
  const gap = behind[0] !== undefined && behind[0].text.trim() !== "" ? newline : "";
  return { before: `${ended(rawOf(lines.slice(0, filled)), newline)}${newline}`, after: `${gap}${rawOf(behind)}` };
}

function newHeading(lines: readonly Line[], newline: string): string {
  const last = lines.at(-1);
  const gap = last === undefined || last.text.trim() === "" ? "" : newline;
  return `${ended(rawOf(lines), newline)}${gap}${HEADING}${newline}${newline}`;
}

function ended(text: string, newline: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}${newline}`;
}

function rawOf(lines: readonly Line[]): string {
  return lines.map(({ raw }) => raw).join("");
}
