import { DomainError } from "@yardlet/core/error";
import {
  addRepos,
  getRollout,
  getSkill,
  listLedger,
  previewUpdate,
  pruneSkill,
  readSkillText,
  restoreSkill,
  retryJob,
  rollBackSkill,
  saveSkillVersion,
  startDistil,
  storePackets,
  updateBehind,
  updateRepoSettings,
} from "@yardlet/services";
import { openTestServices, type TestServices } from "@yardlet/services/testing";
import { learnedSkill } from "@yardlet/services/testing/learned";
import { git, makeRepo, RUST_CLI } from "@yardlet/services/testing/repos";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { kill, KILLS, momentsOf, rows, testWorkers, type TestWorkers, until } from "./testing/workers.ts";

const SLUGS = ["anvil", "barrel", "crate", "drum", "easel"];
const LEARNED = "guess-twice";
const UPDATED = "cli-contract";
const ROLLED = "commit-hygiene";
/** The most milliseconds between the moment a worker was seen at work and its end. */
const LONGEST = 250;
/** Twenty workers are started, and what the last one left has to be missed before it is taken over. */
const TIMEOUT_MS = 300_000;

let services: TestServices;
let workers: TestWorkers;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  workers = testWorkers(services);
  const locations = SLUGS.map((slug) => makeRepo(folder(slug), { ...RUST_CLI, ...learnedSkill(LEARNED) }));
  await addRepos(services.ctx, { locations, autoEquip: true });
  await services.runJobs();
  for (const slug of SLUGS) await updateRepoSettings(services.ctx, { slug, autoEquip: false });
  await services.runJobs();
});
afterEach(async () => {
  await workers.endAll();
  await services.close();
});

const folder = (slug: string) => path.join(services.folder, slug);
const library = () => path.join(services.ctx.settings.dataDir, "library.git");

async function editInLibrary(name: string): Promise<void> {
  const { version, frontmatter, body } = await readSkillText(services.ctx, { home: "library", name });
  const text = `---\n${frontmatter}\n---\n${body.trimEnd()}\nOne line more.\n`;
  await saveSkillVersion(services.ctx, { home: "library", name, base: version, edit: { text }, reason: "better" });
}

/** Asks for something; what is under way already is refused, which is an answer too. */
async function ask(what: () => Promise<unknown>): Promise<void> {
  try {
    await what();
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "conflict")) throw error;
  }
}

async function pruneOrRestore(slug: string): Promise<void> {
  const named = { home: slug, name: LEARNED, reason: "round" };
  const { item } = await getSkill(services.ctx, { home: slug, name: LEARNED });
  await ask(() => (item.state === "pruned" ? restoreSkill(services.ctx, named) : pruneSkill(services.ctx, named)));
}

async function rollBackOrForth(): Promise<void> {
  const { item } = await getSkill(services.ctx, { home: "library", name: ROLLED });
  const to = item.version === 1 ? 2 : 1;
  await ask(() => rollBackSkill(services.ctx, { home: "library", name: ROLLED, to, reason: "round" }));
}

/** Posts two failures alike about every repo, so that there is a lesson to distil. */
async function failAlike(): Promise<void> {
  const packets = ["r1", "r2"].map((run) => ({
    run_id: run,
    task_id: run,
    task_signature: "bugfix/cli-tool",
    skills: [{ name: LEARNED, version: 1 }],
    reason_codes: ["validation_failed/tests_failed"],
    missing_actions: ["Run the whole suite."],
    symptom: "one test fails",
    minimal_repro_refs: [`https://ci.example.com/${run}`],
    severity: "medium",
  }));
  for (const repo of SLUGS) expect(await storePackets(services.ctx, { repo, packets })).toMatchObject({ accepted: 2 });
}

async function retryFailed(): Promise<number> {
  const failed = (await workers.jobs()).filter((job) => job.state === "failed" && job.error?.code !== "refused");
  for (const job of failed) await retryJob(services.ctx, { id: job.id });
  return failed.length;
}

