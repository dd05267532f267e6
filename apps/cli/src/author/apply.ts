import { AgentRunId, type Obstacle } from "@yardlet/core/agent";
import type { SkillApplyReport } from "@yardlet/core/agent/command-report";
import type { AuthoringRun } from "@yardlet/core/agent/run-file";
import { DomainError } from "@yardlet/core/error";
import { contentHash } from "@yardlet/core/skill";
import { RUNS_FOLDER, findRepoRoot, listRuns, runFolder } from "@yardlet/repo";
import type { Environment } from "../env.ts";
import { openLocal } from "../local/repository.ts";
import { readRuns } from "../local/runs.ts";
import type { LocalState } from "../local/state.ts";
import { shorten } from "../output/columns.ts";
import { nearestNames } from "../output/nearest.ts";
import { printable } from "../output/printable.ts";
import { findProposals } from "../review/proposals.ts";
import { isAtWork } from "./checkout.ts";
import { type LyingDraft, readLyingDraft } from "./draft.ts";
import { installSkill } from "./install.ts";
import { loadRun, saveRun } from "./record.ts";
import { checkDraft, checksReport, groundOf } from "./surroundings.ts";

type Applied = Omit<SkillApplyReport, "repo" | "id">;

const TOPIC_CHARACTERS = 200;

/**
 * Installs the draft of a run as it lies there now, with all checks anew. What the checks only ask about, a person answers by
 * applying it.
 * @throws DomainError `not_found` for no run, `refused` for one without a draft and for a draft that must not be installed
 */
export async function applyDraft(id: string, state: LocalState, environment: Environment): Promise<Applied> {
  const run = await requireDraft(id, state.root, environment);
  const draft = await readLyingDraft(state.root, run);
  const checked = checkDraft(draft, run.home, await groundOf(state));
  const done = await installedAlready(run, draft, state, environment);
  if (done !== undefined) {
    await saveRun(state.root, installedRun(run, draft, done));
    const notes = [`${draft.name} lies here already with this text; nothing was written`];
    return { ...describe(run, draft, done), checks: checksReport({ ...checked, obstacles: [] }), notes };
  }
  refuseFinal(draft.name, checked.obstacles);
  const held = run.failure === null ? "" : `; its run broke a rule: ${run.failure.code}`;
  const reason = `written by ${run.agent} in run ${run.run_id}: ${printable(shorten(run.topic, TOPIC_CHARACTERS))}${held}`;
  const { skill, commit, notes } = await installSkill(
    { name: draft.name, files: draft.files, home: run.home, source: "created", follows: undefined, reason },
    state,
    environment,
  );
  const installed = { commit, version: skill.version };
  await saveRun(state.root, installedRun(run, draft, installed));
  const edits = draft.edited ? [`${draft.name} was edited since the agent wrote it`] : [];
  return { ...describe(run, draft, installed), checks: checksReport(checked), notes: [...edits, ...notes] };
}

/** Installs what runs propose: a new learned skill, or the next version of one. */
export async function applyProposal(id: string, state: LocalState, environment: Environment): Promise<Applied> {
  const { runs: all } = await readRuns(state.root);
  const proposal = (await findProposals(await groundOf(state), all)).find((one) => one.id === id);
  if (proposal === undefined)
    throw new DomainError(
      "not_found",
      `no run here proposes ${printable(id)} any more; run "yardlet skill review" to see what is`,
    );
  const { name, files, amends, runs, checked } = proposal;
  refuseFinal(name, checked.obstacles);
  const reason = `proposed by ${runs.length === 1 ? "run" : "runs"} ${printable(runs.slice(0, 5).join(", "))}`;
  const { skill, commit, notes } = await installSkill(
    { name, files, home: "repo", source: "learned", follows: amends, reason },
    state,
    environment,
  );
  const { version } = skill;
  const hash = contentHash(files);
  return {
    home: "repo",
    skill: name,
    source: "learned",
    version,
    hash,
    edited: false,
    commit,
    checks: checksReport(checked),
    notes,
  };
}

/** @throws DomainError `refused` for what is decided on in another way */
export function refuseOther(id: string, { root }: LocalState): void {
  const shown = printable(id);
  if (id.startsWith("gap:"))
    throw new DomainError("refused", `${shown} is a gap: there is no text yet; "yardlet skill research" makes one`);
  if (id.startsWith("weak:"))
    throw new DomainError(
      "refused",
      `${shown} is a skill that lies here: edit it, or take it out of use with "yardlet skill deprecate"`,
    );
  if (id.startsWith("proposal:") || AgentRunId.safeParse(id).success) return;
  throw new DomainError("refused", `${JSON.stringify(shown)} is neither a number nor the id of a run in ${root}`);
}

async function requireDraft(id: string, root: string, environment: Environment): Promise<AuthoringRun> {
  const ids = await listRuns(root);
  const run = ids.includes(id) ? await loadRun(root, id) : undefined;
  if (run === undefined) {
    const nearest = nearestNames(id, ids);
    const hint =
      nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : 'run "yardlet skill review" to see what is';
    throw new DomainError("not_found", `there is no run ${id} in ${RUNS_FOLDER}; ${hint}`, { nearest });
  }
  const why = await obstacleOf(run, environment);
  if (why === undefined) return run;
  throw new DomainError("refused", `${id} cannot be applied: ${why}`, { run: id, state: run.state });
}

async function obstacleOf(run: AuthoringRun, environment: Environment): Promise<string | undefined> {
  if (run.state === "draft") return undefined;
  if (run.state === "installed") return `it was installed already, in commit ${run.installed?.commit.slice(0, 7)}`;
  if (run.state === "running")
    return (await isAtWork(run.run_id, environment))
      ? "its agent is still at work"
      : "its command was killed before the agent was done; ask again, and remove its folder";
  const why = run.failure?.message ?? "its agent was stopped";
  return `it has no draft: ${why}; its log is ${runFolder(run.run_id)}/agent.log`;
}

/** A crash between the commit and its note in run.json: the skill is there, and only the note is missing. */
async function installedAlready(
  { home }: AuthoringRun,
  { name, hash }: LyingDraft,
  { seen, shelf }: LocalState,
  environment: Environment,
): Promise<{ commit: string; version: number } | undefined> {
  if (home === "library") {
    const shelved = shelf.skills.find((one) => one.name === name && one.contentHash === hash);
    const root = shelved && (await findRepoRoot(shelved.folder));
    const commit = root === undefined ? undefined : (await openLocal(root, environment)).head;
    return commit === undefined ? undefined : { commit, version: 1 };
  }
  const placed = seen.placed.find((one) => one.name === name && one.contentHash === hash);
  if (placed?.entry?.origin !== "repo" || seen.commit === undefined) return undefined;
  return { commit: seen.commit, version: placed.entry.version };
}

function installedRun(
  run: AuthoringRun,
  { name, hash, edited }: LyingDraft,
  { commit, version }: { commit: string; version: number },
): AuthoringRun {
  const at = new Date().toISOString();
  return { ...run, state: "installed", installed: { at, skill: name, version, hash, edited, commit } };
}

function describe(
  { home }: AuthoringRun,
  { name, hash, edited }: LyingDraft,
  done: { commit: string; version: number },
) {
  return { home, skill: name, source: "created", hash, edited, ...done } as const;
}

/** @throws DomainError `refused` with every obstacle, worst first */
function refuseFinal(name: string, obstacles: readonly Obstacle[]): void {
  const first = obstacles.find(({ final }) => final);
  if (first !== undefined)
    throw new DomainError("refused", `${name} is not installed: ${printable(first.message)}`, { obstacles });
}
