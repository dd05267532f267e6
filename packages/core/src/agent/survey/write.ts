import { utf8ToBytes } from "@noble/hashes/utils.js";
import { scanSkill } from "../../scan/scan.ts";
import { shorten } from "../../skill/describe.ts";
import { FIELD_LIMITS } from "../../skill/fields.ts";

import { slugify } from "../../skill/slug.ts";
import type { AuthoredSkill } from "../result.ts";
import type { Way } from "./select.ts";
import { HOLE } from "./shell.ts";
import type { Survey, SurveySubject } from "./survey.ts";
import { oneTest } from "./tests.ts";
import { cite, code, oneLine } from "./text.ts";
import type { Purpose, Sighting } from "./types.ts";
import { withoutVariables } from "./words.ts";

/** One line of the body, and the places it rests on. */
interface Line {
  readonly text: string;
  readonly seen: readonly Sighting[];
  /** The command that it tells of. */
  readonly of?: string;
}

const TITLES = {
  setup: "Set up",
  build: "Build",
  test: "Test",
  lint: "Lint",
  types: "Types",
  format: "Format",
  start: "Start",
} as const satisfies Record<Purpose, string>;

const NOTE =
  "A program took this from the files that are named, and ran nothing. What CI runs comes first; when a command fails, look at its place.";

/** Writes down what was found. Lines that the scan of skills finds dangerous are left out, and that is said with their places. */
export function writeSurvey(survey: Survey, { topic, name }: SurveySubject): AuthoredSkill {
  const title = `# ${oneLine(topic, 120).replaceAll(/[`<>[\]\\#]/g, "")}`;
  const { safe, dangerous } = sift(linesOf(survey));
  const warning: Line[] =
    dangerous.length === 0
      ? []
      : [heading("Left out"), item("Commands that look dangerous; read them before you run anything there", dangerous)];
  const lines = withoutEmptySections([...safe, ...warning]);
  return {
    name: name ?? slugify(topic),
    description: describe(survey),
    body: `${[title, NOTE, ...lines.map(({ text }) => text)]
      .join("\n")
      .replaceAll(/\n(## [^\n]+)\n/g, "\n\n$1\n\n")
      .replace(`${title}\n`, `${title}\n\n`)}\n`,
    rationale: rationaleOf(survey),
    sources: sourcesOf(lines),
  };
}

function linesOf(survey: Survey): Line[] {
  return [
    ...topicLines(survey),
    heading("What it needs"),
    ...survey.needs.map(({ what, version, seen }) => item(`${what} ${code(version, 80)}`, [seen])),
    ...[...survey.ways].flatMap(([purpose, ways]) => [
      heading(TITLES[purpose]),
      ...ways.map(wayLine),
      ...(purpose === "test" ? testLines(survey, ways) : []),
    ]),
    heading("Not clear"),
    ...survey.unclear.map(({ what, seen }) => item(`${what}; take what CI runs, or ask`, seen)),
    heading("Not found"),
    ...missingLines(survey),
    heading("Before the work counts as done"),
    ...doneLines(survey),
  ];
}

function wayLine({ command, folders, seen, runs, origins }: Way): Line {
  const where = placeOf(folders);
  const what = runs === undefined || origins.has("tool") ? "" : `, which runs ${code(runs)}`;
  const hole = HOLE.test(withoutVariables(command)) ? "; fill in what stands for something else" : "";
  return { ...item(`${code(command)}${where}${what}${hole}`, seen), of: command };
}

const FOLDERS = 6;

function placeOf(folders: readonly string[]): string {
  const named = folders.filter((folder) => folder !== "");
  if (named.length === 0) return "";
  const shown = named
    .slice(0, FOLDERS)
    .map((folder) => code(folder))
    .join(", ");
  return ` in ${shown}${named.length > FOLDERS ? ` and ${named.length - FOLDERS} more folders` : ""}`;
}

function testLines({ tests }: Survey, ways: readonly Way[]): Line[] {
  const one = oneTest(ways);
  return [
    ...(one === undefined ? [] : [item(`One test: ${code(one.command)}`, one.seen)]),
    ...tests.map(({ folder, files, example }) =>
      filesLine(`Tests lie in ${code(folder === "" ? "." : folder)}`, files, {
        path: example,
        line: 1,
        what: "a test",
      }),
    ),
  ];
}

function filesLine(where: string, files: number, seen: Sighting): Line {
  return { text: `- ${where}, ${files} ${files === 1 ? "file" : "files"}, such as ${cite(seen)}`, seen: [seen] };
}