test(
  "a worker that is killed at point after point of prune, update-all and roll back loses, doubles and half-writes nothing",
  async () => {
    await editInLibrary(UPDATED);
    await editInLibrary(ROLLED);
    await failAlike();
    await services.runJobs();
    const { digest } = await previewUpdate(services.ctx, { skills: [UPDATED] });
    const { rolloutId } = await updateBehind(services.ctx, { skills: [UPDATED], digest, reason: "all" });
    const points = momentsOf(7, LONGEST);
    for (let killed = 0; killed < KILLS; killed += 1) {
      await pruneOrRestore(SLUGS[killed % SLUGS.length] ?? "");
      if (killed % 3 === 0) await rollBackOrForth();
      await startDistil(services.ctx, { repo: SLUGS[(killed + 2) % SLUGS.length] ?? "" });
      const worker = await workers.start();
      await until("work", async () =>
        (await workers.jobs()).some((job) => job.state === "running" && job.step !== null),
      );
      await delay(points.next().value ?? 0);
      await kill(worker, "SIGKILL");
    }
    await workers.start();
    await until("the end of all jobs", workers.idle);
    while ((await retryFailed()) > 0) await until("the end of what was tried again", workers.idle);

    expect(await getRollout(services.ctx, { id: rolloutId })).toMatchObject({
      counts: { done: SLUGS.length, failed: 0 },
    });
    for (const slug of SLUGS) {
      const repo = folder(slug);
      expect(git(repo, "status", "--porcelain")).toBe("");
      expect(git(repo, "fsck", "--no-progress", "--no-dangling")).toBe("");
      const subjects = git(repo, "log", "--reverse", "--format=%s").split("\n");
      expect(subjects.filter((subject) => subject.includes(UPDATED) || subject.startsWith("Update"))).toHaveLength(1);
      const turns = subjects.filter((subject) => subject.includes(LEARNED)).map((subject) => subject.split(" ", 1)[0]);
      expect(turns).toEqual(turns.map((_, at) => (at % 2 === 0 ? "Prune" : "Restore")));
      expect(git(repo, "show", `HEAD:.agents/skills/${UPDATED}/SKILL.md`)).toContain("One line more.");

      const { item } = await getSkill(services.ctx, { home: slug, name: LEARNED });
      const pruned = turns.length % 2 === 1;
      expect(item.state).toBe(pruned ? "pruned" : "active");
      expect(existsSync(path.join(repo, `.agents/skills/${LEARNED}/SKILL.md`))).toBe(!pruned);
      expect(git(repo, "show", "HEAD:.agents/skills/.yardlet.json").includes(LEARNED)).toBe(!pruned);
      const [counts] = await rows(
        services,
        `select
      (select count(*)::int from decision d where d.kind = 'skill.prune' and d.repo_id = r.id) as prunes,
      (select count(*)::int from decision d where d.kind = 'skill.restore' and d.repo_id = r.id) as restores,
      (select count(*)::int from tombstone t where t.home = r.id and t.lifted_at is null) as standing,
      (select count(*)::int from skill_version v join skill s on s.id = v.skill_id where s.home = r.id and s.name = '${LEARNED}') as versions,
      (select coalesce(max(epoch), 1)::int from skill_epoch e join skill s on s.id = e.skill_id where s.home = r.id and s.name = '${LEARNED}') as epoch
      from repo r where r.slug = '${slug}'`,
      );
      const restores = Math.floor(turns.length / 2);
      expect(counts).toEqual({
        prunes: Math.ceil(turns.length / 2),
        restores,
        standing: pruned ? 1 : 0,
        versions: 1,
        epoch: 1 + restores,
      });
    }

    const [distilled] = await rows(
      services,
      `select count(*) filter (where state in ('waiting', 'running'))::int as left_over, count(*) filter (where state = 'done')::int
        - (select count(*)::int from ledger) as unledgered from distillation`,
    );
    expect(distilled).toEqual({ left_over: 0, unledgered: 0 });
    const ledger = await listLedger(services.ctx);
    expect(new Set(ledger.map(({ scopeId }) => scopeId)).size).toBe(Math.min(KILLS, SLUGS.length));
    expect(ledger.filter(({ verified }) => !verified)).toEqual([]);

    expect(git(library(), "fsck", "--no-progress", "--no-dangling")).toBe("");
    const { item } = await getSkill(services.ctx, { home: "library", name: ROLLED });
    expect(git(library(), "show", `HEAD:skills/${ROLLED}/SKILL.md`).includes("One line more.")).toBe(
      item.version === 2,
    );
    const changes = await rows(
      services,
      "select state, count(*)::int as n from skill_change where kind = 'roll-back' group by 1",
    );
    const commits = git(library(), "log", "--format=%s")
      .split("\n")
      .filter((subject) => /roll/i.test(subject));
    expect(changes).toEqual([{ state: "applied", n: commits.length }]);
    expect(await rows(services, "select 1 from plan where state = 'waiting'")).toEqual([]);
  },
  TIMEOUT_MS,
);
