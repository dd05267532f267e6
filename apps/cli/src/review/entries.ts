import type { ReviewEntry } from "@yardlet/core/agent/command-report";
import type { AuthoringRun } from "@yardlet/core/agent/run-file";
import { reposOfGap, stakeOf } from "@yardlet/core/candidate";
import { MICRO } from "@yardlet/core/score";
import { DomainError } from "@yardlet/core/error";
import { SKILL_FILE, compareText } from "@yardlet/core/skill";
import { listRuns, runFolder } from "@yardlet/repo";
import { isAtWork } from "../author/checkout.ts";
import { readLyingDraft } from "../author/draft.ts";
import { loadRun } from "../author/record.ts";
import { type Ground, checkDraft, groundOf } from "../author/surroundings.ts";
import type { Invocation } from "../command.ts";
import type { Environment } from "../env.ts";
import { readRuns } from "../local/runs.ts";
import type { LocalState } from "../local/state.ts";
import { shownPath } from "../output/path.ts";
import { scoreLocally } from "../score/local.ts";
import { type LocalGap, findGaps } from "./gaps.ts";
import { type Proposal, findProposals } from "./proposals.ts";

type Unnumbered<Entry = ReviewEntry> = Entry extends ReviewEntry ? Omit<Entry, "n"> : never;

/** Everything of this repository that waits for a person, most at stake first, with a number each. */
export async function findEntries(
  state: LocalState,
  { options, environment }: Pick<Invocation, "options" | "environment">,
): Promise<{ entries: ReviewEntry[]; notes: string[] }> {
  const ground = await groundOf(state);
  const written = await runEntries(ground, environment);
  const { runs, notes } = await readRuns(state.root);
  const proposals = await findProposals(ground, runs);
  const entries = [
    ...written.entries,
    ...proposals.map(proposalEntry),
    ...findGaps(state, runs, new Date()).map(gapEntry),
    ...(await weakEntries({ options, environment })),
  ];
  const sorted = entries.toSorted((a, b) => b.stake.value - a.stake.value || compareText(a.id, b.id));
  return { entries: sorted.map((entry, at) => ({ ...entry, n: at + 1 })), notes: [...written.notes, ...notes] };
}

async function runEntries(ground: Ground, environment: Environment) {
  const { state } = ground;
  const entries: Unnumbered[] = [];
  const notes: string[] = [];
  for (const id of await listRuns(state.root)) {
    try {
      const run = await loadRun(state.root, id);
      if (run?.state === "draft") entries.push(await draftEntry(run, ground, environment));
      else if (run === undefined || run.state === "running")
        entries.push(await unfinishedEntry(id, state, environment));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      notes.push(error.message);
    }
  }
  return { entries, notes };
}

async function draftEntry(run: AuthoringRun, ground: Ground, { cwd }: Environment): Promise<Unnumbered> {
  const { state } = ground;
  const draft = await readLyingDraft(state.root, run);
  const { obstacles } = checkDraft(draft, run.home, ground);
  const held = run.failure === null ? "" : `; its run broke a rule: ${run.failure.message}`;
  return {
    kind: "draft",
    id: run.run_id,
    title: `draft of ${draft.name}`,
    why: `written by ${run.agent} about ${JSON.stringify(run.topic)}${held}`,
    stake: stakeOf("draft", { intents: 0, repos: 1 }),
    skill: draft.name,
    hash: draft.hash,
    edited: draft.edited,
    path: shownPath(cwd, state.root, runFolder(run.run_id), SKILL_FILE),
    obstacles,
  };
}

async function unfinishedEntry(id: string, { root }: LocalState, environment: Environment): Promise<Unnumbered> {
  const atWork = await isAtWork(id, environment);
  return {
    kind: "unfinished",
    id,
    title: `unfinished run ${id}`,
    why: atWork ? "its agent is at work" : "its command was killed; ask again, and remove its folder",
    stake: { value: 0, why: "nothing: it holds no whole draft" },
    at_work: atWork,
    path: shownPath(environment.cwd, root, runFolder(id)),
  };
}

function proposalEntry({ id, name, hash, amends, runs, intents, checked }: Proposal): Unnumbered {
  const by = runs.length === 1 ? "a run suggests" : `${runs.length} runs suggest`;
  const kind = amends === undefined ? "proposal" : "update";
  return {
    kind,
    id,
    title: amends === undefined ? `new skill ${name}` : `new text of ${name}`,
    why: amends === undefined ? `${by} it` : `${by} it, to follow v${amends}`,
    stake: stakeOf(kind, { intents, repos: 1 }),
    skill: name,
    hash,
    runs,
    obstacles: checked.obstacles,
  };
}

function gapEntry({ id, title, why, topic, gap }: LocalGap): Unnumbered {
  const intents = gap.about === "code" ? gap.intents : 0;
  const stake = stakeOf("gap", { intents, repos: reposOfGap(gap).length });
  return { kind: "gap", id, title, why, stake, topic, gap };
}

async function weakEntries(place: Pick<Invocation, "options" | "environment">): Promise<Unnumbered[]> {
  const { versions, policy } = await scoreLocally(undefined, place);
  return versions.flatMap(({ skill, version, receipt: { result } }): Unnumbered[] => {
    const { score, intents } = result.score;
    if (!result.decision.below) return [];
    return [
      {
        kind: "weak",
        id: `weak:${skill}@${version}`,
        title: `weak skill ${skill} v${version}`,
        why: `its score ${score ?? "–"} of ${intents} intents stays below the floor of ${policy.floor / MICRO}`,
        stake: stakeOf("prune", { intents, repos: 1 }),
        skill,
        version,
        score,
        intents,
      },
    ];
  });
}
