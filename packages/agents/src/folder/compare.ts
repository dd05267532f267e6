import { lstat, readdir } from "node:fs/promises";
import path from "node:path";

/** Path relative to the folder → what of it changes with every write. */
export type FolderState = ReadonlyMap<string, string>;

export interface FolderChange {
  readonly path: string;
  readonly what: "added" | "changed" | "removed";
}

/**
 * What lies in a folder, links not followed. A file is told by its inode and change time, which no program may set back:
 * a write that restores size and modification time is seen too.
 */
export async function readFolderState(folder: string, except: readonly string[]): Promise<FolderState> {
  const state = new Map<string, string>();
  const waiting = [""];
  for (let dir = waiting.pop(); dir !== undefined; dir = waiting.pop()) {
    for (const name of await readdir(path.join(folder, dir)).catch(() => [])) {
      const relative = path.join(dir, name);
      const full = path.join(folder, relative);
      if (except.includes(full)) continue;
      const stat = await lstat(full, { bigint: true }).catch(() => undefined);
      if (stat === undefined) continue;
      if (stat.isDirectory()) waiting.push(relative);
      const changed = stat.isDirectory() ? "" : `${stat.size} ${stat.ctimeNs}`;
      state.set(relative, `${stat.mode} ${stat.uid} ${stat.ino} ${changed}`);
    }
  }
  return state;
}

/** Every difference of two states, in order of path. */
export function compareStates(before: FolderState, after: FolderState): FolderChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((name): FolderChange[] => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === is) return [];
    return [{ path: name, what: was === undefined ? "added" : is === undefined ? "removed" : "changed" }];
  });
}
