import { compareText } from "../skill/order.ts";
import { type File, type Folder, byDepth, layOut } from "./folders.ts";
import { type TextPattern, compileGlob, compileText } from "./glob.ts";

/** Finds the tracked paths that match globs without looking at most of them. */
export interface PathIndex {
  /** Paths that match one of the globs, the shallowest first, then in code-unit order. */
  find(globs: readonly string[]): string[];
  has(path: string): boolean;
  /** Every folder, the root first. */
  folders: readonly Folder[];
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

/** Indexes paths by file name, extension and folder. Letter case does not matter, and a path counts once. */
export function buildPathIndex(paths: readonly string[]): PathIndex {
  const { root, folders, byPath, byExtension } = layOut(paths);
  const byStart = once(() => {
    const lists = new Map<number, File[]>();
    for (const folder of folders) for (const file of folder.files) add(lists, startOf(file.name), file);
    return lists;
  });
  const byName = once(() => {
    const lists = new Map<string, Folder[]>();
    for (const folder of folders) add(lists, folder.name, folder);
    return lists;
  });
  const foldersLike = remember((pattern) => matchFolders(pattern.split("/"), root, (name) => byName().get(name) ?? []));

  /** Files whose names may match by their literal parts; undefined when these are too short to help. */
  const filesLike = ({ text, isLiteral, extension }: TextPattern): readonly File[] | undefined => {
    if (!isLiteral && extension !== undefined) return byExtension.get(extension) ?? [];
    return isLiteral || text.search(/[*?]/) >= START ? (byStart().get(startOf(text)) ?? []) : undefined;
  };
  const collect = (above: string, name: TextPattern, found: Set<File>): void => {
    const files = filesLike(name);
    if (files?.length === 0) return;
    if (files !== undefined && (above === "**" || name.isLiteral)) {
      const like = name.text === `*.${name.extension}` ? files : files.filter((file) => name.matches(file.name));
      const among = above === "**" || like.length === 0 ? undefined : foldersLike(above);
      for (const file of like) if (among?.has(file.folder) ?? true) found.add(file);
      return;
    }
    for (const folder of foldersLike(above)) {
      for (const file of folder.files) if (name.matches(file.name)) found.add(file);
    }
  };
  const collectAll = (globs: readonly string[]) => {
    const found = new Set<File>();
    for (const { segments, name } of globs.flatMap((glob) => compileGlob(glob).alternatives)) {
      const above = segments.slice(0, -1);
      if (name.text !== "**") collect(above.join("/"), name, found);
      else {
        for (const { files } of foldersLike(segments.join("/"))) for (const file of files) found.add(file);
        if (above.length > 0) collect(above.slice(0, -1).join("/"), compileText(above.at(-1) ?? ""), found);
      }
    }
    return found;
  };
  return {
    folders,
    has: (path) =>
      byPath.get(path.slice(0, Math.max(path.lastIndexOf("/"), 0)))?.files.some((file) => file.path === path) ?? false,
    find: (globs) => [...collectAll(globs)].sort(byDepth).map(({ path }) => path),
  };
}

/** The folders that a pattern of segments matches. It walks the tree, and jumps to a name that follows a double star. */
function matchFolders(
  pattern: readonly string[],
  root: Folder,
  named: (name: string) => readonly Folder[],
): ReadonlySet<Folder> {
  let current = new Set([root]);
  let anyDepth = false;
  for (const segment of pattern.filter((each) => each !== "")) {
    if (segment === "**") {
      anyDepth = true;
      continue;
    }
    const name = compileText(segment);
    if (name.isLiteral) {
      const isBelow = anyDepth ? isInside : isChild;
      const above: ReadonlySet<Folder> = current;
      current = new Set(named(segment).filter((folder) => isBelow(folder, above)));
    } else {
      const from = anyDepth ? withAllBelow(current) : current;
      current = new Set([...from].flatMap(({ folders }) => folders.filter((folder) => name.matches(folder.name))));
    }
    anyDepth = false;
  }
  return anyDepth ? withAllBelow(current) : current;
}

function isChild(folder: Folder, parents: ReadonlySet<Folder>): boolean {
  return folder.parent !== undefined && parents.has(folder.parent);
}

function isInside(folder: Folder, above: ReadonlySet<Folder>): boolean {
  for (let each = folder.parent; each !== undefined; each = each.parent) if (above.has(each)) return true;
  return false;
}

function withAllBelow(folders: ReadonlySet<Folder>): Set<Folder> {
  const all = new Set(folders);
  for (const folder of all) for (const below of folder.folders) all.add(below);
  return all;
}

const START = 3;

/** A number made of a name's first three characters. */
function startOf(name: string): number {
  const at = (index: number) => (index < name.length ? name.charCodeAt(index) : 0);
  return (at(0) * 0x10000 + at(1)) * 0x10000 + at(2);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function remember<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

function add<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
