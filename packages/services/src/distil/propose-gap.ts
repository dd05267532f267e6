import { codeGapKey, describeGap, type LessonGapEvidence } from "@yardlet/core/candidate";
import { distilText, groupOfId } from "@yardlet/core/distil";
import { hashBytes } from "@yardlet/core/skill";
import { findLastCandidate, type Db } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { isAsleep, propose } from "../candidate/propose.ts";
import { gapKey, whyDecided, type Outcome, type Proposed } from "./outcome.ts";
import { evidenceFacts } from "./evidence.ts";
import type { GatheredPacket } from "./gather.ts";
import type { Distilled } from "./distilled.ts";

/** The most tasks that a gap shows as its evidence, the newest. */
const TASKS = 20;

/** Lets failures that no skill was at hand for wait as a gap, unless gaps of their codes wait already. */
export async function proposeGap(
  ctx: ServiceContext,
  tx: Db,
  { row, scope }: Distilled,
  proposed: Proposed,
): Promise<Outcome> {
  const { lesson, failed } = proposed;
  const key = gapKey(scope, groupOfId(lesson.lesson_id));
  const { runs, reach, ...facts } = evidenceFacts(proposed);
  const gap: LessonGapEvidence = {
    about: "lesson",
    scope: row.scope,
    lesson: lesson.lesson_id,
    codes: lesson.reason_codes,
    signature: lesson.task_signature,
    symptom: lesson.symptom,
    actions: lesson.missing_actions,
    intents: reach.intents,
    repos: scope.repo ? [{ repo: scope.repo.slug, intents: reach.intents }] : [],
    tasks: tasksOf(lesson.symptom, failed),
  };
  const { topic, title, why } = describeGap(gap);
  const last = await findLastCandidate(tx, key);
  if (last?.state === "open" && isAsleep(last, ctx.now()))
    return { candidateId: last.id, title, why: "it is put away" };
  const decided = whyDecided(last, failed);
  if (last && decided !== undefined) return { candidateId: last.id, title, why: decided };
  if (await areKnown(tx, scope.repo?.id ?? null, lesson.reason_codes)) {
    return { candidateId: null, title, why: "gaps of the same failure codes wait already" };
  }
  const details = { from: "distiller", distillation: row.id, topic, gap, runs, reach, ...facts };
  const about = { repoId: scope.repo?.id ?? null, skillId: null, versionId: null };
  const candidateId = await propose(tx, {
    kind: "gap",
    key,
    ...about,
    title,
    why,
    inputs: hashBytes(distilText(gap)),
    details,
  });
  return { candidateId, title, why };
}

function tasksOf(symptom: string, failed: readonly GatheredPacket[]): LessonGapEvidence["tasks"] {
  const once = new Map(
    failed.map(({ of, packet }) => [`${of.repo} ${of.task}`, { of, signature: packet.packet.task_signature }]),
  );
  return [...once.values()]
    .flatMap(({ of: { repo, intent, task, run, endedAt }, signature }) =>
      endedAt === null || intent === null
        ? []
        : [{ repo, intent, task, kind: signature, state: "Failed", run, at: endedAt, question: symptom }],
    )
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, TASKS);
}

/** Each of the codes has an open gap, in this repo or over several. */
async function areKnown(tx: Db, repoId: string | null, codes: readonly string[]): Promise<boolean> {
  for (const code of codes) {
    const gaps = [
      await findLastCandidate(tx, codeGapKey(code, repoId)),
      await findLastCandidate(tx, codeGapKey(code, null)),
    ];
    if (!gaps.some((gap) => gap?.state === "open")) return false;
  }
  return codes.length > 0;
}
