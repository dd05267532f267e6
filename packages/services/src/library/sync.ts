import {
  planImport,
  readLibrary,
  regenerateCatalog,
  withoutSkills,
  type Library,
  type LibrarySkill,
} from "@yardlet/core/library";
import { DomainError } from "@yardlet/core/error";
import { hashBytes, validateSkill, type SkillFile } from "@yardlet/core/skill";
import {
  findSkill,
  findWaitingChange,
  getLibrary,
  insertVersion,
  listRepos,
  listVersions,
  markAbsentSkills,
  recordAudit,
  recordEvent,
  recordLibraryError,
  recordLibrarySync,
  replacePresets,
  setCurrentVersion,
  upsertSkill,
  type Db,
} from "@yardlet/db";
import { parseLocation, readLibraryFiles, readLibraryFolder, writeChange, type GitRepo } from "@yardlet/repo";
import { transact, type ServiceContext } from "../context.ts";
import { enqueueSyncs } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { openLocation } from "../repo/open.ts";
import { locationPolicy } from "../repo/policy.ts";
import { harmfulAmong, proposeHarmful, settleHarmful, type HarmfulText } from "../scan/findings.ts";
import { scanWords } from "../scan/installable.ts";
import { applySkillChange } from "../version/apply.ts";
import { lookForDuplicates } from "../duplicate/find.ts";
import { libraryOf, openLibrary, textFile } from "./home.ts";

/**
 * The job `library.sync`: takes over what is new in the source, commits it in the team's library, and stores what lies there:
 * skills, a version for every new content, presets, signals and findings. Repos are synced afterwards when something changed.
 */
export async function runLibrarySync(ctx: ServiceContext, run: JobRun): Promise<JobResult> {
  try {
    await run.step("Reading the source", 0.1);
    const known = await getLibrary(ctx.db);
    const source = await readSource(ctx, known.sourceUrl, run);
    await run.step("Reading the library", 0.3);
    const home = await openLibrary(ctx, run);
    const before = await libraryOf(home, run);
    const offered = planImport(before, source.library, known.imported);
    const harmful = await harmfulAmong(ctx.db, offered.skills, ctx.now());
    const plan = withoutSkills(
      offered,
      harmful.map(({ name, obstacle }) => ({ name, why: scanWords(obstacle) })),
      known.imported,
    );
    for (const { unit, why } of plan.left) await run.log("library", `${unit} is left: ${why}`);
    await run.step(`Taking over ${plan.skills.length} skills and ${plan.presets.length} presets`, 0.5);
    const commit = await commitImport(home, before, plan.skills, plan.presets, source, run);
    const after = commit === home.head ? home : await openLibrary(ctx, run);
    const library = await libraryOf(after, run);
    await run.step("Storing skills and versions", 0.8);
    const stored = await storeLibrary(ctx, library, {
      headCommit: after.head ?? "",
      sourceCommit: source.commit,
      imported: plan.imported,
      taken: plan.skills,
      harmful,
      sourceName: known.sourceUrl ?? "the built-in library",
    });
    await lookForDuplicates(ctx, run.signal);
    await run.log(
      "library",
      `${library.skills.length} skills, ${stored.versions} new versions, ${library.findings.length} findings`,
    );
    return { skills: library.skills.length, presets: library.presets.length, gaps: library.gaps.length, ...stored };
  } catch (error) {
    if (error instanceof DomainError && !run.signal.aborted) await recordLibraryError(ctx.db, error.message);
    throw error;
  }
}

interface Source {
  library: Library;
  commit: string | null;
}

async function readSource(ctx: ServiceContext, url: string | null, run: JobRun): Promise<Source> {
  if (url === null)
    return {
      library: readLibrary(await readLibraryFolder(ctx.settings.builtinLibrary)),
      commit: null,
    };
  const git = await openLocation(ctx, await parseLocation(url, locationPolicy(ctx.settings)), run);
  if (git.head === undefined) throw new DomainError("invalid", `the library source ${url} has no commit yet`);
  return { library: readLibrary(await readLibraryFiles(git, git.head, { signal: run.signal })), commit: git.head };
}

