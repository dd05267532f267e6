import { DomainError } from "@yardlet/core/error";
import { collisionKey, foldersAbove } from "../path/safe-path.ts";
import type { TreeEntry } from "../read/tree.ts";
import type { Entry, Wish } from "./change.ts";

/** One path whose content really changes, with what was there before. */
export interface Effect {
  readonly path: string;
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/**
 * What the wishes change in a tree; wishes that are fulfilled already fall away. In order of path.
 * @throws DomainError `refused` when a wish would replace what it does not name: a folder, a submodule, a file by a link, a
 * path that another system takes for the same.
 */
export function planEffects(tree: readonly TreeEntry[], wishes: readonly Wish[]): Effect[] {
  const before = new Map(tree.map((entry) => [entry.path, entry]));
  const effects = wishes
    .map(({ path, entry }) => ({ path, before: toEntry(path, before.get(path), entry), after: entry }))
    .filter((effect) => !sameEntry(effect.before, effect.after));
  checkNeighbours(effects, treeAround(before.keys(), effects));
  return effects;
}

export function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  return a?.oid === b?.oid && a?.mode === b?.mode;
}

function toEntry(path: string, entry: TreeEntry | undefined, wish: Entry | undefined): Entry | undefined {
  if (entry === undefined) return undefined;
  const { mode, oid } = entry;
  if (mode === "160000" || mode === "040000") throw refused(path, "a submodule lies there; move it away first");
  if (wish !== undefined && (wish.mode === "120000") !== (mode === "120000")) {
    const what = mode === "120000" ? "a link" : "a file";
    throw refused(path, `${what} lies there, and Yardlet replaces none; remove it first`);
  }
  return { mode, oid };
}

/** The paths of the tree as it will be, as far as they share the first part with an effect: no other can be a neighbour. */
function treeAround(before: Iterable<string>, effects: readonly Effect[]): Set<string> {
  const topKeys = new Map<string, string>();
  const topKey = (path: string) => {
    const top = path.split("/", 1)[0] ?? "";
    const key = topKeys.get(top) ?? collisionKey(top);
    topKeys.set(top, key);
    return key;
  };
  const touched = new Set(effects.map(({ path }) => topKey(path)));
  const gone = new Set(effects.filter(({ after }) => after === undefined).map(({ path }) => path));
  const all = [...before, ...effects.map(({ path }) => path)];
  return new Set(all.filter((path) => !gone.has(path) && touched.has(topKey(path))));
}

/** Looks at the tree as it will be: nothing may lie under a file, above a folder, or beside its own name in other letters. */
function checkNeighbours(effects: readonly Effect[], after: ReadonlySet<string>): void {
  const folders = new Set<string>();
  const spellings = new Map<string, Set<string>>();
  for (const path of after) {
    const above = foldersAbove(path);
    for (const each of above) folders.add(each);
    for (const each of [...above, path]) {
      const key = collisionKey(each);
      const known = spellings.get(key);
      if (known) known.add(each);
      else spellings.set(key, new Set([each]));
    }
  }
  for (const { path, after: entry } of effects) {
    if (entry === undefined) continue;
    if (folders.has(path)) throw refused(path, "a folder lies there; remove it first");
    const file = foldersAbove(path).find((folder) => after.has(folder));
    if (file !== undefined) throw refused(path, `${file} is not a folder; remove it first`);
    for (const each of [...foldersAbove(path), path]) {
      const other = [...(spellings.get(collisionKey(each)) ?? [])].find((spelling) => spelling !== each);
      if (other === undefined) continue;
      throw refused(path, `${other} is the same path on systems that ignore case; rename one of them`);
    }
  }
}

function refused(path: string, why: string): DomainError {
  return new DomainError("refused", `${path} is not written: ${why}`, { path });
}
