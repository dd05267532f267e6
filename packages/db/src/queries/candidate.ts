import { CandidateKind, CandidateState, type Candidate } from "@yardlet/core/candidate";
import { clientOf, type Db } from "../client.ts";
import * as z from "zod";
import { recordAnnouncement } from "./event.ts";
import { fromJson, newId, toJson } from "./rows.ts";

const withRepo = { repo: { select: { slug: true } } } as const;

/** Opens a candidate and announces it, or renews the open one with the same key. Answers its id. */
export async function openCandidate(
  db: Db,
  input: Pick<Candidate, "kind" | "repoId" | "planId" | "title" | "why"> &
    Partial<Pick<Candidate, "skillId" | "versionId" | "draftId" | "details">> & { key: string },
): Promise<string> {
  const rows = await clientOf(db).$queryRaw<{ id: string; opened: boolean }[]>`
    insert into candidate (id, kind, state, key, repo_id, plan_id, title, why, skill_id, version_id, draft_id,
      details)
    values (${newId()}, ${input.kind}, 'open', ${input.key}, ${input.repoId}, ${input.planId}, ${input.title}, ${input.why},
      ${input.skillId ?? null}, ${input.versionId ?? null}, ${input.draftId ?? null}, ${JSON.stringify(input.details ?? {})}::jsonb)
    on conflict (key) where state = 'open' do update set plan_id = excluded.plan_id, title = excluded.title, why = excluded.why,
      skill_id = excluded.skill_id, version_id = excluded.version_id, draft_id = excluded.draft_id, details = excluded.details
    returning id, xmax = 0 as opened`;
  const id = rows[0]?.id ?? "";
  if (rows[0]?.opened) {
    const { kind, title, why, repoId } = input;
    const data = { candidate: id, kind, title, why };
    await recordAnnouncement(db, { topic: "candidate", ref: id, announces: "candidate.created", repoId, data });
  }
  return id;
}

export async function findCandidate(db: Db, id: string): Promise<Candidate | undefined> {
  const row = await clientOf(db).candidate.findUnique({ where: { id }, include: withRepo });
  return row ? candidateOf(row) : undefined;
}

/** Oldest first. At `now` a candidate is asleep or awake; without `asleep` both are listed. */
export async function listCandidates(db: Db, query: CandidateQuery & { limit: number }): Promise<Candidate[]> {
  const rows = await clientOf(db).candidate.findMany({
    where: whereOf(query),
    include: withRepo,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: query.limit,
  });
  return rows.map(candidateOf);
}

/** The ids of those that match: what waits oldest first, what is decided newest first. */
export async function listCandidateIds(db: Db, query: CandidateQuery & { limit: number }): Promise<string[]> {
  const rows = await clientOf(db).candidate.findMany({
    where: whereOf(query),
    select: { id: true },
    orderBy: query.state === "open" ? [{ createdAt: "asc" }, { id: "asc" }] : [{ decidedAt: "desc" }, { id: "asc" }],
    take: query.limit,
  });
  return rows.map((row) => row.id);
}

/** Those of the ids that are there, in the order of the ids. */
export async function findCandidates(db: Db, ids: readonly string[]): Promise<Candidate[]> {
  const rows = await clientOf(db).candidate.findMany({ where: { id: { in: [...ids] } }, include: withRepo });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [candidateOf(row)] : [];
  });
}

/** How many match of each kind; kinds without any are left out. */
export async function countCandidateKinds(
  db: Db,
  query: Omit<CandidateQuery, "kind">,
): Promise<Partial<Record<CandidateKind, number>>> {
  const rows = await clientOf(db).candidate.groupBy({ by: ["kind"], where: whereOf(query), _count: true });
  return Object.fromEntries(rows.map((row) => [CandidateKind.parse(row.kind), row._count]));
}

export function countCandidates(db: Db, query: CandidateQuery): Promise<number> {
  return clientOf(db).candidate.count({ where: whereOf(query) });
}

interface CandidateQuery {
  state: CandidateState;
  repoId?: string;
  skillId?: string;
  kind?: CandidateKind;
  /** Only those that are snoozed at that moment, or only those that are not. */
  asleep?: { is: boolean; now: Date };
}

function whereOf({ state, repoId, skillId, kind, asleep }: CandidateQuery) {
  return {
    state,
    ...(repoId === undefined ? {} : { repoId }),
    ...(skillId === undefined ? {} : { skillId }),
    ...(kind === undefined ? {} : { kind }),
    ...(asleep === undefined
      ? {}
      : asleep.is
        ? { OR: [{ snoozedUntil: { gt: asleep.now } }, { snoozedIntents: { not: null } }] }
        : { snoozedIntents: null, OR: [{ snoozedUntil: null }, { snoozedUntil: { lte: asleep.now } }] }),
  };
}

