import {
  type DeclaredSkill,
  type KnownVersion,
  type ReportedSkill,
  resolveSkill,
  type Resolving,
  type RunRecord,
} from "@yardlet/core/run";
import {
  findEpochs,
  findMappings,
  findNamedVersions,
  findObserved,
  findPlacedAt,
  findVersionsById,
  type Db,
} from "@yardlet/db";

/** A record of one repo, whose skills are to be resolved. */
export interface Resolvable {
  repoId: string;
  record: Pick<RunRecord, "skills" | "commit" | "started_at" | "ended_at">;
  receivedAt: string;
}

/** Resolves the skills of many records at once (decision 23); answers one list a record. */
export async function resolveSkills(db: Db, runs: readonly Resolvable[]): Promise<DeclaredSkill[][]> {
  const saying = runs.filter((run) => run.record.skills.length > 0);
  if (saying.length === 0) return runs.map(() => []);
  const said = saying.flatMap((run) => run.record.skills.map((skill) => ({ run, skill })));
  const bare = said.filter(({ skill }) => skill.version === undefined && skill.hash === undefined);
  const repoIds = unique(saying, (run) => run.repoId).map((run) => run.repoId);
  const mappings = await findMappings(db, repoIds);
  const named = await findNamedVersions(
    db,
    unique(said, ({ skill }) => skill.name).map(({ skill }) => skill.name),
  );
  const observed =
    bare.length === 0
      ? []
      : await findObserved(
          db,
          unique(bare.map(keyOf), (key) => `${key.repoId} ${key.name}`),
        );
  const commits = bare.flatMap(({ run }) =>
    run.record.commit ? [{ repoId: run.repoId, commit: run.record.commit }] : [],
  );
  const placed =
    commits.length === 0
      ? []
      : await findPlacedAt(
          db,
          unique(commits, (key) => `${key.repoId} ${key.commit}`),
        );
  const known = new Set(named.map((version) => version.versionId));
  const elsewhere = [...mappings, ...observed].flatMap(({ versionId }) =>
    versionId === null || known.has(versionId) ? [] : [versionId],
  );
  const versions =
    elsewhere.length === 0 ? named : [...named, ...(await findVersionsById(db, [...new Set(elsewhere)]))];
  const epochs = await findEpochs(db, [...new Set(versions.map((version) => version.skillId))]);

  const byId = new Map(versions.map((version) => [version.versionId, version]));
  const epochsOf = Map.groupBy(epochs, (epoch) => epoch.skillId);
  const placedAt = Map.groupBy(placed, ({ repoId, commit }) => `${repoId} ${commit}`);
  const ofRepo = new Map(
    repoIds.map((repoId): [string, Omit<Resolving, "atCommit">] => [
      repoId,
      {
        named: Map.groupBy(
          named.filter((version) => version.home === repoId || version.home === "library").toSorted(ownFirst),
          (version) => version.name,
        ),
        byId,
        observed: Map.groupBy(
          observed.filter((one) => one.repoId === repoId),
          (one) => one.name,
        ),
        mappings: new Map(
          mappings
            .filter((one) => one.repoId === repoId)
            .map(({ name, reported, versionId }) => [`${name} ${reported}`, versionId]),
        ),
        epochs: epochsOf,
      },
    ]),
  );
  return runs.map(({ repoId, record, receivedAt }) => {
    const base = ofRepo.get(repoId);
    if (!base) return [];
    const there = record.commit ? (placedAt.get(`${repoId} ${record.commit}`) ?? []) : [];
    const resolving = { ...base, atCommit: new Map(there.map(({ name, contentHash }) => [name, contentHash])) };
    const at = record.started_at ?? record.ended_at ?? receivedAt;
    return record.skills.map((skill) => resolveSkill(skill, at, resolving));
  });
}

function ownFirst(a: KnownVersion, b: KnownVersion): number {
  return Number(a.home === "library") - Number(b.home === "library");
}

function keyOf({ run, skill }: { run: Resolvable; skill: ReportedSkill }): { repoId: string; name: string } {
  return { repoId: run.repoId, name: skill.name };
}

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
