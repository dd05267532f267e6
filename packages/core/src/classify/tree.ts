import { compileGlob, matchesGlob } from "./glob.ts";
import { PLACE_WEIGHT, placeFinder } from "./places.ts";
import type { Place } from "./types.ts";
import { words } from "./words.ts";

/** What people write programs in; the shares of languages are counted among these. */
const CODE = new Set(words(
  `ts tsx mts cts js jsx mjs cjs vue svelte astro py pyx rs go java kt kts scala groovy clj cljs cljc cs fs vb razor cshtml
   rb erb haml slim php swift m mm c cc cpp cxx h hh hpp hxx ino s asm cu dart ex exs eex heex lua gd gdshader r jl hs ml mli
   zig nim v d pl pm sh bash zsh fish ps1 sql tf hcl sol elm erl hrl f90 pas ipynb`,
));

const PROSE = new Set(words("md mdx markdown rst adoc asciidoc tex typ org qmd ipynb"));

const WRITTEN = new Set([...CODE, ...PROSE]);

/** Below this, a product folder is only the frame around the examples or templates that are the repository. */
const FRAME_SHARE = 0.1;

/** Counts of files by extension. */
export interface Census {
  count: Map<string, number>;
  total: number;
}

/** The tracked paths of a repository, ready to be asked about. */
export interface Tree {
  /** Paths that match one of the globs, the shallowest first, then in code-unit order. */
  find(globs: readonly string[]): string[];
  has(path: string): boolean;
  placeOf(path: string): Place;
  /** 0..1: how much what lies at the path says about the product. */
  weightOf(path: string): number;
  /** The product's own code by extension. */
  code: Census;
  /** Code and prose of the whole repository, less tests, hidden, generated and vendored files. */
  text: Census;
}

interface Entry {
  path: string;
  segments: string[];
}

/** Orders paths the shallowest first, then by code unit. */
export function shallowFirst(a: string, b: string): number {
  const depth = depthOf(a) - depthOf(b);
  return depth !== 0 ? depth : a < b ? -1 : a > b ? 1 : 0;
}

export function depthOf(path: string): number {
  let depth = 0;
  for (let i = path.indexOf("/"); i !== -1; i = path.indexOf("/", i + 1)) depth++;
  return depth;
}

/** Indexes tracked paths by file name, extension and folder, so that a glob looks at few of them. Pure; order does not matter. */
export function buildTree(paths: readonly string[]): Tree {
  const unique = new Set(paths);
  const index = new Map<string, Entry[]>();
  const file = (key: string, entry: Entry) => {
    const list = index.get(key);
    if (list === undefined) index.set(key, [entry]);
    else list.push(entry);
  };
  const placeOf = placeFinder();
  const byPlace = new Map<Place, Census>();
  for (const path of unique) {
    const segments = path.toLowerCase().split("/");
    const name = segments.at(-1) ?? "";
    const entry = { path, segments };
    const extension = extensionOf(name);
    file("**", entry);
    file(`name:${name}`, entry);
    file(`ext:${extension}`, entry);
    for (const folder of new Set(segments.slice(0, -1))) file(`in:${folder}`, entry);
    count(censusOf(byPlace, placeOf(path)), extension);
  }
  const weights = promote(byPlace);
  return {
    find: (globs) => find(index, globs),
    has: (path) => unique.has(path),
    placeOf,
    weightOf: (path) => weights[placeOf(path)],
    code: sum(byPlace, (place) => weights[place] === 1, CODE),
    text: sum(byPlace, (place) => !["test", "hidden", "generated", "vendored"].includes(place), WRITTEN),
  };
}

/** Examples or templates that are nearly all of a repository's code are its product. */
function promote(byPlace: ReadonlyMap<Place, Census>): Record<Place, number> {
  const codeIn = (place: Place) => sum(byPlace, (each) => each === place, CODE).total;
  const own = codeIn("product");
  const isProduct = (place: Place) => codeIn(place) > 0 && own <= FRAME_SHARE * codeIn(place);
  return {
    ...PLACE_WEIGHT,
    example: isProduct("example") ? 1 : PLACE_WEIGHT.example,
    template: isProduct("template") ? 1 : PLACE_WEIGHT.template,
  };
}

function find(index: ReadonlyMap<string, Entry[]>, globs: readonly string[]): string[] {
  const found = new Set<string>();
  for (const source of globs) {
    const glob = compileGlob(source);
    for (const alternative of glob.alternatives) {
      for (const { path, segments } of index.get(indexKey(alternative, index)) ?? []) {
        if (!found.has(path) && matchesGlob({ source, alternatives: [alternative] }, segments)) found.add(path);
      }
    }
  }
  return [...found].sort(shallowFirst);
}

/** The narrowest list that must hold every path the pattern can match. */
function indexKey(pattern: readonly string[], index: ReadonlyMap<string, Entry[]>): string {
  const name = pattern.at(-1) ?? "";
  const keys = pattern.slice(0, -1).filter(isLiteral).map((folder) => `in:${folder}`);
  const extension = /^\*\.([^*?]+)$/.exec(name)?.[1];
  if (isLiteral(name)) keys.push(`name:${name}`);
  else if (extension !== undefined && !extension.includes(".")) keys.push(`ext:${extension}`);
  const size = (key: string) => index.get(key)?.length ?? 0;
  return keys.reduce((best, key) => (size(key) < size(best) ? key : best), "**");
}

function isLiteral(segment: string): boolean {
  return !segment.includes("*") && !segment.includes("?");
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1);
}

function censusOf(byPlace: Map<Place, Census>, place: Place): Census {
  const known = byPlace.get(place);
  if (known !== undefined) return known;
  const census = { count: new Map<string, number>(), total: 0 };
  byPlace.set(place, census);
  return census;
}

function count(census: Census, extension: string, by = 1): void {
  census.count.set(extension, (census.count.get(extension) ?? 0) + by);
  census.total += by;
}

function sum(
  byPlace: ReadonlyMap<Place, Census>,
  counts: (place: Place) => boolean,
  extensions: ReadonlySet<string>,
): Census {
  const total: Census = { count: new Map(), total: 0 };
  for (const [place, census] of byPlace) {
    if (!counts(place)) continue;
    for (const [extension, n] of census.count) if (extensions.has(extension)) count(total, extension, n);
  }
  return total;
}
