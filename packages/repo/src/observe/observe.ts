import { type Detection, type ManifestText, type Signal, classify, manifestPaths } from "@yardlet/core/classify";
import { parseRepoConfig } from "@yardlet/core/config";
import {
  type Found,
  type Placed,
  type PresentFiles,
  SKILLS_FOLDER,
  manifestEntry,
  parseManifest,
} from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import {
  type Finding,
  SKILL_FILE,
  type SkillFile,
  compareText,
  contentHash,
  parseSkill,
  readYardletMetadata,
  treeHash,
} from "@yardlet/core/skill";
import type { CallOptions } from "../git/process.ts";
import type { GitRepo } from "../open/repo.ts";
import { readBlobs } from "../read/blobs.ts";
import type { ReadSkill } from "../read/skill-folders.ts";
import {
  SKILL_DIRS,
  type SkillsOptions,
  type SkillsRead,
  readSkillsAt,
  readSkillsInWorkingTree,
} from "../read/skills.ts";
import { listTree } from "../read/tree.ts";
import { listWorkingTree, readWorkingFile } from "../read/working-tree.ts";

/** A manifest longer than this says nothing more about what a repo is. */
const MANIFEST_BYTES = 1024 * 1024;

export interface ObserveOptions extends CallOptions {
  /** The library's own signals, over the built-in table. */
  readonly signals: readonly Signal[];
  /** Which commit to read; default the newest of the default branch. */
  readonly commit?: string;
}

/** A placed folder's content; `findings` say why it could not be read, and then there are no files. */
export interface PlacedFolder {
  readonly files: readonly SkillFile[];
  readonly findings: readonly Finding[];
}

/** Everything classification and equipping want to know about a repo, read at one state of it. */
export interface RepoObservation {
  /** `undefined`: there is no commit yet, and the working tree was read, if there is one. */
  readonly commit: string | undefined;
  /** How many files are tracked. */
  readonly files: number;
  readonly detections: readonly Detection[];
  /** Folders in `.agents/skills`, each with its line of the manifest, and lines whose folder is gone. */
  readonly placed: readonly Placed[];
  readonly found: readonly Found[];
  /** What lies in the found folders and in those of the user's own in `.agents/skills`, by tree hash. */
  readonly texts: ReadonlyMap<string, readonly SkillFile[]>;
  /** What lies in the folders that the manifest lists, by name. */
  readonly folders: ReadonlyMap<string, PlacedFolder>;
  /** `.agents/yardlet.yaml`; null when there is none. */
  readonly configText: string | null;
  readonly configFindings: Finding[];
  readonly linkFolders: readonly string[];
  /** What a change is built on. */
  readonly present: PresentFiles;
}

/**
 * Reads a repo at its newest commit without a checkout; one without a commit by its working tree.
 * @throws DomainError `invalid` when Yardlet's own manifest is broken: guessing could overwrite a user's folder.
 */
export async function observeRepo(repo: GitRepo, options: ObserveOptions): Promise<RepoObservation> {
  const { signals, commit = repo.head, ...calls } = options;
  const [{ paths, manifests }, skills] = await Promise.all([
    commit === undefined ? readWorkingManifests(repo, calls) : readManifestsAt(repo, commit, calls),
    readAllSkills(repo, commit, calls),
  ]);
  const unread = skills.problems[0];
  if (unread) throw new DomainError("invalid", `${unread.path}: ${unread.message}`, { path: unread.path });
  const manifest = parseManifest(skills.manifest);
  const config = parseRepoConfig(skills.config ?? "");
  const ours = skills.skills.filter(({ dir }) => dir === SKILLS_FOLDER);
  const lying = new Set(ours.map(({ name }) => name));
  const gone = Object.keys(manifest.skills).filter((name) => !lying.has(name));
  return {
    commit,
    files: paths.length,
    detections: classify({ paths, manifests }, { signals: [...signals] }),
    placed: [
      ...ours.map((skill) => ({ ...toPlaced(skill), entry: manifestEntry(manifest, skill.name) })),
      ...gone.map((name) => ({
        name,
        entry: manifestEntry(manifest, name),
        treeHash: undefined,
        contentHash: undefined,
        description: "",
      })),
    ].toSorted((a, b) => compareText(a.name, b.name)),
    found: skills.skills.flatMap(toFound),
    texts: new Map(
      skills.skills
        .filter(({ dir, name }) => dir !== SKILLS_FOLDER || manifestEntry(manifest, name) === undefined)
        .filter(isReadable)
        .map(({ files }) => [treeHash(files), files]),
    ),
    folders: new Map(
      ours.filter(({ name }) => manifestEntry(manifest, name)).map((skill) => [skill.name, toFolder(skill)]),
    ),
    configText: skills.config ?? null,
    configFindings: config.findings,
    linkFolders: config.config.links,
    present: {
      paths: skills.paths.flatMap(({ path }) => (path.startsWith(".agents/") ? [path] : [])),
      linked: skills.paths.flatMap(({ path, target }) => (path.startsWith(".agents/") ? [] : [{ path, target }])),
      manifest,
      ignore: skills.ignore,
      config: skills.config,
    },
  };
}

