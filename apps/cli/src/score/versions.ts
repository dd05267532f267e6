import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MANIFEST_PATH, type Manifest, manifestEntry, parseManifest, skillFolder } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { type DeclaredSkill, type KnownVersion, type Resolving, type RunRecord, resolveSkill } from "@yardlet/core/run";
import { SKILL_FILE, type SkillSource, parseSkill, readYardletMetadata } from "@yardlet/core/skill";
import { type GitRepo, ObjectId, readFileAt } from "@yardlet/repo";

/** The home of every skill in file mode: the repository at hand. */
const HOME = ".";
const MANIFEST_BYTES = 4 * 1024 * 1024;
const SKILL_BYTES = 1024 * 1024;

/** What the repository knows of the versions of its skills: now, and at the commits that runs name. */
export interface Manifests {
  now: Manifest;
  at: ReadonlyMap<string, Manifest>;
}

/**
 * Reads the manifest of the working tree, and of every commit at which a run used a skill without naming its version.
 * @throws DomainError `invalid` when the manifest of the working tree is broken
 */
export async function readManifests(repo: GitRepo, root: string, runs: readonly RunRecord[]): Promise<Manifests> {
  const now = parseManifest(await readFile(join(root, MANIFEST_PATH), "utf8").catch(() => undefined));
  const bare = runs.filter(({ skills }) => skills.some(isBare));
  const commits = [...new Set(bare.map(({ commit }) => commit).filter((commit) => ObjectId.safeParse(commit).success))];
  const at = new Map<string, Manifest>();
  for (const commit of commits) {
    const manifest = commit === undefined ? undefined : await manifestAt(repo, commit);
    if (commit !== undefined && manifest !== undefined) at.set(commit, manifest);
  }
  return { now, at };
}

/** A commit that is not here, or whose manifest was broken, says nothing. */
async function manifestAt(repo: GitRepo, commit: string): Promise<Manifest | undefined> {
  try {
    const read = await readFileAt(repo, commit, MANIFEST_PATH, { maxBytes: MANIFEST_BYTES });
    return read.state === "ok" ? parseManifest(new TextDecoder().decode(read.bytes)) : undefined;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/**
 * Resolves the skills of runs as a server does (decision 23), as far as files tell: a hash or number the record names, the
 * manifest at its commit, else the manifest of today. A number is a version's name even where its text is gone.
 */
export function resolver(manifests: Manifests, runs: readonly RunRecord[]): (run: RunRecord) => DeclaredSkill[] {
  const versions = new Map<string, KnownVersion>();
  const add = (version: KnownVersion) => {
    if (version.contentHash !== "" || !versions.has(version.versionId)) versions.set(version.versionId, version);
  };
  for (const { skills } of runs)
    for (const { name, version } of skills) if (version !== undefined) add(known(name, version));
  for (const manifest of [...manifests.at.values(), manifests.now])
    for (const [name, { version, hash, tree_hash }] of Object.entries(manifest.skills))
      add(known(name, version, hash, tree_hash));
  const placed = Object.entries(manifests.now.skills);
  const base: Omit<Resolving, "atCommit"> = {
    named: Map.groupBy(versions.values(), ({ name }) => name),
    byId: versions,
    observed: new Map(
      placed.map(([name, { version }]) => [name, [{ versionId: idOf(name, version), fromAt: "", toAt: null }]]),
    ),
    mappings: new Map(),
    epochs: new Map(),
  };
  return (run) => {
    const then = manifests.at.get(run.commit ?? "");
    const atCommit = new Map(Object.entries(then?.skills ?? {}).map(([name, { hash }]) => [name, hash]));
    const at = run.started_at ?? run.ended_at ?? "";
    return run.skills.map((skill) => resolveSkill(skill, at, { ...base, atCommit }));
  };
}

/** Where a skill comes from: its own SKILL.md says so, else the manifest; what nobody placed was created here. */
export async function sourceOf(root: string, manifest: Manifest, name: string): Promise<SkillSource> {
  const bytes = await readFile(join(root, skillFolder(name), SKILL_FILE)).catch(() => undefined);
  const said = bytes !== undefined && bytes.length <= SKILL_BYTES ? parseSkill(bytes) : undefined;
  const origin = manifestEntry(manifest, name)?.origin;
  return (said && readYardletMetadata(said).source) ?? (origin === "library" ? "library" : "created");
}

function isBare({ version, hash }: RunRecord["skills"][number]): boolean {
  return version === undefined && hash === undefined;
}

function known(name: string, number: number, contentHash = "", treeHash = ""): KnownVersion {
  return { home: HOME, name, skillId: name, versionId: idOf(name, number), number, contentHash, treeHash };
}

function idOf(name: string, number: number): string {
  return `${name}@${number}`;
}
