import { SKILLS_FOLDER, type ManifestEntry, type Placed } from "@yardlet/core/equip";
import type { Repo } from "@yardlet/core/repo";
import {
  compareText,
  describeSkill,
  findObstacles,
  hashBytes,
  parseSkill,
  readYardletMetadata,
  SKILL_FILE,
  validateSkill,
  type Finding,
  type SkillFile,
} from "@yardlet/core/skill";
import {
  findSkill,
  findVersionsByContent,
  insertVersion,
  listSkills,
  listVersions,
  markAbsentSkills,
  recordAudit,
  recordEvent,
  setCurrentVersion,
  updateSkill,
  upsertSkill,
  type Db,
  type SkillRow,
  type VersionRow,
} from "@yardlet/db";
import { lastAuthor, type GitRepo, type RepoObservation } from "@yardlet/repo";
import type { ServiceContext } from "../context.ts";
import type { JobRun } from "../job/run.ts";
import { bringBack } from "../skill/after-plan.ts";

/** A folder that Yardlet placed and that lies there, whoever has edited it since. */
export interface Lying {
  name: string;
  entry: ManifestEntry;
  treeHash: string;
  contentHash: string;
}

/** The skills that a sync found to be at home in the repo, and what it could not take up. */
export interface Registered {
  versions: Map<string, VersionRow>;
  findings: Finding[];
}

type Version = VersionRow & { name: string; home: string };

export function lyingIn(placed: readonly Placed[]): Lying[] {
  return placed.flatMap(({ name, entry, treeHash, contentHash }) =>
    entry && treeHash && contentHash ? [{ name, entry, treeHash, contentHash }] : [],
  );
}

/** Who wrote what nobody here has seen yet, by skill: read before the transaction, since git may take its time. */
export async function readAuthors(
  ctx: ServiceContext,
  git: GitRepo,
  seen: RepoObservation,
  run: JobRun,
): Promise<Map<string, string>> {
  const authors = new Map<string, string>();
  const touched = lyingIn(seen.placed).filter(isTouched);
  if (seen.commit === undefined || touched.length === 0) return authors;
  const known = await findVersionsByContent(
    ctx.db,
    touched.map(({ contentHash }) => contentHash),
  );
  for (const { name, contentHash } of touched) {
    if (known.some((version) => version.name === name && version.contentHash === contentHash)) continue;
    const author = await lastAuthor(git, seen.commit, `${SKILLS_FOLDER}/${name}`, { signal: run.signal });
    if (author !== undefined) authors.set(name, author);
  }
  return authors;
}

/**
 * Takes up the skills that are at home in the repo, with a version for every new content: those that Yardlet placed as the repo's
 * own, and copies of the library's that somebody edited. What lies there no longer is marked as gone. A folder that cannot be
 * read is a finding, and its skill stays as it was.
 */
export async function registerHomes(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  seen: RepoObservation,
  authors: ReadonlyMap<string, string>,
): Promise<Registered> {
  const lying = lyingIn(seen.placed);
  const own = new Map((await listSkills(tx, { home: repo.id })).map((skill) => [skill.name, skill]));
  const hashes = lying.flatMap(({ contentHash, entry }) => [contentHash, entry.hash]);
  const library = (await findVersionsByContent(tx, hashes)).filter(({ home }) => home === "library");
  const registered: Registered = { versions: new Map(), findings: [] };
  const there: string[] = [];
  for (const folder of lying) {
    const before = own.get(folder.name);
    if (!isAtHome(folder, before, library)) continue;
    there.push(folder.name);
    const files = seen.folders.get(folder.name)?.files ?? [];
    const obstacles = findObstacles({ folder: folder.name, files });
    registered.findings.push(...obstacles.map((finding) => inRepo(folder.name, finding)));
    if (obstacles.length > 0) continue;
    const author = authors.get(folder.name) ?? "hand edit";
    const facts = { repo, commit: seen.commit ?? null, author, forkOf: versionPlaced(folder, library) };
    registered.versions.set(folder.name, await register(ctx, tx, folder, files, { ...facts, before }));
  }
  for (const [name, { findings }] of seen.folders) {
    registered.findings.push(...findings);
    if (findings.length > 0) there.push(name);
  }
  await markAbsentSkills(tx, repo.id, there, ctx.now());
  registered.findings.sort((a, b) => compareText(a.file, b.file));
  return registered;
}

function isTouched({ treeHash, entry }: Lying): boolean {
  return treeHash !== entry.tree_hash;
}

