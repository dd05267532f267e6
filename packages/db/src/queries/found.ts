import type { Found } from "@yardlet/core/equip";
import { compareText, FileMode, hashBytes, SKILL_FILE, type SkillFile } from "@yardlet/core/skill";
import { clientOf, type Db } from "../client.ts";
import { storeBlob } from "./blob.ts";

/** A skill that lies in a repo and that Yardlet did not place. */
export interface FoundRow extends Found {
  repoId: string;
  repoSlug: string;
}

export function foundOf(row: {
  name: string;
  path: string;
  description: string;
  contentHash: string | null;
  treeHash: string | null;
  version: number | null;
}): Found {
  const { name, path, description, contentHash, treeHash, version } = row;
  return {
    name,
    path,
    description,
    ...(contentHash !== null && { contentHash }),
    ...(treeHash !== null && { treeHash }),
    ...(version !== null && { version }),
  };
}

/** Keeps texts that a sync found, by tree hash; one that is kept already stays as it is. */
export async function storeFoundTexts(db: Db, texts: ReadonlyMap<string, readonly SkillFile[]>): Promise<void> {
  const client = clientOf(db);
  const hashes = [...texts.keys()];
  const kept = await client.foundFile.findMany({ where: { treeHash: { in: hashes } }, select: { treeHash: true } });
  const known = new Set(kept.map(({ treeHash }) => treeHash));
  for (const [treeHash, files] of [...texts]
    .filter(([hash]) => !known.has(hash))
    .toSorted(([a], [b]) => compareText(a, b))) {
    const rows = files.map((file) => ({ file, blobHash: hashBytes(file.bytes) }));
    for (const { file, blobHash } of rows) await storeBlob(db, blobHash, file.bytes);
    await client.foundFile.createMany({
      data: rows.map(({ file: { path, mode }, blobHash }) => ({ treeHash, path, mode, blobHash })),
      skipDuplicates: true,
    });
  }
}

export async function loadFoundText(db: Db, treeHash: string): Promise<SkillFile[]> {
  const rows = await clientOf(db).foundFile.findMany({
    where: { treeHash },
    include: { blob: true },
    orderBy: { path: "asc" },
  });
  return rows.map(({ path, mode, blob }) => ({ path, mode: FileMode.parse(mode), bytes: blob.bytes }));
}

/** The SKILL.md of each of these texts. */
export async function loadFoundProse(db: Db, treeHashes: readonly string[]): Promise<Map<string, Uint8Array>> {
  const rows = await clientOf(db).foundFile.findMany({
    where: { treeHash: { in: [...treeHashes] }, path: SKILL_FILE },
    include: { blob: true },
  });
  return new Map(rows.map(({ treeHash, blob }) => [treeHash, blob.bytes]));
}

/**
 * What lies in the repos' newest snapshots and is not Yardlet's, in order of repo and path: in other clients' folders, and the
 * users' own in `.agents/skills`.
 */
export async function listFound(db: Db, { repoId, limit }: { repoId?: string; limit: number }): Promise<FoundRow[]> {
  const snapshots = await clientOf(db).repoSnapshot.findMany({
    where: { currentOf: { archivedAt: null, ...(repoId === undefined ? {} : { id: repoId }) } },
    select: {
      repo: { select: { id: true, slug: true } },
      found: { orderBy: { path: "asc" }, take: limit },
      placed: { where: { treeHash: { not: null } }, orderBy: { name: "asc" } },
    },
    orderBy: { repo: { slug: "asc" } },
  });
  return snapshots
    .flatMap(({ repo, found, placed }) => {
      const own = placed.filter(({ entry, treeHash }) => entry === null && treeHash !== "");
      return [
        ...found.map(foundOf),
        ...own.map((one) => foundOf({ ...one, path: `.agents/skills/${one.name}`, version: null })),
      ].map((one): FoundRow => ({ ...one, repoId: repo.id, repoSlug: repo.slug }));
    })
    .slice(0, limit);
}