/** The clients' folders, and the link folders that the repo's own settings name besides. */
async function readAllSkills(repo: GitRepo, commit: string | undefined, calls: CallOptions): Promise<SkillsRead> {
  const skills = await readSkills(repo, commit, calls);
  const known = new Set<string>(SKILL_DIRS);
  const more = parseRepoConfig(skills.config ?? "").config.links.filter((folder) => !known.has(folder));
  return more.length === 0 ? skills : readSkills(repo, commit, { ...calls, dirs: [...SKILL_DIRS, ...more] });
}

async function readSkills(repo: GitRepo, commit: string | undefined, options: SkillsOptions): Promise<SkillsRead> {
  if (commit !== undefined) return readSkillsAt(repo, commit, options);
  if (repo.workTree !== undefined) return readSkillsInWorkingTree(repo, options);
  return { skills: [], paths: [], config: undefined, manifest: undefined, ignore: undefined, problems: [] };
}

interface Sources {
  paths: string[];
  manifests: ManifestText[];
}

async function readManifestsAt(repo: GitRepo, commit: string, calls: CallOptions): Promise<Sources> {
  const entries = (await listTree(repo, commit, calls)).filter(({ type }) => type === "blob");
  const paths = entries.map(({ path }) => path);
  const wanted = new Set(manifestPaths(paths));
  const wishes = entries.filter(({ path, mode }) => wanted.has(path) && mode !== "120000");
  const manifests: ManifestText[] = [];
  let at = 0;
  for await (const read of readBlobs(repo, wishes, { ...calls, maxBytes: MANIFEST_BYTES })) {
    const path = wishes[at]?.path;
    at += 1;
    if (path !== undefined && read.state === "ok") manifests.push({ path, text: new TextDecoder().decode(read.bytes) });
  }
  return { paths, manifests };
}

async function readWorkingManifests(repo: GitRepo, calls: CallOptions): Promise<Sources> {
  if (repo.workTree === undefined) return { paths: [], manifests: [] };
  const paths = (await listWorkingTree(repo, calls)).map(({ path }) => path);
  const manifests: ManifestText[] = [];
  for (const path of manifestPaths(paths)) {
    const read = await readWorkingFile(repo, path, { maxBytes: MANIFEST_BYTES });
    if (read.state === "ok") manifests.push({ path, text: new TextDecoder().decode(read.bytes) });
  }
  return { paths, manifests };
}

/** What is no readable folder (a link, a file, something over a limit) is in the way all the same: it has hashes of nothing. */
function toPlaced({ name, files, refused }: ReadSkill): Omit<Placed, "entry"> {
  if (refused) return { name, treeHash: "", contentHash: "", description: "" };
  return { name, treeHash: treeHash(files), contentHash: contentHash(files), description: descriptionOf(files) };
}

function toFolder({ files, refused, problems }: ReadSkill): PlacedFolder {
  const findings = problems.map(({ rule, path, message }) => {
    return { rule, severity: "error", message, file: path } as const;
  });
  return { files, findings: refused || files.length === 0 ? findings : [] };
}

/** A skill in another client's folder. A link of ours into `.agents/skills` is the placed skill itself. */
function toFound(skill: ReadSkill): Found[] {
  const { dir, name, kind, files, linkOf } = skill;
  if (dir === SKILLS_FOLDER || kind === "other" || linkOf !== undefined) return [];
  const found = { name, path: `${dir}/${name}`, description: descriptionOf(files) };
  if (!isReadable(skill)) return [found];
  const version = versionOf(files);
  const hashes = { contentHash: contentHash(files), treeHash: treeHash(files) };
  return [{ ...found, ...hashes, ...(version !== undefined && { version }) }];
}

function isReadable({ refused, files }: ReadSkill): boolean {
  return !refused && files.length > 0;
}

function descriptionOf(files: ReadSkill["files"]): string {
  const file = skillFileOf(files);
  return file ? (parseSkill(file.bytes).description ?? "") : "";
}

function versionOf(files: ReadSkill["files"]): number | undefined {
  const file = skillFileOf(files);
  return file && readYardletMetadata(parseSkill(file.bytes)).version;
}

function skillFileOf(files: ReadSkill["files"]): SkillFile | undefined {
  return files.find(({ path }) => path === SKILL_FILE);
}