/** The newest candidate with this key, whatever became of it. */
export async function findLastCandidate(db: Db, key: string): Promise<Candidate | undefined> {
  const row = await clientOf(db).candidate.findFirst({
    where: { key },
    include: withRepo,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return row ? candidateOf(row) : undefined;
}

/** The newest candidate of each of these keys, whatever became of it; keys without one are left out. */
export async function findLastCandidates(db: Db, keys: readonly string[]): Promise<Map<string, Candidate>> {
  const rows = await clientOf(db).candidate.findMany({
    where: { key: { in: [...keys] } },
    include: withRepo,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return new Map(rows.map((row) => [row.key, candidateOf(row)]));
}

/** Until a moment, or from a moment on until so many more intents have ended. */
export type Sleep = { until: Date } | { at: Date; intents: number };

/** What waits because of the lessons of a scope, as its last distillation left it. */
export function listDistilledCandidates(db: Db, scope: string): Promise<{ id: string; key: string }[]> {
  return clientOf(db).$queryRaw<{ id: string; key: string }[]>`
    select c.id, c.key from candidate c join distillation d on d.id = c.details->>'distillation'
    where c.state = 'open' and c.kind in ('gap', 'update') and c.details->>'from' = 'distiller' and d.scope = ${scope} order by c.id`;
}

/** Puts an open candidate out of sight, or (null) back in sight; false when it is not open. */
export async function snoozeCandidate(db: Db, id: string, sleep: Sleep | null): Promise<boolean> {
  const awake = { snoozedUntil: null, snoozedAt: null, snoozedIntents: null };
  const asleep = sleep === null ? {} : "until" in sleep ? { snoozedUntil: sleep.until } : sleepOf(sleep);
  const done = await clientOf(db).candidate.updateMany({
    where: { id, state: "open" },
    data: { ...awake, ...asleep },
  });
  return done.count === 1;
}

function sleepOf({ at, intents }: { at: Date; intents: number }) {
  return { snoozedAt: at, snoozedIntents: intents };
}

/**
 * Brings those back in sight that slept until so many more intents had ended, and answers their ids. What counts are builders' tasks
 * that ended since: in the candidate's repo, else with its skill, else anywhere.
 */
export async function wakeByIntents(db: Db): Promise<string[]> {
  const rows = await clientOf(db).$queryRaw<{ id: string }[]>`
    update candidate c set snoozed_at = null, snoozed_intents = null
    where c.state = 'open' and c.snoozed_intents is not null and c.snoozed_intents <= case
      when c.repo_id is not null then (
        select count(distinct t.intent) from run r join task_outcome t on t.id = r.task_pk
        where r.repo_id = c.repo_id and r.at > c.snoozed_at and r.ended_at is not null and r.role = 'builder' and not r.simulated)
      when c.skill_id is not null then (
        select count(distinct (t.repo_id, t.intent)) from run_skill s join skill_version v on v.id = s.version_id
          join run r on r.id = s.run_pk join task_outcome t on t.id = r.task_pk
        where v.skill_id = c.skill_id and s.at > c.snoozed_at and s.use = 'declared' and r.ended_at is not null
          and r.role = 'builder' and not r.simulated)
      else (
        select count(distinct (t.repo_id, t.intent)) from run r join task_outcome t on t.id = r.task_pk
        where r.at > c.snoozed_at and r.ended_at is not null and r.role = 'builder' and not r.simulated) end
    returning c.id`;
  return rows.map(({ id }) => id);
}

/** Moves an open candidate on to another draft, once: false when it is not open, or at another draft than `from` by now. */
export async function moveCandidateDraft(
  db: Db,
  id: string,
  move: { from: string; to: string } & Partial<Pick<Candidate, "title" | "versionId" | "details">>,
): Promise<boolean> {
  const { from, to, details, ...facts } = move;
  const done = await clientOf(db).candidate.updateMany({
    where: { id, state: "open", draftId: from },
    data: { draftId: to, ...facts, ...(details === undefined ? {} : { details: toJson(details) }) },
  });
  return done.count === 1;
}

/**
 * Opens a candidate again that was rejected, or accepted without anything done for it; false when it is neither, or another one
 * with its key is open.
 */
export async function reopenCandidate(db: Db, id: string): Promise<boolean> {
  const done = await clientOf(db).$executeRaw`
    update candidate c set state = 'open', decided_at = null, decided_by = null, decision_reason = null, snoozed_until = null,
      snoozed_at = null, snoozed_intents = null
    where c.id = ${id} and (c.state = 'rejected' or (c.state = 'accepted' and c.kind in ('note', 'gap')))
      and not exists (select 1 from candidate o where o.key = c.key and o.state = 'open')`;
  return done === 1;
}

/** Brings what an open candidate rests on up to date. */
export async function updateCandidate(
  db: Db,
  id: string,
  { details, ...said }: Pick<Candidate, "details"> & Partial<Pick<Candidate, "title" | "why">>,
): Promise<void> {
  await clientOf(db).candidate.updateMany({
    where: { id, state: "open" },
    data: { ...said, details: toJson(details) },
  });
}

/** Notes on an accepted candidate which change of a skill carries it out. */
export async function setCandidateChange(db: Db, id: string, changeId: string): Promise<void> {
  await clientOf(db).$executeRaw`
    update candidate set details = details || jsonb_build_object('change', ${changeId}::text) where id = ${id}`;
}

/** Opens the candidates again that were accepted for a change which came to nothing; answers their ids. */
export async function reopenCandidatesOf(db: Db, changeId: string): Promise<string[]> {
  const rows = await clientOf(db).$queryRaw<{ id: string }[]>`
    update candidate c set state = 'open', decided_at = null, decided_by = null, decision_reason = null, plan_id = null
    where c.state = 'accepted' and (c.draft_id is not null or c.kind = 'promotion') and c.details ->> 'change' = ${changeId}
      and not exists (select 1 from candidate o where o.key = c.key and o.state = 'open')
    returning c.id`;
  return rows.map(({ id }) => id);
}

/** Ties an open candidate to the plan that carries it out. */
export async function setCandidatePlan(db: Db, id: string, planId: string): Promise<void> {
  await clientOf(db).candidate.update({ where: { id }, data: { planId } });
}

/** Those of the plans that a person accepted. */
export async function acceptedPlans(db: Db, planIds: string[]): Promise<Set<string>> {
  const rows = await clientOf(db).candidate.findMany({
    where: { planId: { in: planIds }, state: "accepted" },
    select: { planId: true },
  });
  return new Set(rows.flatMap((row) => row.planId ?? []));
}

/** Closes an open candidate, once: false when it was closed before. */
export async function closeCandidate(
  db: Db,
  id: string,
  close: { state: Exclude<CandidateState, "open">; by: string; reason: string; at: Date },
): Promise<boolean> {
  const done = await clientOf(db).candidate.updateMany({
    where: { id, state: "open" },
    data: { state: close.state, decidedAt: close.at, decidedBy: close.by, decisionReason: close.reason },
  });
  return done.count === 1;
}

export async function supersedeCandidates(db: Db, key: string, reason: string, at: Date): Promise<number> {
  const done = await clientOf(db).candidate.updateMany({
    where: { key, state: "open" },
    data: { state: "superseded", decidedAt: at, decidedBy: "yardlet", decisionReason: reason },
  });
  return done.count;
}

/** Closes what waits about a skill because it has been settled otherwise. */
export async function supersedeSkillCandidates(
  db: Db,
  skillId: string,
  kinds: readonly CandidateKind[],
  close: { reason: string; at: Date },
): Promise<number> {
  const done = await clientOf(db).candidate.updateMany({
    where: { skillId, kind: { in: [...kinds] }, state: "open" },
    data: { state: "superseded", decidedAt: close.at, decidedBy: "yardlet", decisionReason: close.reason },
  });
  return done.count;
}

type CandidateRecord = Omit<Candidate, "kind" | "state" | "repoSlug" | "details"> & {
  details: unknown;
  kind: string;
  state: string;
  repo: { slug: string } | null;
};

function candidateOf(row: CandidateRecord): Candidate {
  return {
    id: row.id,
    kind: CandidateKind.parse(row.kind),
    state: CandidateState.parse(row.state),
    repoId: row.repoId,
    repoSlug: row.repo?.slug ?? null,
    planId: row.planId,
    title: row.title,
    why: row.why,
    createdAt: row.createdAt,
    decidedAt: row.decidedAt,
    decidedBy: row.decidedBy,
    decisionReason: row.decisionReason,
    skillId: row.skillId,
    versionId: row.versionId,
    details: fromJson(z.record(z.string(), z.unknown()), row.details),
    snoozedUntil: row.snoozedUntil,
    snoozedAt: row.snoozedAt,
    snoozedIntents: row.snoozedIntents,
    draftId: row.draftId,
  };
}
