import { SKILLS_FOLDER } from "@yardlet/core/equip";
import { resolveLink } from "../path/link-target.ts";
import { ROOT_DIR, type SeenFile } from "./skill-folders.ts";

/** A link of another client that stands for a skill's folder, or for its whole folder of skills. */
export interface FolderLink {
  readonly path: string;
  /** What the link says, and where that is from the root of the repository. */
  readonly target: string;
  readonly leadsTo: string;
}

/** Links that may stand for folders: at the clients' folders, and right below them. What lies in ours is never followed. */
export function folderLinksIn(files: readonly SeenFile[], dirs: readonly string[]): SeenFile[] {
  const others = dirs.filter((dir) => dir !== SKILLS_FOLDER && dir !== ROOT_DIR);
  return files.filter(({ path, mode }) => {
    const above = path.slice(0, path.lastIndexOf("/"));
    return mode === "120000" && (others.includes(path) || others.includes(above));
  });
}

/** The links that lead to another place inside the repository; one to a skill of ours is that skill, and no other. */
export function leadingInside(links: readonly SeenFile[], contents: ReadonlyMap<string, Uint8Array>): FolderLink[] {
  return links.flatMap(({ path, key }) => {
    const bytes = contents.get(key);
    const target = bytes && new TextDecoder().decode(bytes);
    const leadsTo = target === undefined ? undefined : resolveLink(path, target);
    const isOurs = leadsTo === SKILLS_FOLDER || leadsTo?.startsWith(`${SKILLS_FOLDER}/`);
    return target === undefined || leadsTo === undefined || isOurs ? [] : [{ path, target, leadsTo }];
  });
}

/**
 * Puts the files where links lead in the links' places, one step far as clients see them. A link that leads to no folder, or to
 * another link, stays a link.
 */
export function followLinks(
  files: readonly SeenFile[],
  links: readonly FolderLink[],
  behind: readonly SeenFile[],
): SeenFile[] {
  const moved = links.map(({ path, leadsTo }) => ({
    path,
    files: behind
      .filter((file) => file.path.startsWith(`${leadsTo}/`))
      .map((file) => ({ ...file, path: `${path}${file.path.slice(leadsTo.length)}` })),
  }));
  const gone = new Set(moved.filter((link) => link.files.length > 0).map(({ path }) => path));
  return [...files.filter(({ path }) => !gone.has(path)), ...moved.flatMap((link) => link.files)];
}