/** One commit with everything taken over and the catalog made anew; no change, no commit. */
async function commitImport(
  git: GitRepo,
  before: Library,
  skills: LibrarySkill[],
  presets: Library["presets"],
  source: Source,
  run: JobRun,
): Promise<string | undefined> {
  if (skills.length === 0 && presets.length === 0) return git.head;
  const taken = new Set(skills.map((skill) => skill.name));
  const kept = before.skills.filter((skill) => !taken.has(skill.name));
  const stale = before.skills.filter((skill) => taken.has(skill.name));
  const puts: SkillFile[] = [
    ...skills.flatMap((skill) => skill.files.map((file) => ({ ...file, path: `skills/${skill.name}/${file.path}` }))),
    ...presets.map((preset) => textFile(`presets/${preset.name}.skills`, `${preset.skills.join("\n")}\n`)),
    textFile("catalog.tsv", regenerateCatalog({ ...before, skills: [...kept, ...skills] })),
  ];
  const placed = new Set(puts.map((file) => file.path));
  const deletes = stale
    .flatMap((skill) => skill.files.map((file) => `skills/${skill.name}/${file.path}`))
    .filter((file) => !placed.has(file));
  const from = source.commit === null ? "the built-in library" : `the source at ${source.commit}`;
  const written = await writeChange(
    git,
    { base: git.head, puts, deletes, message: `Take over ${skills.length} skills from ${from}\n` },
    { scope: { kind: "library" }, delivery: "commit", signal: run.signal },
  );
  return written.commit;
}

async function storeLibrary(
  ctx: ServiceContext,
  library: Library,
  facts: {
    headCommit: string;
    sourceCommit: string | null;
    imported: Record<string, string>;
    taken: LibrarySkill[];
    harmful: readonly HarmfulText[];
    sourceName: string;
  },
): Promise<{ versions: number; gone: number; syncs: number }> {
  const taken = new Set(facts.taken.map((skill) => skill.name));
  return transact(ctx, async (tx) => {
    let versions = 0;
    for (const skill of library.skills) {
      const reason = taken.has(skill.name) ? `taken over from ${facts.sourceName}` : "committed in the library";
      if (await storeSkill(ctx, tx, skill, { commit: facts.headCommit, reason })) versions += 1;
    }
    for (const text of facts.harmful) await proposeHarmful(ctx, tx, text, null);
    await settleHarmful(
      ctx,
      tx,
      facts.harmful.map(({ name }) => name),
    );
    const gone = await markAbsentSkills(
      tx,
      "library",
      library.skills.map((skill) => skill.name),
      ctx.now(),
    );
    await replacePresets(tx, library.presets);
    await recordLibrarySync(tx, {
      headCommit: facts.headCommit,
      sourceCommit: facts.sourceCommit,
      syncedAt: ctx.now(),
      findings: library.findings,
      signals: library.signals,
      imported: facts.imported,
    });
    const changed = versions + gone > 0;
    if (changed) {
      await recordAudit(tx, ctx.actor, {
        action: "library.sync",
        subject: versions === 1 ? "1 new version" : `${versions} new versions`,
        reason: gone > 0 ? `${gone} skills are no longer in the library` : "the library moved on",
        details: { commit: facts.headCommit, skills: [...taken] },
      });
    }
    const repos = changed ? await listRepos(tx) : [];
    await enqueueSyncs(
      ctx,
      tx,
      repos.map(({ id }) => id),
    );
    await recordEvent(tx, "library", "library");
    return { versions, gone, syncs: repos.length };
  });
}

/**
 * True when the content is new: then it is the next version. Content seen before is that version again, and content that a
 * change under way was to bring is that change: its job died between the commit and its end.
 */
async function storeSkill(
  ctx: ServiceContext,
  tx: Db,
  skill: LibrarySkill,
  how: { commit: string; reason: string },
): Promise<boolean> {
  const { name, tier, presets, triggers, description } = skill;
  const skillId = await upsertSkill(tx, {
    home: "library",
    repoId: null,
    name,
    source: "library",
    tier,
    presets,
    triggers,
    description,
  });
  const waiting = await findWaitingChange(tx, skillId);
  if (waiting?.contentHash === skill.contentHash) {
    const version = await applySkillChange(ctx, tx, waiting, { commit: how.commit });
    return version?.commit === how.commit;
  }
  const known = await findSkill(tx, "library", name);
  if (known?.current?.contentHash === skill.contentHash) return false;
  const same = (await listVersions(tx, skillId)).find((version) => version.contentHash === skill.contentHash);
  if (same) {
    await setCurrentVersion(tx, skillId, same.id);
    return false;
  }
  const version = await insertVersion(tx, {
    skillId,
    parentId: known?.current?.id ?? null,
    contentHash: skill.contentHash,
    treeHash: skill.treeHash,
    description,
    origin: known?.current ? "edited" : "initial",
    author: "library",
    reason: how.reason,
    commit: how.commit,
    findings: validateSkill({ folder: name, files: skill.files }, "strict"),
    files: skill.files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
  const [harmful] = await harmfulAmong(tx, [skill], ctx.now());
  if (harmful) await proposeHarmful(ctx, tx, harmful, { skillId, versionId: version.id });
  return true;
}
