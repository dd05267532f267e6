import { buildPathIndex, extensionOf, type PathIndex, shallowFirst } from "./path-index.ts";
import { PLACE_WEIGHT, placeFinder } from "./places.ts";
import type { Place } from "./types.ts";
import { words } from "./words.ts";

/** What people write programs in; the shares of languages are counted among these. */
const CODE = new Set(
  words(
    `ts tsx mts cts js jsx mjs cjs vue svelte astro py pyx rs go java kt kts scala groovy clj cljs cljc cs fs vb razor cshtml
   rb erb haml slim php swift m mm c cc cpp cxx h hh hpp hxx ino s asm cu dart ex exs eex heex lua gd gdshader r jl hs ml mli
   zig nim v d pl pm sh bash zsh fish ps1 sql tf hcl sol elm erl hrl f90 pas ipynb`,
  ),
);

const PROSE = new Set(words("md mdx markdown rst adoc asciidoc tex typ org qmd ipynb"));

/** What infrastructure is written in: no code by itself, but not nothing beside prose either. */
const CONFIGURATION = words("yaml yml tpl j2 jsonnet libsonnet nix");

const WRITTEN = new Set([...CODE, ...PROSE, ...CONFIGURATION]);

/** Below this, a product folder is only the frame around the examples or templates that are the repository. */
const FRAME_SHARE = 0.1;

/** Files by extension: how many, and the shallowest. */
export interface Census {
  count: Map<string, number>;
  first: Map<string, string>;
  total: number;
}

/** The tracked paths of a repository, ready to be asked about. */
export interface Tree extends PathIndex {
  placeOf(path: string): Place;
  /** 0..1: how much what lies at the path says about the product. */
  weightOf(path: string): number;
  /** The product's own code by extension. */
  code: Census;
  /** Code and prose of the whole repository, less tests, hidden, generated and vendored files. */
  text: Census;
}

/** Makes tracked paths ready to be asked about. Pure; order does not matter, and a path counts once. */
export function buildTree(paths: readonly string[]): Tree {
  const unique = new Set(paths);
  const placeOf = placeFinder(unique);
  const byPlace = new Map<Place, Census>();
  for (const path of unique) {
    const extension = extensionOf(path.slice(path.lastIndexOf("/") + 1).toLowerCase());
    count(censusOf(byPlace, placeOf(path)), extension, 1, path);
  }
  const weights = promote(byPlace);
  return {
    ...buildPathIndex(unique),
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

function censusOf(byPlace: Map<Place, Census>, place: Place): Census {
  const known = byPlace.get(place);
  if (known !== undefined) return known;
  const census = emptyCensus();
  byPlace.set(place, census);
  return census;
}

function emptyCensus(): Census {
  return { count: new Map(), first: new Map(), total: 0 };
}

function count(census: Census, extension: string, by: number, path: string): void {
  census.count.set(extension, (census.count.get(extension) ?? 0) + by);
  census.total += by;
  const first = census.first.get(extension);
  if (first === undefined || shallowFirst(path, first) < 0) census.first.set(extension, path);
}

function sum(
  byPlace: ReadonlyMap<Place, Census>,
  counts: (place: Place) => boolean,
  extensions: ReadonlySet<string>,
): Census {
  const total = emptyCensus();
  for (const [place, census] of byPlace) {
    if (!counts(place)) continue;
    for (const [extension, n] of census.count) {
      if (extensions.has(extension)) count(total, extension, n, census.first.get(extension) ?? "");
    }
  }
  return total;
}
