import { byDepth, type File } from "./folders.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import { CROSS_PLATFORM, PLACE_WEIGHT, folderPlaceFinder } from "./places.ts";
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

type Counts = Map<string, { files: number; first: File }>;

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

/** Whoever classifies asks first which manifests to read: both look at the same list, and lists in core are never changed. */
const KNOWN = new WeakMap<readonly string[], Tree>();

/** Makes tracked paths ready to be asked about. Pure; order does not matter, and a path counts once. */
export function buildTree(paths: readonly string[]): Tree {
  const tree = KNOWN.get(paths) ?? readTree(paths);
  KNOWN.set(paths, tree);
  return tree;
}

function readTree(paths: readonly string[]): Tree {
  const index = buildPathIndex(paths);
  const placeOfFolder = folderPlaceFinder(index.find(CROSS_PLATFORM.map((name) => `**/${name}`)));
  const byPlace = new Map<Place, Counts>();
  for (const { path, files } of index.folders) {
    const counts = countsOf(byPlace, placeOfFolder(path));
    for (const file of files) count(counts, file);
  }
  const placeOf = (path: string) => placeOfFolder(path.slice(0, Math.max(path.lastIndexOf("/"), 0)));
  const weights = promote(byPlace);
  return {
    ...index,
    placeOf,
    weightOf: (path) => weights[placeOf(path)],
    code: sum(byPlace, (place) => weights[place] === 1, CODE),
    text: sum(byPlace, (place) => !["test", "hidden", "generated", "vendored"].includes(place), WRITTEN),
  };
}

/** Examples or templates that are nearly all of a repository's code are its product. */
function promote(byPlace: ReadonlyMap<Place, Counts>): Record<Place, number> {
  const codeIn = (place: Place) => sum(byPlace, (each) => each === place, CODE).total;
  const own = codeIn("product");
  const isProduct = (place: Place) => codeIn(place) > 0 && own <= FRAME_SHARE * codeIn(place);
  return {
    ...PLACE_WEIGHT,
    example: isProduct("example") ? 1 : PLACE_WEIGHT.example,
    template: isProduct("template") ? 1 : PLACE_WEIGHT.template,
  };
}

function countsOf(byPlace: Map<Place, Counts>, place: Place): Counts {
  const known = byPlace.get(place);
  if (known !== undefined) return known;
  const counts: Counts = new Map();
  byPlace.set(place, counts);
  return counts;
}

function count(counts: Counts, file: File): void {
  const known = counts.get(file.extension);
  if (known === undefined) counts.set(file.extension, { files: 1, first: file });
  else {
    known.files++;
    if (byDepth(file, known.first) < 0) known.first = file;
  }
}

function sum(
  byPlace: ReadonlyMap<Place, Counts>,
  isCounted: (place: Place) => boolean,
  extensions: ReadonlySet<string>,
): Census {
  const all: Counts = new Map();
  let total = 0;
  for (const [place, counts] of byPlace) {
    if (!isCounted(place)) continue;
    for (const [extension, { files, first }] of counts) {
      if (!extensions.has(extension)) continue;
      const known = all.get(extension);
      total += files;
      all.set(extension, {
        files: files + (known?.files ?? 0),
        first: known !== undefined && byDepth(known.first, first) < 0 ? known.first : first,
      });
    }
  }
  return {
    count: new Map([...all].map(([extension, { files }]) => [extension, files])),
    first: new Map([...all].map(([extension, { first }]) => [extension, first.path])),
    total,
  };
}
