import { MANIFEST_PATH, SKILLS_FOLDER, skillFolder } from "@yardlet/core/equip";
import { SKILL_LIMITS } from "@yardlet/core/skill";
import type { CallOptions } from "../git/process.ts";
import type { GitRepo } from "../open/repo.ts";
import { type GitObject, readObjects } from "./objects.ts";
import { type ReadSkill, type SeenFile, toReadSkill } from "./skill-folders.ts";
import { decodePath, plainMode, type TreeEntry } from "./tree.ts";

/** A skill's folder at one commit; `skill` is undefined where the commit has none of that name. */
export interface SkillMoment {
  readonly skill: ReadSkill | undefined;
  readonly manifest: string | undefined;
}

/** How many commits are read at a time: as many processes fewer, and as many folders in memory. */
const CHUNK = 50;
const OBJECT = { maxBytes: SKILL_LIMITS.folderBytes };
/** Deeper folders are not read: then their skill is not either. */
const MOST_DEPTH = 32;

/** Reads one skill and the manifest as they are at each of these commits, in their order: a few processes, however many they are. */
export async function* readSkillMoments(
  repo: GitRepo,
  name: string,
  commits: readonly string[],
  calls: CallOptions = {},
): AsyncGenerator<SkillMoment, void, undefined> {
  for (let at = 0; at < commits.length; at += CHUNK) {
    yield* await readChunk(repo, name, commits.slice(at, at + CHUNK), calls);
  }
}

async function readChunk(
  repo: GitRepo,
  name: string,
  commits: readonly string[],
  calls: CallOptions,
): Promise<SkillMoment[]> {
  const asked = commits.flatMap((commit) => [`${commit}:${skillFolder(name)}`, `${commit}:${MANIFEST_PATH}`]);
  const found = await readObjects(repo, asked, { ...calls, ...OBJECT });
  const roots = commits.map((_, index) => found[index * 2]);
  const trees = await readTrees(repo, roots, calls);
  const files = roots.map((root) => (root?.type === "tree" ? filesBelow(root.oid, skillFolder(name), trees) : []));
  const keys = [...new Set(files.flat().map(({ key }) => key))];
  const blobs = await readObjects(repo, keys, { ...calls, ...OBJECT });
  const contents = new Map(blobs.flatMap((blob, index) => (blob ? [[keys[index] ?? "", blob.bytes] as const] : [])));
  return roots.map((root, index) => ({
    skill: root && skillOf(root, name, files[index] ?? [], contents),
    manifest: textOf(found[index * 2 + 1]),
  }));
}

function skillOf(
  root: GitObject,
  name: string,
  files: readonly SeenFile[],
  contents: ReadonlyMap<string, Uint8Array>,
): ReadSkill {
  const dir = SKILLS_FOLDER;
  if (root.type !== "tree") {
    const path = skillFolder(name);
    const problem = { rule: "no_skill_file", path, message: "a file or a link, not a skill's folder" } as const;
    const nothing = { files: [], refused: true, target: undefined, linkOf: undefined };
    return { dir, name, kind: "other", ...nothing, problems: [problem] };
  }
  const entries = files.map((file) => ({ ...file, size: contents.get(file.key)?.length }));
  return toReadSkill({ dir, name, entries }, contents);
}

type Trees = ReadonlyMap<string, readonly Omit<TreeEntry, "type">[]>;

/** The entries of these folders and all below them, by id. */
async function readTrees(repo: GitRepo, roots: readonly (GitObject | undefined)[], calls: CallOptions): Promise<Trees> {
  const trees = new Map<string, readonly Omit<TreeEntry, "type">[]>();
  let next = roots.filter((root) => root?.type === "tree");
  for (let depth = 0; depth < MOST_DEPTH && next.length > 0; depth += 1) {
    for (const tree of next) if (tree) trees.set(tree.oid, parseTreeObject(tree.bytes, tree.oid.length / 2));
    const below = next.flatMap((tree) => (tree && trees.get(tree.oid)) ?? []).filter(({ mode }) => mode === "040000");
    const unread = [...new Set(below.map(({ oid }) => oid))].filter((oid) => !trees.has(oid));
    next = await readObjects(repo, unread, { ...calls, ...OBJECT });
  }
  return trees;
}

function filesBelow(oid: string, above: string, trees: Trees): SeenFile[] {
  const entries = trees.get(oid);
  // A folder that could not be read makes the whole unreadable: its content is asked for, and is not there.
  if (entries === undefined) return [{ path: above, mode: "100644", size: undefined, key: oid, isUtf8: true }];
  return entries.flatMap(({ path, mode, oid: key, rawPath }) =>
    mode === "040000"
      ? filesBelow(key, `${above}/${path}`, trees)
      : [{ path: `${above}/${path}`, mode, size: undefined, key, isUtf8: rawPath === undefined }],
  );
}

/** Git's own form of a folder: mode, blank, name, NUL and the bytes of an id, one after another. */
function parseTreeObject(bytes: Uint8Array, idBytes: number): Omit<TreeEntry, "type">[] {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const entries: Omit<TreeEntry, "type">[] = [];
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, blank);
    const written = Buffer.from(bytes.subarray(at, blank)).toString("latin1").padStart(6, "0");
    const oid = Buffer.from(bytes.subarray(end + 1, end + 1 + idBytes)).toString("hex");
    const mode = plainMode(written);
    if (mode !== undefined) entries.push({ ...decodePath(bytes.subarray(blank + 1, end), strict), mode, oid });
    at = end + 1 + idBytes;
  }
  return entries;
}

function textOf(object: GitObject | undefined): string | undefined {
  return object?.type === "blob" ? new TextDecoder().decode(object.bytes) : undefined;
}
