import { SKILL_FILE, type SkillDocument } from "./parse.ts";
import type { Problem } from "./rules.ts";
import type { SkillFile } from "./types.ts";

/** The open format advises to stay below. */
const MAX_LINES = 500;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const LINK_TARGET = /\]\(\s*<?([^)\s>]+)/g;
const DEFINITION_TARGET = /^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/;
const CODE_SPAN = /`([^`\s]+)`/g;

/** A code span is taken for a path of the skill only when it is nothing else: one of the format's folders, and a file in it. */
const BUNDLED_PATH = /^(?:\.\/)?(?:scripts|references|assets)\/[\w./-]*\w\.\w+$/;
const BUNDLED_FOLDER = /^(?:scripts|references|assets)\//;
const WITH_SCHEME = /^[a-z][a-z0-9+.-]*:|^\/|^#/i;

interface Target {
  path: string;
  line: number;
}

/** Problems of the prose: that there is some, that it is not too long, and that what it points to is in the folder. */
export function checkBody(skill: SkillDocument, files: readonly Pick<SkillFile, "path">[]): Problem[] {
  const problems: Problem[] = [];
  const report = (rule: Problem["rule"], line: number, detail?: string) =>
    problems.push({ rule, detail, line, file: SKILL_FILE });
  if (skill.body.trim() === "") report("body-empty", skill.bodyLine);
  const lines = skill.text.replace(/\r?\n$/, "").split("\n").length;
  if (lines > MAX_LINES) report("body-long", 1, String(lines));
  const paths = new Set(files.map(({ path }) => path));
  for (const { path, line } of findTargets(skill)) {
    const inside = resolveInside(path);
    if (inside === undefined) report("link-outside", line, path);
    else if (BUNDLED_FOLDER.test(inside) && !isPresent(inside, paths)) report("link-missing", line, inside);
  }
  return problems;
}

/** Relative targets of links and images, and bundled paths in code spans, outside code blocks; each once a line. */
function findTargets(skill: SkillDocument): Target[] {
  let fence: string | undefined;
  return skill.body.split("\n").flatMap((text, index) => {
    const mark = FENCE.exec(text)?.[1];
    if (fence === undefined) fence = mark;
    else {
      if (mark?.startsWith(fence)) fence = undefined;
      return [];
    }
    if (mark !== undefined) return [];
    return [...new Set(targetsOf(text))].map((path) => ({ path, line: skill.bodyLine + index }));
  });
}

function targetsOf(line: string): string[] {
  const links = [...line.matchAll(LINK_TARGET)].map((match) => match[1] ?? "");
  const definition = DEFINITION_TARGET.exec(line)?.[1];
  const spans = [...line.matchAll(CODE_SPAN)].map((match) => match[1] ?? "").filter((span) => BUNDLED_PATH.test(span));
  return [...links, ...(definition === undefined ? [] : [definition]), ...spans]
    .filter((target) => !WITH_SCHEME.test(target))
    .map(toPath)
    .filter((path) => path !== "" && !/[{}$*<>]/.test(path));
}

function toPath(target: string): string {
  const path = target.replace(/[#?].*$/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The path without `.` and `..`; undefined when it leads out of the folder. */
function resolveInside(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function isPresent(path: string, paths: ReadonlySet<string>): boolean {
  return paths.has(path) || [...paths].some((other) => other.startsWith(`${path}/`));
}
