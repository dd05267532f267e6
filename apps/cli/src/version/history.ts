import { type ManifestEntry, manifestEntry, parseManifest } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import {
  SKILL_FILE,
  type SkillFile,
  contentHash,
  parseSkill,
  readYardletMetadata,
  treeHash,
} from "@yardlet/core/skill";
import { type NumberedMoment, type SkillMoment, numberHistory } from "@yardlet/core/version";
import {
  type GitRepo,
  type HistoryCommit,
  type SkillMoment as RepoMoment,
  listSkillHistory,
  readSkillMoments,
} from "@yardlet/repo";

/** How far back a history is read: beyond it, older versions are still in git. */
const MOST_COMMITS = 500;

/** One commit's copy of a skill; the files are read again when they are wanted. */
export interface Moment extends SkillMoment, HistoryCommit {
  treeHash: string | undefined;
  entry: ManifestEntry | undefined;
}

export interface LocalHistory {
  /** Newest first. */
  rows: NumberedMoment<Moment>[];
  notes: string[];
}

/** The versions of a skill in this repository, as far as its commits tell. */
export async function readHistory(repo: GitRepo, name: string): Promise<LocalHistory> {
  const { commits, cut } = await listSkillHistory(repo, name, { max: MOST_COMMITS });
  const moments: Moment[] = [];
  const ids = commits.map(({ commit }) => commit);
  for await (const read of readSkillMoments(repo, name, ids)) {
    const commit = commits[moments.length];
    if (commit !== undefined) moments.push(momentOf(commit, copyOf(name, read)));
  }
  const notes = {
    max: [`only the newest ${MOST_COMMITS} commits of ${name} were read`],
    shallow: ["this is a shallow clone: older versions are not in it; git fetch --unshallow brings them"],
    none: [],
  }[cut ?? "none"];
  return { rows: numberHistory(moments.toReversed()).toReversed(), notes };
}

/** A skill's files at a commit, with the line that the manifest had for it. */
export interface Copy {
  files: readonly SkillFile[];
  entry: ManifestEntry | undefined;
}

/** `absent` where no folder lay, `unreadable` where it is over a limit or its links lead out of it. */
export async function readCopy(repo: GitRepo, name: string, commit: string): Promise<Copy | "absent" | "unreadable"> {
  for await (const read of readSkillMoments(repo, name, [commit])) return copyOf(name, read);
  return "absent";
}

function copyOf(name: string, { skill, manifest }: RepoMoment): Copy | "absent" | "unreadable" {
  if (skill === undefined) return "absent";
  if (skill.kind !== "folder" || skill.refused) return "unreadable";
  return { files: skill.files, entry: entryOf(manifest, name) };
}

function momentOf(commit: HistoryCommit, copy: Copy | "absent" | "unreadable"): Moment {
  const nothing = { treeHash: undefined, fileVersion: undefined, entry: undefined };
  if (copy === "absent") return { ...commit, contentHash: undefined, ...nothing };
  if (copy === "unreadable") return { ...commit, contentHash: "", ...nothing };
  const { files, entry } = copy;
  return {
    ...commit,
    contentHash: contentHash(files),
    treeHash: treeHash(files),
    fileVersion: ownVersion(files),
    entry,
  };
}

/** What a SKILL.md among files says of its own number. */
function ownVersion(files: readonly SkillFile[]): number | undefined {
  const file = files.find(({ path }) => path === SKILL_FILE);
  return file && readYardletMetadata(parseSkill(file.bytes)).version;
}

/** A manifest that was broken then says nothing of then. */
function entryOf(manifest: string | undefined, name: string): ManifestEntry | undefined {
  try {
    return manifestEntry(parseManifest(manifest), name);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
