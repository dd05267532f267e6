import { CONFIG_PATH } from "@yardlet/core/config";
import { IGNORE_PATH, MANIFEST_PATH, SKILLS_FOLDER } from "@yardlet/core/equip";
import { SKILL_LIMITS } from "@yardlet/core/skill";
import type { CallOptions } from "../git/process.ts";
import type { GitRepo } from "../open/repo.ts";
import { readBlobs } from "./blobs.ts";
import { type FolderLink, folderLinksIn, followLinks, leadingInside } from "./follow-links.ts";
import {
  type ReadSkill,
  ROOT_DIR,
  type SeenFile,
  type SeenSkill,
  type SkillProblem,
  skillsIn,
  toReadSkill,
  wishesOf,
} from "./skill-folders.ts";
import { listTree } from "./tree.ts";
import { listWorkingTree, readWorkingFile, readWorkingLink } from "./working-tree.ts";

/** The folders where clients look for skills: first ours, then those that are only read. */
export const SKILL_DIRS = [
  SKILLS_FOLDER,
  ".claude/skills",
  ".codex/skills",
  ".cursor/skills",
  ".gemini/skills",
  ".github/skills",
  ".opencode/skill",
  ".opencode/skills",
] as const;

export interface SkillsOptions extends CallOptions {
  /** Default: every client's folder. `.` is the root of the repository. */
  readonly dirs?: readonly string[];
  /** Only the skills of these names; Yardlet's own files are read all the same. */
  readonly names?: readonly string[];
  /** Beyond this many bytes in all, further skills are listed but not read. */
  readonly maxTotalBytes?: number;
}

/** A tracked path below `.agents` or one of the folders, with its target if it is a link. */
export interface SeenPath {
  readonly path: string;
  readonly mode: string;
  readonly target: string | undefined;
}

/** The skills of one state of a repository. Lists are in order of dir and name, or of path. */
export interface SkillsRead {
  readonly skills: readonly ReadSkill[];
  readonly paths: readonly SeenPath[];
  /** The texts of Yardlet's own files; `undefined` when absent, or unreadable and then among the problems. */
  readonly config: string | undefined;
  readonly manifest: string | undefined;
  readonly ignore: string | undefined;
  readonly problems: readonly SkillProblem[];
}

/** Where a state's files come from: their contents, and those below other folders. */
interface Source {
  readonly read: (wishes: readonly SeenFile[]) => Promise<Map<string, Uint8Array>>;
  readonly listBelow: (folders: readonly string[]) => Promise<SeenFile[]>;
}

const DEFAULT_TOTAL_BYTES = 256 * 1024 * 1024;

/** Reads the skill folders and Yardlet's own files as they are at a commit. Bad entries are reported, never thrown. */
export async function readSkillsAt(repo: GitRepo, commit: string, options: SkillsOptions = {}): Promise<SkillsRead> {
  const { dirs, names, maxTotalBytes, ...calls } = options;
  const under = dirs?.includes(ROOT_DIR) ? undefined : [".agents", ...(dirs ?? SKILL_DIRS)];
  const list = async (below: readonly string[] | undefined) => {
    const entries = await listTree(repo, commit, { ...calls, sizes: true, under: below });
    return entries.map(({ path, mode, size, oid, rawPath }) => {
      return { path, mode, size, key: oid, isUtf8: rawPath === undefined };
    });
  };
  const read: Source["read"] = async (wishes) => {
    const contents = new Map<string, Uint8Array>();
    const blobs = wishes.map(({ key, size }) => ({ oid: key, size }));
    const limits = { maxBytes: SKILL_LIMITS.folderBytes, onPurpose: true };
    for await (const blob of readBlobs(repo, blobs, { ...calls, ...limits })) {
      if (blob.state === "ok") contents.set(blob.oid, blob.bytes);
    }
    return contents;
  };
  return readSkills(await list(under), { dirs, names, maxTotalBytes }, { read, listBelow: list });
}

/** The same of the working tree as it lies there: for a repository without a commit, and to see what is not committed. */
export async function readSkillsInWorkingTree(repo: GitRepo, options: SkillsOptions = {}): Promise<SkillsRead> {
  const { dirs, names, maxTotalBytes, ...calls } = options;
  const entries = await listWorkingTree(repo, calls);
  const files = entries.map(({ path, mode, size }) => ({ path, mode, size, key: path, isUtf8: true }));
  const read: Source["read"] = async (wishes) => {
    const contents = new Map<string, Uint8Array>();
    for (const { path, key, mode } of wishes) {
      const bytes = mode === "120000" ? await linkBytes(repo, path) : await fileBytes(repo, key);
      if (bytes !== undefined) contents.set(key, bytes);
    }
    return contents;
  };
  return readSkills(files, { dirs, names, maxTotalBytes }, { read, listBelow: () => Promise.resolve(files) });
}

