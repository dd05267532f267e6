import { extensionOf } from "./folders.ts";

const MAX_ALTERNATIVES = 256;

/** The built-in table has some hundreds of globs and asks for them of every repository. */
const MAX_COMPILED = 4096;
const COMPILED = new Map<string, Glob>();

/** A glob ready to match: one alternative for each choice of its braces. */
export interface Glob {
  source: string;
  alternatives: Alternative[];
}

/** Lower-case path segments, and their last as a pattern of its own. */
interface Alternative {
  segments: string[];
  name: TextPattern;
}

/** A pattern of one segment. */
export interface TextPattern {
  text: string;
  isLiteral: boolean;
  /** What follows its last dot, when that stands for itself. */
  extension: string | undefined;
  /** Takes a name in lower case. */
  matches(text: string): boolean;
}

/**
 * Compiles a glob over repository paths: `*` and `?` stay inside one segment, `**` spans any number of segments,
 * `{a,b}` are alternatives. Letter case does not matter. A pattern is relative to the root: `*.tf` is a file in the root,
 * any depth is a pattern that begins with a double star.
 */
export function compileGlob(source: string): Glob {
  const known = COMPILED.get(source);
  if (known !== undefined) return known;
  const alternatives = expandBraces(source.toLowerCase()).map((alternative) => {
    const segments = alternative.split("/");
    return { segments, name: compileText(segments.at(-1) ?? "") };
  });
  if (COMPILED.size >= MAX_COMPILED) COMPILED.clear();
  COMPILED.set(source, { source, alternatives });
  return { source, alternatives };
}

/** Compiles a pattern of one segment, in lower case. */
export function compileText(text: string): TextPattern {
  const isLiteral = !text.includes("*") && !text.includes("?");
  const rest = text.slice(1);
  const extension = extensionOf(text);
  return {
    text,
    isLiteral,
    extension: extension === "" || /[*?]/.test(extension) ? undefined : extension,
    matches: isLiteral
      ? (name) => name === text
      : text.startsWith("*") && !/[*?]/.test(rest)
        ? (name) => name.endsWith(rest)
        : (name) => matchText(text, name),
  };
}

/** True when the whole path matches. `segments` are the path's, in lower case. Time is bounded by pattern × path length. */
export function matchesGlob(glob: Glob, segments: readonly string[]): boolean {
  return glob.alternatives.some((alternative) => matchSegments(alternative.segments, segments));
}

/** Every text a pattern's braces stand for, at most 256; an unclosed brace is an ordinary character. */
export function expandBraces(pattern: string): string[] {
  let open: string[] = [pattern];
  const done: string[] = [];
  while (open.length > 0 && open.length + done.length <= MAX_ALTERNATIVES) {
    const next: string[] = [];
    for (const text of open) {
      const parts = splitFirstBraces(text);
      if (parts === undefined) done.push(text);
      else next.push(...parts);
    }
    open = next;
  }
  return [...new Set(done)].slice(0, MAX_ALTERNATIVES);
}

function splitFirstBraces(text: string): string[] | undefined {
  const close = text.indexOf("}");
  const start = close === -1 ? -1 : text.lastIndexOf("{", close);
  if (start === -1) return undefined;
  const [before, inside, after] = [text.slice(0, start), text.slice(start + 1, close), text.slice(close + 1)];
  return inside.split(",").map((choice) => `${before}${choice}${after}`);
}

/** Greedy with one remembered star: the usual linear-space wildcard match, on segments. */
function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let i = 0;
  while (i < path.length) {
    const segment = pattern[at];
    if (segment === "**") {
      star = at++;
      resume = i;
    } else if (segment !== undefined && matchText(segment, path[i] ?? "")) {
      at++;
      i++;
    } else if (star !== -1) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  while (pattern[at] === "**") at++;
  return at === pattern.length;
}

function matchText(pattern: string, text: string): boolean {
  if (!pattern.includes("*") && !pattern.includes("?")) return pattern === text;
  let at = 0;
  let star = -1;
  let resume = 0;
  let i = 0;
  while (i < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      resume = i;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[i])) {
      at++;
      i++;
    } else if (star !== -1) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
