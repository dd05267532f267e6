import { DomainError } from "@yardlet/core/error";
import { readLibrary, regenerateCatalog } from "@yardlet/core/library";
import { contentHash, type Finding, type SkillFile } from "@yardlet/core/skill";
import {
  findSkillById,
  findSkillChange,
  findVersion,
  getLibrary,
  listEquipped,
  loadChangeFiles,
  recordEvent,
  recordLibraryWrite,
  type SkillChangeRow,
  type SkillRow,
} from "@yardlet/db";
import { writeChange, type GitRepo } from "@yardlet/repo";
import { transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { applySkillChange, refuseSkillChange } from "../version/apply.ts";
import { libraryFilesOf, openLibrary, textFile } from "./home.ts";

/** Errors that another try may mend; every other ends the change. */
const PASSING = new Set(["unavailable", "conflict"]);

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
    return await storeCommitted(ctx, skill, change, committed);
  } catch (error) {
    if (error instanceof DomainError && !PASSING.has(error.code) && !run.signal.aborted) {
      await refuse(ctx, change, error.message);
    }
    throw error;
  }
}

/** The library after a write: its commit, and what its reader says of it. */
export interface CommittedChange {
  commit: string;
  /** What lay there before. */
  onto: string;
  findings: Finding[];
}

/**
 * The first half of the job: the change's content in one commit, with the catalog made anew.
 * @throws DomainError `refused` when neither the base nor the change lies there
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
  if (git.head === undefined || lying.length === 0) throw gone(skill.name);
  const lies = contentHash(lying.map((file) => ({ ...file, path: file.path.slice(folder.length) })));
  if (lies === change.contentHash) {
    await run.log("library", `${skill.name} lies there already`);
    return { commit: git.head, onto: git.head, findings: readLibrary(before).findings };
  }
  const base = change.baseId === null ? undefined : await findVersion(ctx.db, change.baseId);
  if (lies !== base?.contentHash) throw somethingElse(skill.name, base?.number);
  const puts = (await loadChangeFiles(ctx.db, change.id)).map((file) => ({ ...file, path: `${folder}${file.path}` }));
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
  return { commit, onto: git.head, findings: readLibrary(after).findings };
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
 * The second half: the version in force, the library's new state, and every repo that carries the skill is read again. So is the
 * library, where somebody had committed there and no sync has seen it.
 */
export async function storeCommitted(
  ctx: ServiceContext,
  skill: SkillRow,
  change: SkillChangeRow,
  { commit, onto, findings }: CommittedChange,
): Promise<JobResult> {
  return transact(ctx, async (tx) => {
    const known = await getLibrary(tx);
    const version = await applySkillChange(ctx, tx, change, { commit });
    if (!version) return { commit, note: "the change is in force already" };
    await recordLibraryWrite(tx, { headCommit: commit, findings });
    const carriers = await listEquipped(tx, { name: skill.name });
    const repoIds = [...new Set(carriers.map((row) => row.repoId))];
    for (const repoId of repoIds) await enqueueJob(ctx, tx, "repo.sync", { repoId });
    if (known.headCommit !== onto) await enqueueJob(ctx, tx, "library.sync", { libraryId: "library" });
    await recordEvent(tx, "library", "library");
    const syncs = repoIds.length;
    return { commit, syncs, note: `${skill.name} v${version.number} is in force` };
  });
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

const VERBS = { edit: "Edit", merge: "Merge", "roll-back": "Roll back", restore: "Restore" } as const;

function messageOf(skill: SkillRow, change: SkillChangeRow): string {
  return `${VERBS[change.kind]} ${skill.name}\n\n${change.reason}\n\nAsked-for-by: ${change.by}\nYardlet-Change: ${change.id}\n`;
}

function gone(name: string): DomainError {
  const message = `skills/${name} is not in the library any more; put the folder back, then save again`;
  return new DomainError("refused", message, { name });
}

function somethingElse(name: string, base: number | undefined): DomainError {
  const message = `somebody committed another ${name} than v${base} in the library meanwhile; it is read now, then edit what lies there`;
  return new DomainError("refused", message, { name, base });
}
