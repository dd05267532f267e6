import * as z from "zod";
import { parseInput } from "@yardlet/core/error";
import { ObjectId } from "../git/object.ts";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import type { GitRepo } from "../open/repo.ts";

export const TreeMode = z.enum(["100644", "100755", "120000", "160000", "040000"]);
export type TreeMode = z.infer<typeof TreeMode>;

/** One entry of a commit's tree. Modes: file, executable file, link (120000), submodule (160000). */
export interface TreeEntry {
  readonly path: string;
  readonly mode: TreeMode;
  readonly type: "blob" | "commit" | "tree";
  readonly oid: string;
  /** Bytes; only when sizes were asked for, and only of blobs. Of one that was left on the server, the fewest it can have. */
  readonly size?: number;
  /** The path's bytes, only when they are no valid UTF-8; `path` then has U+FFFD for what is not. */
  readonly rawPath?: Uint8Array;
}

export interface ListOptions extends CallOptions {
  readonly sizes?: boolean;
  /** Only what lies at or below these paths. Absent: the whole tree. */
  readonly under?: readonly string[];
}

const LINE = /^(\d{6}) (blob|commit|tree) ([0-9a-f]+)(?: +(\d+|-|BAD))?$/;
const TYPES = z.enum(["blob", "commit", "tree"]);

/** Lists every file of a commit by one `ls-tree`, in git's order (by bytes of the path). */
export async function listTree(repo: GitRepo, commit: string, options: ListOptions = {}): Promise<TreeEntry[]> {
  const { sizes, under, ...calls } = options;
  const oid = parseInput(ObjectId, commit, "the commit");
  if (under?.length === 0) return [];
  const args = ["ls-tree", "-r", "-z", "--full-tree", ...(sizes ? ["-l"] : []), oid, "--", ...(under ?? [])];
  return parseTree((await runGit({ ...calls, gitDir: repo.gitDir, args })).stdout, repo.blobLimit);
}

/** Reads the output of `ls-tree -z`, with or without sizes. Git calls a size bad when the blob is not here. */
export function parseTree(output: Uint8Array, blobLimit?: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let start = 0; start < output.length;) {
    const end = endOf(output, 0, start);
    const tab = endOf(output, 9, start);
    const match = LINE.exec(Buffer.from(output.subarray(start, tab)).toString("latin1"));
    const rawPath = output.subarray(tab + 1, end);
    start = end + 1;
    const [, written = "", type, oid = "", size] = match ?? [];
    const mode = plainMode(written);
    if (mode === undefined) continue;
    entries.push({
      ...decodePath(rawPath, strict),
      mode,
      type: TYPES.parse(type),
      oid,
      ...sizeOf(size, blobLimit),
    });
  }
  return entries;
}

/** As git itself takes them: of a file's mode only the owner's execute bit counts. Old tools wrote others, such as 100664. */
export function plainMode(written: string): TreeMode | undefined {
  if (written.startsWith("100")) return (Number.parseInt(written, 8) & 0o100) === 0 ? "100644" : "100755";
  return TreeMode.safeParse(written).data;
}

function sizeOf(written: string | undefined, blobLimit: number | undefined): Pick<TreeEntry, "size"> {
  if (written === "BAD") return blobLimit === undefined ? {} : { size: blobLimit };
  return written === undefined || written === "-" ? {} : { size: Number(written) };
}

function endOf(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at === -1 ? bytes.length : at;
}

/** A path in another encoding is kept and marked, so that it can be listed but never be taken for a valid one. */
export function decodePath(raw: Uint8Array, strict: TextDecoder): Pick<TreeEntry, "path" | "rawPath"> {
  try {
    return { path: strict.decode(raw) };
  } catch {
    return { path: new TextDecoder("utf-8", { ignoreBOM: true }).decode(raw), rawPath: Uint8Array.from(raw) };
  }
}
