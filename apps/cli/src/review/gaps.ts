import { basename } from "node:path";
import {
  type CodeGapEvidence,
  GAP_DAYS,
  GAP_TASKS,
  type GapEvidence,
  type GapTask,
  countFailures,
  describeGap,
  findCodeGaps,
  findSkillGaps,
  gapCodesOf,
} from "@yardlet/core/candidate";
import { openGaps } from "@yardlet/core/equip";
import { type RunRecord, taskKeyOf } from "@yardlet/core/run";
import { compareText } from "@yardlet/core/skill";
import type { LocalRun } from "../local/runs.ts";
import { type LocalState, assess } from "../local/state.ts";
import { statesOf } from "../score/book.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A gap of this repository, with what to research about it. */
export interface LocalGap {
  id: string;
  title: string;
  why: string;
  topic: string;
  gap: GapEvidence;
}

/** What presets and picks here ask for and nobody has, and the failures of this repository's runs that return. */
export function findGaps(state: LocalState, runs: readonly LocalRun[], now: Date): LocalGap[] {
  const repo = basename(state.root);
  const { wanted, plan } = assess(state);
  const asks = openGaps(wanted, plan).flatMap(({ skill, preset = null }) => (skill ? [{ skill, repo, preset }] : []));
  const skills = findSkillGaps(asks).map(({ key, ...gap }) => ({ id: key, gap, ...describeGap(gap) }));
  return [...skills, ...failureGaps(repo, runs, now)];
}

function failureGaps(repo: string, runs: readonly LocalRun[], now: Date): LocalGap[] {
  const states = statesOf(runs);
  const facts = runs.flatMap(({ record }) => {
    const { role, simulated, failure_codes: codes, ended_at: at } = record;
    const state = states.get(record.run_id) ?? record.eval_state;
    if (at === undefined) return [];
    const named = gapCodesOf({ role, state, simulated, codes });
    return named.map((code) => ({ repo, intent: taskKeyOf(record).intent, code, at, record }));
  });
  const since = new Date(now.getTime() - GAP_DAYS * DAY_MS).toISOString();
  const recent = facts.filter(({ at }) => at >= since);
  return findCodeGaps(countFailures(recent, since)).map(({ key, code, intents, repos }) => {
    const tasks = tasksOf(
      repo,
      recent.filter((fact) => fact.code === code),
    );
    const gap: CodeGapEvidence = { about: "code", code, intents, repos, tasks };
    return { id: key, gap, ...describeGap(gap) };
  });
}

/** Each task once, as its newest such run says it. */
function tasksOf(repo: string, facts: readonly { at: string; record: RunRecord }[]): GapTask[] {
  const newest = facts.toSorted((a, b) => compareText(b.at, a.at) || compareText(b.record.run_id, a.record.run_id));
  const tasks = new Map<string, GapTask>();
  for (const { at, record } of newest) {
    const { intent, task } = taskKeyOf(record);
    const key = JSON.stringify([intent, task]);
    const { kind, eval_state: state, run_id: run, question = null } = record;
    if (!tasks.has(key)) tasks.set(key, { repo, intent, task, kind, state, run, at, question });
  }
  return [...tasks.values()].slice(0, GAP_TASKS);
}
