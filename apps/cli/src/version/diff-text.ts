import { skillFolder } from "@yardlet/core/equip";
import type { FileDiff } from "@yardlet/core/version";
import type { DiffSide } from "@yardlet/core/version/command-report";
import { printable, printableLine } from "../output/printable.ts";
import type { Style } from "../output/style.ts";

const NONE = "/dev/null";
const MARKS = { same: " ", added: "+", removed: "-" } as const;

/** A comparison in git's own form, so that `git apply` at the repository's root takes it; what moves a terminal is made visible. */
export function diffText(
  { skill, from, to, files }: { skill: string; from: DiffSide; to: DiffSide; files: readonly FileDiff[] },
  style: Style,
): string {
  const changed = files.filter(({ state }) => state !== "same");
  const head = `${skill}: ${sideText(from)} to ${sideText(to)}`;
  if (changed.length === 0) return `${head}: no difference\n`;
  return `${[style("bold", head), ...changed.flatMap((file) => fileLines(skill, file, style))].join("\n")}\n`;
}

function sideText({ kind, number, commit }: DiffSide): string {
  const version = number === null ? "" : `v${number}`;
  if (kind === "library") return `the library's ${version}`;
  if (kind === "working") return "the working tree";
  const at = commit === null ? "" : commit.slice(0, 7);
  return version !== "" && at !== "" ? `${version} (${at})` : `${version}${at}`;
}

function fileLines(skill: string, { path, state, mode, bytes, content }: FileDiff, style: Style): string[] {
  const name = `${skillFolder(skill)}/${printable(path)}`;
  const [before, after] = [state === "added" ? NONE : `a/${name}`, state === "removed" ? NONE : `b/${name}`];
  const head = [`diff --git a/${name} b/${name}`, ...modeLines(state, mode)].map((line) => style("bold", line));
  if (content.kind === "text")
    return [
      ...head,
      ...(content.hunks.length > 0 ? [style("bold", `--- ${before}`), style("bold", `+++ ${after}`)] : []),
      ...content.hunks.flatMap((hunk) => hunkLines(hunk, style)),
    ];
  if (content.kind === "same") return head;
  const why = content.kind === "binary" ? "Binary file" : "Too large to compare";
  return [...head, `${why}: ${sizeText(bytes.before)} to ${sizeText(bytes.after)}`];
}

function modeLines(state: FileDiff["state"], { before, after }: FileDiff["mode"]): string[] {
  if (state === "added") return [`new file mode ${after}`];
  if (state === "removed") return [`deleted file mode ${before}`];
  return before === after ? [] : [`old mode ${before}`, `new mode ${after}`];
}

type Hunk = Extract<FileDiff["content"], { kind: "text" }>["hunks"][number];

function hunkLines({ before, after, lines }: Hunk, style: Style): string[] {
  return [
    style("dim", `@@ -${rangeText(before)} +${rangeText(after)} @@`),
    ...lines.flatMap(({ kind, text, ended }) => {
      const line = `${MARKS[kind]}${printableLine(text)}`;
      const shown = kind === "added" ? style("green", line) : kind === "removed" ? style("red", line) : line;
      return ended ? [shown] : [shown, "\\ No newline at end of file"];
    }),
  ];
}

function rangeText({ from, lines }: Hunk["before"]): string {
  return lines === 1 ? String(from) : `${from},${lines}`;
}

function sizeText(bytes: number | null): string {
  return bytes === null ? "nothing" : `${bytes} bytes`;
}
