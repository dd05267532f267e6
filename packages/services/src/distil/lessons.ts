import { verifyLedger, type LedgerRow } from "@yardlet/core/distil";
import type { CandidateState } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import type { FailureSeverity } from "@yardlet/core/run";
import {
  findLesson,
  findRepo,
  findSkillById,
  listLedgerRows,
  listLessonRows,
  listRepos,
  loadLinkedPackets,
  type Db,
  type PacketRun,
  type StoredLedgerRow,
  type StoredLesson,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { findReadableRepo } from "../run/readable.ts";
import { DistilScopeInput, requireScope, scopeOfRepo, viewOfScope, type LessonScope, type ScopeView } from "./scope.ts";

/** What failures have in common, in a list. Its texts come from runs: untrusted. */
export interface LessonItem {
  id: string;
  /** With `id` the lesson's name: lessons of several scopes may say the same. */
  scopeId: string;
  scope: ScopeView;
  /** The skill whose versions failed, and the newest of them; null where the failing tasks declared none. */
  skill: { home: string; name: string; version: number | null } | null;
  failureMode: string;
  symptom: string;
  suspectedRootCause: string | null;
  prevention: string;
  reasonCodes: string[];
  missingActions: string[];
  taskSignature: string;
  severity: FailureSeverity;
  /** Runs that failed like this, and runs that passed the same way. */
  recurrence: number;
  counter: number;
  runs: number;
  candidate: { id: string; state: CandidateState } | null;
  archivedAt: Date | null;
  distillationId: string;
  at: Date;
}

export interface LessonPacket {
  hash: string;
  kind: "experience" | "failure";
  content: Record<string, unknown>;
}

/** A lesson with what it was made from. Lists hold the newest. */
export interface LessonDetail extends Omit<LessonItem, "runs"> {
  runs: PacketRun[];
  counterRuns: PacketRun[];
  evidenceRefs: string[];
  packets: LessonPacket[];
}

const MOST = 500;
/** The most packets that one lesson shows of each kind. */
const SHOWN = 200;

export const ListLessonsInput = z.strictObject({
  /** A repo's own lessons; of a skill all lessons about it. */
  scope: DistilScopeInput.optional(),
  /** Those that are not in force any more, instead of those that are. */
  archived: z.boolean().default(false),
});

/** The lessons that are in force, those that return the most first. */
export async function listLessons(
  ctx: ServiceContext,
  input: z.input<typeof ListLessonsInput> = {},
): Promise<LessonItem[]> {
  requirePermission(ctx, "run.read");
  const { scope: asked, archived } = ListLessonsInput.parse(input);
  const scope = asked && (await requireScope(ctx, ctx.db, asked));
  const bound = scope ? undefined : await findReadableRepo(ctx, undefined);
  const where = scope?.skill ? { targetId: scope.skill.id } : whereOf(scope ?? (bound && scopeOfRepo(bound)));
  const rows = await listLessonRows(ctx.db, { ...where, archived, limit: MOST });
  const name = await namer(ctx.db);
  return Promise.all(rows.map((row) => itemOf(row, name)));
}

function whereOf(scope: LessonScope | undefined): { scope?: string } {
  return scope ? { scope: scope.key } : {};
}

export const GetLessonInput = z.strictObject({ id: Asked, scopeId: Asked });

/** @throws DomainError `not_found` for a lesson that the scope never had */
export async function getLesson(ctx: ServiceContext, input: z.infer<typeof GetLessonInput>): Promise<LessonDetail> {
  requirePermission(ctx, "run.read");
  const row = await findLesson(ctx.db, input.scopeId, input.id);
  if (!row) throw new DomainError("not_found", "there is no such lesson; see the list of lessons");
  const bound = ctx.actor.limits?.repoId ?? null;
  if (bound !== null && row.scope !== `repo:${bound}`) {
    throw new DomainError("forbidden", "this key is bound to another repo");
  }
  const [item, failed, passed] = await Promise.all([
    namer(ctx.db).then((name) => itemOf(row, name)),
    loadLinkedPackets(ctx.db, row.distillationId, row.packets),
    loadLinkedPackets(ctx.db, row.distillationId, row.counterPackets),
  ]);
  const packets = [...failed.slice(0, SHOWN), ...passed.slice(0, SHOWN)];
  return {
    ...item,
    runs: runsOf(failed),
    counterRuns: runsOf(passed),
    evidenceRefs: row.evidenceRefs.slice(0, SHOWN),
    packets: packets.map(({ hash, kind, content }) => ({ hash, kind, content })),
  };
}

/** Each run once. */
function runsOf(packets: readonly { of: PacketRun }[]): PacketRun[] {
  return [...new Map(packets.map(({ of }) => [`${of.repo} ${of.run}`, of])).values()].slice(0, SHOWN);
}

/** A step of the ledger with whether it adds up, and begins where the one before it ended. */
export interface LedgerLine extends LedgerRow {
  scope: ScopeView;
  scopeId: string;
  seq: number;
  distillationId: string;
  at: Date;
  verified: boolean;
}

export const ListLedgerInput = z.strictObject({ scope: DistilScopeInput.optional() });

/** The steps of all scopes, or of one, newest first; each is computed again. */
export async function listLedger(
  ctx: ServiceContext,
  input: z.infer<typeof ListLedgerInput> = {},
): Promise<LedgerLine[]> {
  requirePermission(ctx, "run.read");
  const scope = input.scope && (await requireScope(ctx, ctx.db, input.scope));
  const bound = scope ? undefined : await findReadableRepo(ctx, undefined);
  const where = whereOf(scope ?? (bound && scopeOfRepo(bound)));
  const rows = await listLedgerRows(ctx.db, { ...where, limit: MOST });
  const steps = new Map(rows.map((row) => [stepKey(row.scope, row.seq), row]));
  const name = await namer(ctx.db);
  return Promise.all(
    rows.map(async ({ scope: scopeId, ...row }) => ({
      ...row,
      scopeId,
      scope: await name.scope(scopeId),
      verified: verifyLedger(row).balanced && follows(row, steps.get(stepKey(scopeId, row.seq - 1))),
    })),
  );
}

function stepKey(scope: string, seq: number): string {
  return `${scope} ${seq}`;
}

function follows(row: Omit<StoredLedgerRow, "scope">, before: StoredLedgerRow | undefined): boolean {
  return before === undefined || before.state_after.hash === row.state_before.hash;
}

interface Namer {
  scope(key: string): Promise<ScopeView>;
  home(home: string): string;
}

/** Names scopes and homes as pages do; each is looked up once. */
async function namer(db: Db): Promise<Namer> {
  const slugs = new Map((await listRepos(db)).map(({ id, slug }) => [id, slug]));
  const known = new Map<string, Promise<ScopeView>>();
  const look = async (key: string): Promise<ScopeView> => {
    const id = key.slice(key.indexOf(":") + 1);
    const repo = key.startsWith("repo:") ? await findRepo(db, id) : undefined;
    if (repo) return { repo: repo.slug, skill: null };
    const skill = await findSkillById(db, id);
    return skill ? viewOfScope(db, { key, repo: null, skill }) : { repo: null, skill: null };
  };
  return {
    home: (home) => slugs.get(home) ?? home,
    scope(key) {
      const view = known.get(key) ?? look(key);
      known.set(key, view);
      return view;
    },
  };
}

async function itemOf(row: StoredLesson, name: Namer): Promise<LessonItem> {
  const {
    targetHome,
    targetName,
    targetVersion,
    scope: scopeId,
    packets: _failed,
    counterPackets: _passed,
    ...facts
  } = row;
  const { evidenceRefs: _refs, ...lesson } = facts;
  return {
    ...lesson,
    scopeId,
    scope: await name.scope(scopeId),
    skill:
      targetHome === null || targetName === null
        ? null
        : { home: name.home(targetHome), name: targetName, version: targetVersion },
    runs: lesson.recurrence,
  };
}
