import { compareText } from "../skill/order.ts";
import { compileGlob, type Glob, matchesGlob } from "./glob.ts";

/** Finds the tracked paths that match globs without looking at most of them. */
export interface PathIndex {
  /** Paths that match one of the globs, the shallowest first, then in code-unit order. */
  find(globs: readonly string[]): string[];
  has(path: string): boolean;
}

interface Folder {
  segments: string[];
  files: File[];
}

interface File {
  path: string;
  /** In lower case. */
  name: string;
  folder: Folder;
}

/** Orders paths the shallowest first, then by code unit. */
export function shallowFirst(a: string, b: string): number {
  return depthOf(a) - depthOf(b) || compareText(a, b);
}

export function depthOf(path: string): number {
  let depth = 0;
  for (let i = path.indexOf("/"); i !== -1; i = path.indexOf("/", i + 1)) depth++;
  return depth;
}

/** What follows a name's last dot; a dot in front starts no extension. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1);
}

/** Indexes paths by file name, extension, what stands before the first dot, and folder. Letter case does not matter. */
export function buildPathIndex(paths: ReadonlySet<string>): PathIndex {
  const folders = new Map<string, Folder>();
  const byName = new Map<string, File[]>();
  const byExtension = new Map<string, File[]>();
  for (const path of paths) {
    const cut = path.lastIndexOf("/");
    const folder = folderAt(folders, path.slice(0, Math.max(cut, 0)));
    const file = { path, name: path.slice(cut + 1).toLowerCase(), folder };
    folder.files.push(file);
    add(byName, file.name, file);
    add(byExtension, extensionOf(file.name), file);
  }
  const all = [...folders.values()];
  const bySegment = new Map<string, Folder[]>();
  for (const folder of all) for (const segment of new Set(folder.segments)) add(bySegment, segment, folder);
  const byStem = new Map<string, File[]>();
  for (const [name, files] of byName) for (const file of files) add(byStem, stemOf(name), file);
  const filesIn = remember((segment) => (bySegment.get(segment) ?? []).flatMap((folder) => folder.files));
  const everything = remember(() => all.flatMap((folder) => folder.files));

  /** The narrowest list that must hold every path the pattern can match. */
  const candidates = (pattern: readonly string[]) => {
    const name = pattern.at(-1) ?? "";
    const lists = pattern.slice(0, -1).filter(isLiteral).map(filesIn);
    if (isLiteral(name)) lists.push(byName.get(name) ?? []);
    else if (extensionOf(name) !== "" && isLiteral(extensionOf(name)))
      lists.push(byExtension.get(extensionOf(name)) ?? []);
    else if (stemOf(name) !== "" && isLiteral(stemOf(name))) lists.push(byStem.get(stemOf(name)) ?? []);
    const [first = everything("")] = lists;
    return lists.reduce((best, list) => (list.length < best.length ? list : best), first);
  };
  const collect = (glob: Glob, found: Set<string>) => {
    for (const alternative of glob.alternatives) {
      for (const { folder, path, name } of candidates(alternative)) {
        if (
          !found.has(path) &&
          matchesGlob({ source: glob.source, alternatives: [alternative] }, [...folder.segments, name])
        ) {
          found.add(path);
        }
      }
    }
  };
  return {
    has: (path) => paths.has(path),
    find: (globs) => {
      const found = new Set<string>();
      for (const glob of globs) collect(compileGlob(glob), found);
      return [...found].sort(shallowFirst);
    },
  };
}

function remember<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

function folderAt(folders: Map<string, Folder>, path: string): Folder {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const folder = { segments: path === "" ? [] : path.toLowerCase().split("/"), files: [] };
  folders.set(path, folder);
  return folder;
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function stemOf(name: string): string {
  const dot = name.indexOf(".");
  return dot === -1 ? name : name.slice(0, dot);
}

function isLiteral(segment: string): boolean {
  return !segment.includes("*") && !segment.includes("?");
}
