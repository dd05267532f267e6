import { groupOfId, type DistilLesson } from "@yardlet/core/distil";
import { DomainError } from "@yardlet/core/error";
import { shorten } from "@yardlet/core/skill";
import type { Candidate } from "@yardlet/core/candidate";
import {
  closeCandidate,
  countCandidates,
  findDraft,
  findLastCandidate,
  findSkillById,
  findWaitingChange,
  openCandidate,
  recordEvent,
  updateCandidate,
  type Db,
  type SkillRow,
} from "@yardlet/db";
import { WORKER, type ServiceContext } from "../context.ts";
import { isAsleep } from "../candidate/propose.ts";
import { evidenceOf, type DistilledLesson, type DistilledUpdate } from "../candidate/subject.ts";
import { nothing, titleOf, updateKey, whyDecided, type Outcome, type Proposed } from "./outcome.ts";
import { evidenceFacts, shownPackets } from "./evidence.ts";
import type { Distilled } from "./distilled.ts";
import { isAlive } from "./targets.ts";
import { AUTHOR, insertLessonDraft, writeLessons, type LessonText } from "./text.ts";

/** Lets another text of a skill, with the lesson in it, wait for a person, or brings the one that waits up to date. */
export async function proposeUpdate(
  ctx: ServiceContext,
  tx: Db,
  distilled: Distilled,
  proposed: Proposed & { skillId: string },
): Promise<Outcome> {
  const { proposal, lesson, failed, skillId } = proposed;
  const skill = await findSkillById(tx, skillId);
  if (!skill || !isAlive(skill)) return nothing(proposal, "the skill is gone");
  const { name, current } = skill;
  if (await findWaitingChange(tx, skillId)) return nothing(proposal, `a change of ${name} is on its way into git`);
  const key = updateKey(skill, groupOfId(lesson.lesson_id));
  const last = await findLastCandidate(tx, key);
  const title = titleOf(proposal);
  const before = last?.state === "open" ? distilledBy(last) : undefined;
  const others = before?.lessons.filter((one) => one.scope !== distilled.row.scope) ?? [];
  const own = lessonFacts(distilled.row.scope, proposed);
  let text: LessonText;
  try {
    text = await writeLessons(tx, skill, [...others, own]);
  } catch (error) {
    if (error instanceof DomainError) return nothing(proposal, error.message);
    throw error;
  }
  if (text.contentHash === current.contentHash) {
    const why = `v${current.number} says so already`;
    if (last?.state === "open") await supersede(ctx, tx, last, why);
    return nothing(proposal, why);
  }
  if (last?.state === "open" && isAsleep(last, ctx.now()))
    return { candidateId: last.id, title, why: "it is put away" };
  const decided = whyDecided(last, failed);
  if (last && decided !== undefined) return { candidateId: last.id, title, why: decided };
  const quiet = last?.state === "open" ? undefined : await whyQuiet(tx, distilled, { skill, lesson });
  if (quiet !== undefined) return nothing(proposal, quiet);
  const louder = before !== undefined && others.some(({ packets }) => packets.length > own.packets.length);
  const said = louder && last ? { title: last.title, why: last.why } : { title, why: whyOf(proposed) };
  const kept =
    last?.state === "open" && last.versionId === current.id ? await findDraft(tx, last.draftId ?? "") : undefined;
  const byHand = kept !== undefined && kept.by !== AUTHOR;
  const details = {
    from: "distiller",
    title: said.title,
    distillation: distilled.row.id,
    base: current.number,
    agent: byHand ? (before?.agent ?? null) : null,
    ...evidenceFacts(
      proposed,
      before?.runs.filter(({ repo }) => repo !== distilled.scope.repo?.slug),
    ),
    ...(louder ? judgementOf(before) : {}),
    // Whoever edited the text has moved its lines.
    lessons: byHand ? text.lessons.map((one) => ({ ...one, hunks: [] })) : text.lessons,
  };
  if (last && kept && (byHand || kept.contentHash === text.contentHash)) {
    await updateCandidate(tx, last.id, { ...said, details });
    await recordEvent(tx, "candidate", last.id);
    return { candidateId: last.id, ...said };
  }
  const sources = failed.slice(0, 1).map(({ of }) => ({ ref: `run:${of.run}`, note: lesson.failure_mode }));
  const draftId = await insertLessonDraft(ctx, tx, skill, { text, rationale: said.why, sources });
  const about = { skillId, versionId: current.id, repoId: skill.home === "library" ? null : skill.home, planId: null };
  const id = await openCandidate(tx, { kind: "update", key, ...about, draftId, ...said, details });
  await recordEvent(tx, "candidate", id);
  return { candidateId: id, ...said };
}

/** So many updates of one skill may wait before the nightly distilling adds no more. */
const MOST_WAITING = 3;

/** Why nobody is asked: what runs by itself brings only what fails more often than it passes, and a few lessons of a skill at a time. */
async function whyQuiet(
  tx: Db,
  { row }: Distilled,
  { skill: { id, name }, lesson }: { skill: SkillRow; lesson: DistilLesson },
): Promise<string | undefined> {
  if (row.by !== WORKER.name) return undefined;
  const { recurrence_count: failed, counter_count: passed } = lesson;
  if (failed <= passed) return `${passed} passed the same way and ${failed} failed; "Distil now" brings it to Review`;
  if ((await countCandidates(tx, { state: "open", kind: "update", skillId: id })) < MOST_WAITING) return undefined;
  return `${MOST_WAITING} updates of ${name} wait already`;
}

function distilledBy(candidate: Candidate): DistilledUpdate | undefined {
  const evidence = evidenceOf(candidate);
  return evidence?.kind === "update" && evidence.from === "distiller" ? evidence : undefined;
}

/** Of two scopes whose lessons are one candidate, the one where more failed says what it is about. */
function judgementOf({ proposal, severity, confidence, codes, actions }: DistilledUpdate) {
  return { proposal, severity, confidence, codes, actions };
}

function lessonFacts(scope: string, { lesson, failed, passed }: Proposed): DistilledLesson {
  return {
    scope,
    id: lesson.lesson_id,
    taskSignature: lesson.task_signature,
    failureMode: lesson.failure_mode,
    symptom: lesson.symptom,
    prevention: lesson.prevention,
    hunks: [],
    packets: shownPackets(failed),
    counterPackets: shownPackets(passed),
  };
}

function whyOf({
  lesson: { recurrence_count: failed, counter_count: passed, task_signature, failure_mode },
}: Proposed): string {
  const runs = failed === 1 ? "1 run" : `${failed} runs`;
  const beside = passed === 0 ? "none passed the same way" : `${passed} passed the same way`;
  return `${runs} of ${task_signature} failed, ${beside}: ${shorten(failure_mode, MODE_CHARACTERS)}`;
}

const MODE_CHARACTERS = 200;

async function supersede(ctx: ServiceContext, tx: Db, { id }: Candidate, reason: string): Promise<void> {
  await closeCandidate(tx, id, { state: "superseded", by: "yardlet", reason, at: ctx.now() });
  await recordEvent(tx, "candidate", id);
}
