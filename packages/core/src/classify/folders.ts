import { compareText } from "../skill/order.ts";

/** A folder with what lies directly in it. */
export interface Folder {
  path: string;
  /** Its own name, in lower case. */
  name: string;
  depth: number;
  parent: Folder | undefined;
  folders: Folder[];
  files: File[];
}

export interface File {
  path: string;
  /** In lower case. */
  name: string;
  /** What follows the name's last dot, in lower case. */
  extension: string;
  folder: Folder;
}

/** Orders files the shallowest first, then by code unit. */
export function byDepth(a: File, b: File): number {
  return a.folder.depth - b.folder.depth || compareText(a.path, b.path);
}

/** What follows a name's last dot; a dot in front starts no extension. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1);
}

interface Layout {
  root: Folder;
  /** Every folder, parents before what lies in them. */
  folders: Folder[];
  /** Folders by path. */
  byPath: ReadonlyMap<string, Folder>;
  byExtension: ReadonlyMap<string, File[]>;
}

/** Lays paths out as folders and files. A path that is there twice counts once. */
export function layOut(paths: readonly string[]): Layout {
  const root: Folder = { path: "", name: "", depth: 0, parent: undefined, folders: [], files: [] };
  const byPath = new Map([["", root]]);
  const byExtension = new Map<string, File[]>();
  const folderAt = (path: string): Folder => {
    const known = byPath.get(path);
    if (known !== undefined) return known;
    const cut = path.lastIndexOf("/");
    const parent = folderAt(path.slice(0, Math.max(cut, 0)));
    const name = path.slice(cut + 1).toLowerCase();
    const folder = { path, name, depth: parent.depth + 1, parent, folders: [], files: [] };
    parent.folders.push(folder);
    byPath.set(path, folder);
    return folder;
  };
  let folder = root;
  for (const path of distinct(paths)) {
    const cut = path.lastIndexOf("/");
    const inside = path.slice(0, Math.max(cut, 0));
    // Paths come sorted, so that most lie in the same folder as the one before.
    if (inside !== folder.path) folder = folderAt(inside);
    const name = path.slice(cut + 1).toLowerCase();
    const extension = extensionOf(name);
    const alike = byExtension.get(extension);
    const file = { path, name, extension: alike?.[0]?.extension ?? extension, folder };
    folder.files.push(file);
    if (alike === undefined) byExtension.set(extension, [file]);
    else alike.push(file);
  }
  return { root, folders: [...byPath.values()], byPath, byExtension };
}

/** Git lists paths in order, and in order none is there twice: a set of all of them would cost more than all that follows. */
function distinct(paths: readonly string[]): Iterable<string> {
  const isRising = paths.every((path, index) => index === 0 || (paths[index - 1] ?? "") < path);
  return isRising ? paths : new Set(paths);
}
