import { FailureSeverity } from "@yardlet/core/run";
import { CandidateState } from "@yardlet/core/candidate";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson } from "./json.ts";
import { type Table, writeRows } from "./table.ts";

/** A row of `lesson`. Packets by their hashes; times as records write them. */
export interface NewLesson {
  scope: string;
  id: string;
  distillationId: string;
  targetId: string | null;
  targetName: string | null;
  targetVersion: number | null;
  groupKey: string;
  taskSignature: string;
  failureMode: string;
  symptom: string;
  suspectedRootCause: string | null;
  prevention: string;
  reasonCodes: readonly string[];
  missingActions: readonly string[];
  evidenceRefs: readonly string[];
  severity: FailureSeverity;
  recurrence: number;
  counter: number;
  packets: readonly string[];
  counterPackets: readonly string[];
  candidateKey: string | null;
  at: string;
  archivedAt: string | null;
}

const LESSON: Table<NewLesson> = {
  name: "lesson",
  key: ["scope", "id"],
  columns: {
    scope: "text",
    id: "text",
    distillationId: "text",
    targetId: "text",
    targetName: "text",
    targetVersion: "int",
    groupKey: "text",
    taskSignature: "text",
    failureMode: "text",
    symptom: "text",
    suspectedRootCause: "text",
    prevention: "text",
    reasonCodes: "text[]",
    missingActions: "text[]",
    evidenceRefs: "text[]",
    severity: "text",
    recurrence: "int",
    counter: "int",
    packets: "text[]",
    counterPackets: "text[]",
    candidateKey: "text",
    at: "timestamptz",
    archivedAt: "timestamptz",
  },
};

/** Stores the lessons of a distillation; one that is there already is as this one says. */
export function storeLessons(db: Db, rows: readonly NewLesson[]): Promise<void> {
  return writeRows(db, LESSON, rows, "replace");
}

/** These lessons of a scope are not in force any more. */
export async function archiveLessons(db: Db, scope: string, ids: readonly string[], at: Date): Promise<void> {
  await clientOf(db).lesson.updateMany({
    where: { scope, id: { in: [...ids] }, archivedAt: null },
    data: { archivedAt: at },
  });
}

const StoredLesson = z.object({
  id: z.string(),
  scope: z.string(),
  distillationId: z.string(),
  targetHome: z.string().nullable(),
  targetName: z.string().nullable(),
  targetVersion: z.number().nullable(),
  taskSignature: z.string(),
  failureMode: z.string(),
  symptom: z.string(),
  suspectedRootCause: z.string().nullable(),
  prevention: z.string(),
  reasonCodes: z.array(z.string()),
  missingActions: z.array(z.string()),
  evidenceRefs: z.array(z.string()),
  severity: FailureSeverity,
  recurrence: z.number(),
  counter: z.number(),
  packets: z.array(z.string()),
  counterPackets: z.array(z.string()),
  candidate: z.object({ id: z.string(), state: CandidateState }).nullable(),
  at: z.coerce.date(),
  archivedAt: z.coerce.date().nullable(),
});
/** A lesson as it is stored, with the newest candidate of its group. */
export type StoredLesson = z.infer<typeof StoredLesson>;

const LESSON_COLUMNS = Prisma.sql`l.id, l.scope, l.distillation_id as "distillationId", s.home as "targetHome", l.target_name as "targetName",
  l.target_version as "targetVersion", l.task_signature as "taskSignature", l.failure_mode as "failureMode", l.symptom,
  l.suspected_root_cause as "suspectedRootCause", l.prevention, l.reason_codes as "reasonCodes", l.missing_actions as "missingActions",
  l.evidence_refs as "evidenceRefs", l.severity, l.recurrence, l.counter, l.packets, l.counter_packets as "counterPackets", l.at,
  l.archived_at as "archivedAt", (select json_build_object('id', c.id, 'state', c.state) from candidate c where c.key = l.candidate_key
    order by c.created_at desc, c.id desc limit 1) as candidate`;

/** Those that return the most first. `targetId`: lessons about that skill, of any scope. */
export function listLessonRows(
  db: Db,
  query: { scope?: string; repoId?: string; targetId?: string; archived: boolean; limit: number },
): Promise<StoredLesson[]> {
  const { scope, repoId, targetId, archived, limit } = query;
  return selectJson(
    db,
    StoredLesson,
    Prisma.sql`
    select ${LESSON_COLUMNS} from lesson l left join skill s on s.id = l.target_id join distillation d on d.id = l.distillation_id
    where l.archived_at is ${archived ? Prisma.sql`not null` : Prisma.sql`null`}
      ${scope === undefined ? Prisma.empty : Prisma.sql`and l.scope = ${scope}`}
      ${repoId === undefined ? Prisma.empty : Prisma.sql`and d.repo_id = ${repoId}`}
      ${targetId === undefined ? Prisma.empty : Prisma.sql`and l.target_id = ${targetId}`}
    order by l.recurrence desc, l.at desc, l.scope, l.id limit ${limit}`,
  );
}

export async function findLesson(db: Db, scope: string, id: string): Promise<StoredLesson | undefined> {
  const [row] = await selectJson(
    db,
    StoredLesson,
    Prisma.sql`select ${LESSON_COLUMNS} from lesson l left join skill s on s.id = l.target_id where l.scope = ${scope} and l.id = ${id}`,
  );
  return row;
}