/** A fork whose text is the library's again is a fork no more. */
function isAtHome(folder: Lying, before: SkillRow | undefined, library: readonly Version[]): boolean {
  const { name, entry, contentHash } = folder;
  const isLibrarys = library.some((version) => version.name === name && version.contentHash === contentHash);
  if (entry.origin === "repo") return !isLibrarys || (before?.forkedFromId ?? null) === null;
  return isTouched(folder) && contentHash !== entry.hash && !isLibrarys;
}

/** The library's version that was placed here before somebody edited it. */
function versionPlaced({ name, entry }: Lying, library: readonly Version[]): Version | undefined {
  if (entry.origin !== "library") return undefined;
  const same = library.filter((version) => version.name === name && version.contentHash === entry.hash);
  return same.find(({ number }) => number === entry.version) ?? same[0];
}

interface Facts {
  repo: Repo;
  commit: string | null;
  author: string;
  forkOf: Version | undefined;
  before: SkillRow | undefined;
}

async function register(
  ctx: ServiceContext,
  tx: Db,
  folder: Lying,
  files: readonly SkillFile[],
  facts: Facts,
): Promise<VersionRow> {
  const { name } = folder;
  const { repo, forkOf, before } = facts;
  const parsed = parseSkill(files.find(({ path }) => path === SKILL_FILE)?.bytes ?? new Uint8Array());
  const said = readYardletMetadata(parsed).source;
  const library = forkOf && (await findSkill(tx, "library", name));
  const description = describeSkill(parsed) ?? "";
  const skillId = await upsertSkill(tx, {
    home: repo.id,
    repoId: repo.id,
    name,
    source: said === "learned" && !forkOf ? "learned" : "created",
    tier: library?.tier ?? "internal",
    presets: library?.presets ?? [],
    triggers: library?.triggers ?? [],
    description,
  });
  const isFresh = before === undefined || before.absentSince !== null || before.state === "pruned";
  if (forkOf && isFresh) await updateSkill(tx, skillId, { forkedFromId: forkOf.id });
  const versions = await listVersions(tx, skillId);
  const known = versions.find(({ contentHash }) => contentHash === folder.contentHash);
  if (known && known.id === before?.current?.id && !isFresh) return known;
  if (known) await setCurrentVersion(tx, skillId, known.id);
  const version =
    known ??
    (await storeVersion(tx, { skillId, folder, files, description, versions, fork: forkOf !== undefined }, facts));
  await recordEvent(tx, "skill", skillId);
  const pinned = isTouched(folder) && (await pin(ctx, tx, skillId, facts));
  if (before?.state === "pruned") {
    const details = { by: facts.author, commit: facts.commit };
    await bringBack(
      ctx,
      tx,
      { ...before, current: version },
      { by: facts.author, reason: "put back by hand", details },
    );
    return version;
  }
  const from = before?.current?.number ?? null;
  await recordAudit(tx, ctx.actor, {
    action: isFresh && forkOf ? "skill.fork" : from === null ? "skill.found" : "skill.edit",
    repoId: repo.id,
    subject: `${name} v${version.number}`,
    reason: reasonOf(folder, facts),
    details: { skill: skillId, home: repo.id, name, from, to: version.number, pinned, commit: facts.commit },
  });
  return version;
}

function storeVersion(
  tx: Db,
  what: {
    skillId: string;
    folder: Lying;
    files: readonly SkillFile[];
    description: string;
    versions: readonly VersionRow[];
    fork: boolean;
  },
  facts: Facts,
): Promise<VersionRow> {
  const { skillId, folder, files, description, versions, fork } = what;
  return insertVersion(tx, {
    skillId,
    parentId: facts.before?.current?.id ?? null,
    contentHash: folder.contentHash,
    treeHash: folder.treeHash,
    description,
    origin: fork || versions.length > 0 ? "edited" : "initial",
    author: isTouched(folder) ? facts.author : "Yardlet",
    reason: reasonOf(folder, facts),
    commit: facts.commit,
    findings: validateSkill({ folder: folder.name, files }, "strict"),
    files: files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
}

function reasonOf(folder: Lying, { repo, author }: Facts): string {
  return isTouched(folder) ? `edited by hand in ${repo.slug} by ${author}` : `found in ${repo.slug}`;
}

/** What a person wrote is not pruned by itself (decision 3). */
async function pin(ctx: ServiceContext, tx: Db, skillId: string, { repo, author, before }: Facts): Promise<boolean> {
  if (before && before.pinnedAt !== null) return false;
  await updateSkill(tx, skillId, {
    pinnedAt: ctx.now(),
    pinnedBy: author,
    pinReason: `edited by hand in ${repo.slug}`,
  });
  return true;
}

function inRepo(name: string, finding: Finding): Finding {
  return { ...finding, file: `${SKILLS_FOLDER}/${name}/${finding.file}` };
}
