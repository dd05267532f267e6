import { DomainError, isPassing } from "@yardlet/core/error";
import { readLibrary, regenerateCatalog, type Library } from "@yardlet/core/library";
import { contentHash, type SkillFile } from "@yardlet/core/skill";
import {
  findSkillById,
  findSkillChange,
  findVersion,
  getLibrary,
  listEquipped,
  listRepos,
  loadChangeFiles,
  recordEvent,
  recordLibraryWrite,
  upsertSkill,
  type Db,
  type SkillChangeKind,
  type SkillChangeRow,
  type SkillRow,
  type VersionRow,
} from "@yardlet/db";
import { writeChange, type GitRepo } from "@yardlet/repo";
import { transact, type ServiceContext } from "../context.ts";
import { lookForDuplicates } from "../duplicate/find.ts";
import { enqueueJob, enqueueSyncs } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { requireInstallable } from "../scan/installable.ts";
import { applySkillChange, refuseSkillChange } from "../version/apply.ts";
import { libraryFilesOf, openLibrary, textFile } from "./home.ts";

/**
 * The job `library.write`: commits a stored change in the team's library and puts it in force. A repeat after a crash finds the
 * content committed and stores the same end. Where something else lies than the change was made from, it is refused.
 */
export async function runLibraryWrite(ctx: ServiceContext, changeId: string, run: JobRun): Promise<JobResult> {
  const change = await findSkillChange(ctx.db, changeId);
  const skill = change && (await findSkillById(ctx.db, change.skillId));
  if (!change || !skill) throw new DomainError("not_found", "the change is gone; edit the skill again");
  if (change.state !== "waiting") return { note: `the change is ${change.state} already` };
  try {
    await run.step("Reading the library", 0.2);
    const committed = await commitSkillChange(ctx, skill, change, run);
    await run.step("Storing the version", 0.8);
    const stored = await storeCommitted(ctx, skill, change, committed);
    await lookForDuplicates(ctx, run.signal);
    return stored;
  } catch (error) {
    if (error instanceof DomainError && !isPassing(error) && !run.signal.aborted) {
      await refuse(ctx, change, error.message);
    }
    throw error;
  }
}

/** The library after a write: its commit, and what its reader says of it. */
export interface CommittedChange {
  commit: string;
  /** What lay there before. */
  onto: string | null;
  library: Library;
}

/**
 * The first half of the job: the change's content in one commit, with the catalog made anew.
 * @throws DomainError `refused` when something else lies there than the change was made from
 */
export async function commitSkillChange(
  ctx: ServiceContext,
  skill: SkillRow,
  change: SkillChangeRow,
  run: Pick<JobRun, "signal" | "log">,
): Promise<CommittedChange> {
  const git = await openLibrary(ctx, run);
  const before = await libraryFilesOf(git, run);
  const folder = `skills/${skill.name}/`;
  const lying = before.filter((file) => file.path.startsWith(folder));
  const lies =
    lying.length === 0 ? null : contentHash(lying.map((file) => ({ ...file, path: file.path.slice(folder.length) })));
  if (git.head !== undefined && lies === change.contentHash) {
    await run.log("library", `${skill.name} lies there already`);
    return { commit: git.head, onto: git.head, library: readLibrary(before) };
  }
  requireBase(skill.name, {
    lies: lies ?? readLibrary(before).skills.find(({ name }) => name === skill.name)?.contentHash ?? null,
    base: change.baseId === null ? undefined : await findVersion(ctx.db, change.baseId),
  });
  const files = await loadChangeFiles(ctx.db, change.id);
  await requireInstallable(ctx.db, skill.name, files, ctx.now());
  const puts = files.map((file) => ({ ...file, path: `${folder}${file.path}` }));
  const catalog = textFile("catalog.tsv", regenerateCatalog(readLibrary(replaced(before, lying, puts))));
  const after = replaced(
    before,
    [...lying, ...before.filter((file) => file.path === catalog.path)],
    [...puts, catalog],
  );
  const placed = new Set(puts.map((file) => file.path));
  const deletes = lying.map((file) => file.path).filter((file) => !placed.has(file));
  const commit = await commitFiles(git, { puts: [...puts, catalog], deletes, message: messageOf(skill, change) }, run);
  await run.log("library", `committed ${commit.slice(0, 7)}`);
  return { commit, onto: git.head ?? null, library: readLibrary(after) };
}