function topicLines({ related, words }: Survey): Line[] {
  if (words.length === 0) return [];
  return [
    heading("What the repository has about it"),
    ...related.claims.map(({ command, folder, runs, seen }) => ({
      of: command,
      ...item(`${code(command)}${placeOf([folder])}${runs === undefined ? "" : `, which runs ${code(runs)}`}`, [seen]),
    })),
    ...related.headings.map(({ title, ...seen }) => item(`Written under ${code(title)}`, [seen])),
    ...related.folders.map(({ folder, files, example }) =>
      filesLine(`Files by such a name in ${code(folder === "" ? "." : folder)}`, files, {
        path: example,
        line: 1,
        what: "a path",
      }),
    ),
  ];
}

function missingLines({ asked, ways, ci }: Survey): Line[] {
  const missing = asked.filter((purpose) => (ways.get(purpose) ?? []).length === 0);
  return [
    ...missing.map((purpose) => item(`${TITLES[purpose]}: no file that was read names a command for it`, [])),
    ...(ci.unread.length > 0
      ? [item("CI: these files are there and were not read", ci.unread.slice(0, 4).map(toPlace))]
      : []),
    ...(ci.read === 0 && ci.unread.length === 0 ? [item("CI: no file of a kind that is known", [])] : []),
  ];
}

function toPlace(path: string): Sighting {
  return { path, line: 1, what: "" };
}

const DONE: readonly Purpose[] = ["build", "types", "lint", "test"];

/** What a change has to pass is asked for by somebody, not only suggested by a tool; tests always are. */
const ASKED_FOR = 60;

function doneLines({ ways }: Survey): Line[] {
  return DONE.flatMap((purpose) => {
    const way = ways
      .get(purpose)
      ?.find(({ command, rank }) => (rank >= ASKED_FOR || purpose === "test") && !HOLE.test(withoutVariables(command)));
    if (way === undefined) return [];
    const line = item(`${code(way.command)}${placeOf(way.folders)} ends with status 0`, way.seen.slice(0, 1));
    return [{ ...line, of: way.command }];
  });
}

function heading(title: string): Line {
  return { text: `## ${title}`, seen: [] };
}

function item(text: string, seen: readonly Sighting[]): Line {
  const whats = [...new Set(seen.map(({ what }) => what))];
  const places = whats.map((what) => {
    const cited = seen.filter((each) => each.what === what).map(cite);
    return what === "" ? cited.join(", ") : `${what} (${cited.join(", ")})`;
  });
  return { text: `- ${text}${places.length === 0 ? "" : `: ${places.join("; ")}`}`, seen };
}

function withoutEmptySections(lines: readonly Line[]): Line[] {
  return lines.filter(({ text }, index) => !text.startsWith("## ") || lines[index + 1]?.text.startsWith("- ") === true);
}

function sift(lines: readonly Line[]): { safe: Line[]; dangerous: Sighting[] } {
  const text = lines.map((line) => line.text).join("\n");
  const findings = scanSkill([{ path: "body.md", mode: "100644", bytes: utf8ToBytes(text) }]);
  const bad = findings.filter(({ severity }) => severity !== "low").flatMap(({ line }) => lines.slice(line - 1, line));
  const commands = new Set(bad.map(({ of }) => of));
  const isBad = (line: Line) => bad.includes(line) || (line.of !== undefined && commands.has(line.of));
  const places = new Map(
    bad.flatMap(({ seen }) => seen.map(({ path, line }) => [`${path}:${line}`, { path, line, what: "" }])),
  );
  return { safe: lines.filter((line) => !isBad(line)), dangerous: [...places.values()] };
}

function describe({ topic, asked, words }: Survey): string {
  const subject = oneLine(topic, 400).replace(/[.:!?\s]+$/, "");
  const told = asked.map((purpose) => TITLES[purpose].toLowerCase()).join(", ");
  const text =
    words.length > 0
      ? `Use when the work in this repository concerns: ${subject}. Commands and places it has about it, each with file and line.`
      : `Use when you need to ${told} in this repository (${subject}). The commands that its CI and its own files name, each with file and line.`;
  return shorten(text, FIELD_LIMITS.description);
}

function rationaleOf({ files, paths, ci, ways, asked }: Survey): string {
  const counts = [...ways].map(([purpose, each]) => `${TITLES[purpose].toLowerCase()} ${each.length}`).join(", ");
  const missing = asked.filter((purpose) => (ways.get(purpose) ?? []).length === 0);
  const not =
    missing.length === 0 ? "" : ` Not found: ${missing.map((purpose) => TITLES[purpose].toLowerCase()).join(", ")}.`;
  return `The surveyor read ${files} of ${paths} tracked files, ${ci.read} of them of CI, and ran nothing. Commands found: ${counts}.${not}`;
}

const SOURCES = 200;

function sourcesOf(lines: readonly Line[]): { ref: string; note: string }[] {
  const refs = new Map(
    lines.flatMap(({ seen }) => seen.map(({ path, line, what }) => [oneLine(`${path}:${line}`, 300), what] as const)),
  );
  return [...refs].slice(0, SOURCES).map(([ref, note]) => ({ ref, note }));
}