async function readSkills(
  files: readonly SeenFile[],
  { dirs = SKILL_DIRS, names, maxTotalBytes = DEFAULT_TOTAL_BYTES }: Omit<SkillsOptions, keyof CallOptions>,
  { read, listBelow }: Source,
): Promise<SkillsRead> {
  const skillsAmong = (all: readonly SeenFile[]) =>
    skillsIn(all, dirs).filter(({ name }) => names?.includes(name) ?? true);
  const shown = files.filter(({ path }) => [".agents", ...dirs].some((dir) => path.startsWith(`${dir}/`)));
  const own = [CONFIG_PATH, MANIFEST_PATH, IGNORE_PATH].flatMap((path) => files.filter((file) => file.path === path));
  const links = shown.filter(({ mode }) => mode === "120000");
  const readWith = (skills: readonly SeenSkill[], more: readonly SeenFile[]) =>
    read(withinBudget([...own, ...links, ...more, ...skills.flatMap(wishesOf)], maxTotalBytes));
  const plain = skillsAmong(files);
  const candidates = folderLinksIn(files, dirs);
  const first = await readWith(plain, candidates);
  // Links to other folders are rare: only where there are some, what is behind them is read as well.
  const ways = leadingInside(candidates, first);
  const behind = ways.length === 0 ? [] : await listBelow(ways.map(({ leadsTo }) => leadsTo));
  const seen = ways.length === 0 ? plain : skillsAmong(followLinks(files, ways, behind));
  const contents = ways.length === 0 ? first : await readWith(seen, []);
  const text = (path: string) =>
    ownText(
      own.find((file) => file.path === path),
      contents,
    );
  const [config, manifest, ignore] = [text(CONFIG_PATH), text(MANIFEST_PATH), text(IGNORE_PATH)];
  return {
    skills: seen.map((skill) => asLink(toReadSkill(skill, contents), ways)),
    paths: shown.map(({ path, mode, key }) => {
      const target = mode === "120000" ? contents.get(key) : undefined;
      return { path, mode, target: target && new TextDecoder().decode(target) };
    }),
    config: config.text,
    manifest: manifest.text,
    ignore: ignore.text,
    problems: [config, manifest, ignore].flatMap(({ problem }) => problem ?? []),
  };
}

/** A folder that was reached through a link of its own is a link with files. */
function asLink(skill: ReadSkill, ways: readonly FolderLink[]): ReadSkill {
  const way = skill.kind === "folder" && ways.find(({ path }) => path === `${skill.dir}/${skill.name}`);
  return way ? { ...skill, kind: "link", target: way.target } : skill;
}

/** Each content once, as long as all of them together stay within the budget. */
function withinBudget(wishes: readonly SeenFile[], maxTotalBytes: number): SeenFile[] {
  const once = new Map(wishes.map((wish) => [wish.key, wish]));
  let total = 0;
  return [...once.values()].filter(({ size = 0 }) => {
    if (total + size > maxTotalBytes) return false;
    total += size;
    return true;
  });
}

function ownText(
  file: SeenFile | undefined,
  contents: ReadonlyMap<string, Uint8Array>,
): { text: string | undefined; problem?: SkillProblem } {
  if (file === undefined) return { text: undefined };
  const bad = (message: string) => ({
    text: undefined,
    problem: { rule: "unreadable", path: file.path, message } as const,
  });
  if (file.mode === "120000") return bad("a link; write it as a plain file");
  if ((file.size ?? 0) > SKILL_LIMITS.skillFileBytes) return bad(`larger than ${SKILL_LIMITS.skillFileBytes} bytes`);
  const bytes = contents.get(file.key);
  if (bytes === undefined) return bad("the content could not be read");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return bad("not valid UTF-8");
  }
}

async function fileBytes(repo: GitRepo, path: string): Promise<Uint8Array | undefined> {
  const read = await readWorkingFile(repo, path, { maxBytes: SKILL_LIMITS.folderBytes });
  return read.state === "ok" ? read.bytes : undefined;
}

async function linkBytes(repo: GitRepo, path: string): Promise<Uint8Array | undefined> {
  const target = await readWorkingLink(repo, path);
  return target === undefined ? undefined : new TextEncoder().encode(target);
}