async function commitFiles(
  git: GitRepo,
  change: { puts: SkillFile[]; deletes: string[]; message: string },
  run: Pick<JobRun, "signal">,
): Promise<string> {
  const how = { scope: { kind: "library" }, delivery: "commit", signal: run.signal } as const;
  const { commit } = await writeChange(git, { base: git.head, ...change }, how);
  if (commit !== undefined) return commit;
  throw new DomainError("conflict", "the library had nothing to commit; it is read again");
}

/**
 * The second half: the version in force, the library's new state, and every repo that carries the skill is read again; all of them
 * when the library offers one more. So is the library, where somebody had committed there and no sync has seen it.
 */
export async function storeCommitted(
  ctx: ServiceContext,
  skill: SkillRow,
  change: SkillChangeRow,
  { commit, onto, library }: CommittedChange,
): Promise<JobResult> {
  return transact(ctx, async (tx) => {
    const known = await getLibrary(tx);
    if (change.kind === "create") await placeInCatalog(tx, skill, library);
    const version = await applySkillChange(ctx, tx, change, { commit });
    if (!version) return { commit, note: "the change is in force already" };
    await recordLibraryWrite(tx, { headCommit: commit, findings: library.findings });
    const repoIds = await reposConcerned(tx, skill, change);
    await enqueueSyncs(ctx, tx, repoIds);
    if (known.headCommit !== onto) await enqueueJob(ctx, tx, "library.sync", { libraryId: "library" });
    await recordEvent(tx, "library", "library");
    const syncs = repoIds.length;
    return { commit, syncs, note: `${skill.name} v${version.number} is in force` };
  });
}

/** Which presets name a new skill decides its tier. */
async function placeInCatalog(tx: Db, { home, name, source }: SkillRow, { skills }: Library): Promise<void> {
  const found = skills.find((skill) => skill.name === name);
  if (!found) return;
  const { tier, presets, triggers, description } = found;
  await upsertSkill(tx, { home, repoId: null, name, source, tier, presets, triggers, description });
}

async function reposConcerned(tx: Db, { name }: SkillRow, { kind }: SkillChangeRow): Promise<string[]> {
  if (kind === "create") return (await listRepos(tx)).map(({ id }) => id);
  return [...new Set((await listEquipped(tx, { name })).map(({ repoId }) => repoId))];
}

async function refuse(ctx: ServiceContext, change: SkillChangeRow, note: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await refuseSkillChange(ctx, tx, change, note);
    await enqueueJob(ctx, tx, "library.sync", { libraryId: "library" });
  });
}

function replaced(files: readonly SkillFile[], out: readonly SkillFile[], puts: readonly SkillFile[]): SkillFile[] {
  const left = new Set(out.map((file) => file.path));
  return [...files.filter((file) => !left.has(file.path)), ...puts];
}

const VERBS = {
  create: "Create",
  edit: "Edit",
  merge: "Merge",
  "roll-back": "Roll back",
} as const satisfies Record<SkillChangeKind, string>;

function messageOf(skill: SkillRow, change: SkillChangeRow): string {
  return `${VERBS[change.kind]} ${skill.name}\n\n${change.reason}\n\nAsked-for-by: ${change.by}\nYardlet-Change: ${change.id}\n`;
}

/** What lies there is what the change was made from; a new skill is made from nothing. */
function requireBase(name: string, { lies, base }: { lies: string | null; base: VersionRow | undefined }): void {
  if (lies === (base?.contentHash ?? null)) return;
  if (base === undefined) throw taken(name);
  throw lies === null ? gone(name) : somethingElse(name, base.number);
}

function taken(name: string): DomainError {
  const message = `somebody committed a skill ${name} in the library meanwhile, and nothing is written over it; choose another name`;
  return new DomainError("refused", message, { name });
}

function gone(name: string): DomainError {
  const message = `skills/${name} is not in the library any more; put the folder back, then save again`;
  return new DomainError("refused", message, { name });
}

function somethingElse(name: string, base: number): DomainError {
  const message = `somebody committed another ${name} than v${base} in the library meanwhile; it is read now, then edit what lies there`;
  return new DomainError("refused", message, { name, base });
}
