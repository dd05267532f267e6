import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import type { GitRepo } from "../open/repo.ts";
import type { Entry } from "./change.ts";
import { sameEntry } from "./effects.ts";

/** A path in the index. `other` is anything a commit of ours would not make: a conflict, a submodule, a sparse entry. */
export type IndexEntry = Entry | { readonly other: "conflict" | "submodule" | "sparse" };

const LINE = /^(?<tag>\S) (?<mode>\d{6}) (?<oid>[0-9a-f]+) (?<stage>[0-3])\t(?<path>[\s\S]+)$/;
const MODES = { "100644": "100644", "100664": "100644", "100755": "100755", "120000": "120000" } as const;

/** Reads what the index says of the folders these paths lie in. Nothing in the working tree is looked at. */
export async function readIndexEntries(
  repo: GitRepo,
  paths: readonly string[],
  options: CallOptions,
): Promise<Map<string, IndexEntry>> {
  const tops = [...new Set(paths.map((path) => path.split("/")[0] ?? ""))];
  const args = ["ls-files", "-v", "-s", "-z", "--", ...tops];
  const { stdout } = await runGit({ ...options, gitDir: repo.gitDir, workTree: repo.workTree, args });
  const entries = new Map<string, IndexEntry>();
  for (const line of stdout.toString("utf8").split("\0")) {
    const { tag = "", mode = "", oid = "", stage, path } = LINE.exec(line)?.groups ?? {};
    if (path !== undefined) entries.set(path, toIndexEntry(tag, mode, oid, stage));
  }
  return entries;
}

export function isIndexed(entry: IndexEntry | undefined, expected: Entry | null | undefined): boolean {
  if (entry === undefined) return expected === undefined || expected === null;
  return !("other" in entry) && sameEntry(entry, expected ?? undefined);
}

function toIndexEntry(tag: string, mode: string, oid: string, stage: string | undefined): IndexEntry {
  if (stage !== "0") return { other: "conflict" };
  if (tag.toUpperCase() === "S") return { other: "sparse" };
  const known = Object.entries(MODES).find(([written]) => written === mode)?.[1];
  return known === undefined ? { other: "submodule" } : { mode: known, oid };
}
