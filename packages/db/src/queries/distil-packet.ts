import { PacketKind } from "@yardlet/core/distil";
import { EvalState, RunRecord } from "@yardlet/core/run";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { ids } from "./evidence.ts";
import { jsonRows, readJson, selectJson, timeText } from "./json.ts";
import { insertStatement, type Table, writeRows } from "./table.ts";

/** A scope's tasks and packets: those of a repo, or of every repo about one skill. */
export type DistilScope = { repoId: string } | { skillId: string };

const Task = z.object({ pk: z.number() });

/**
 * Builders' tasks of a scope that have ended since then, the newest `limit` of them by number of their rows, and how many there are.
 */
export async function listEndedTasks(
  db: Db,
  scope: DistilScope,
  { since, limit }: { since: Date; limit: number },
): Promise<{ pks: number[]; of: number }> {
  const within =
    "repoId" in scope
      ? Prisma.sql`t.repo_id = ${scope.repoId}`
      : Prisma.sql`t.id in (select r.task_pk from run_skill s join skill_version v on v.id = s.version_id join run r on r.id = s.run_pk
          where v.skill_id = ${scope.skillId} and s.at >= ${since} and s.use = 'declared')`;
  const ended = Prisma.sql`task_outcome t where ${within} and t.role = 'builder' and not t.open and t.ended_at >= ${since}`;
  const [tasks, [counted]] = [
    await selectJson(
      db,
      Task,
      Prisma.sql`select t.id as pk from ${ended} order by t.ended_at desc, t.id desc limit ${limit}`,
    ),
    await selectJson(db, z.object({ of: z.number() }), Prisma.sql`select count(*)::int as of from ${ended}`),
  ];
  return { pks: tasks.map(({ pk }) => pk).toSorted((a, b) => a - b), of: counted?.of ?? 0 };
}

const PacketTaskFacts = z.object({
  pk: z.number(),
  repoId: z.string(),
  taskId: z.string(),
  intent: z.string(),
  endedAt: z.iso.datetime(),
  simulated: z.boolean(),
  outcome: z.object({
    state: EvalState.nullable(),
    acceptance: z.enum(["accepted", "rejected", "unreviewed"]),
    open: z.boolean(),
    kind: z.string(),
  }),
  criteria: z.array(z.string()),
  failed: z.array(z.object({ criterionId: z.string(), evidence: z.string() })),
  runs: z.array(
    z.object({
      pk: z.number(),
      record: RunRecord,
      state: EvalState,
      codes: z.array(z.string()),
      skills: z.array(z.object({ id: z.string(), name: z.string(), version: z.number() })),
    }),
  ),
});
/** A builders' task with its runs, and what reviews that have weight found missing. Skills by their own names. */
export type PacketTaskFacts = z.infer<typeof PacketTaskFacts>;

/** In order of their numbers. */
export function loadPacketTasks(db: Db, taskPks: readonly number[]): Promise<PacketTaskFacts[]> {
  return selectJson(
    db,
    PacketTaskFacts,
    Prisma.sql`
    select t.id as pk, t.repo_id as "repoId", t.task as "taskId", t.intent, ${timeText("t.ended_at")} as "endedAt",
      coalesce((select u.reason = 'simulated' from unit_value u where u.unit_id = t.id), false) as simulated,
      json_build_object('state', t.state, 'acceptance', t.acceptance, 'open', t.open, 'kind', t.kind) as outcome,
      (select coalesce(json_agg(c->>'id'), '[]') from jsonb_array_elements(t.criteria) c) as criteria,
      (select coalesce(json_agg(json_build_object('criterionId', e.criterion_id, 'evidence', e.evidence)), '[]')
        from verdict v join verdict_entry e on e.run_pk = v.run_pk and e.task_pk = v.task_pk
        where v.task_pk = t.id and v.reason is null and e.pass = false and e.error is null and e.criterion_id is not null
          and e.evidence is not null) as failed,
      (select coalesce(json_agg(json_build_object('pk', r.id, 'record', r.record, 'state', r.state, 'codes', r.codes, 'skills',
          (select coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'version', w.number)), '[]')
            from run_skill s join skill_version w on w.id = s.version_id join skill k on k.id = w.skill_id
            where s.run_pk = r.id and s.use = 'declared'))), '[]')
        from run r where r.task_pk = t.id and r.role = 'builder') as runs
    from task_outcome t where t.id in (${ids(taskPks)}) and t.ended_at is not null order by t.id`,
  );
}

/** A row of `packet`. `source` is `derived` or `posted`; times as records write them. */
export interface PacketRow {
  repoId: string;
  hash: string;
  kind: PacketKind;
  source: "derived" | "posted";
  simulated: boolean;
  content: object;
  /** The run that ended the task, where it is known. */
  runPk: number | null;
  keyId: string | null;
  at: string;
}

const PACKET: Table<PacketRow> = {
  name: "packet",
  key: ["repoId", "hash"],
  columns: {
    repoId: "text",
    hash: "text",
    kind: "text",
    source: "text",
    simulated: "boolean",
    content: "json",
    runPk: "bigint",
    keyId: "text",
    at: "timestamptz",
  },
};

/** Stores packets; those that are there already stay as they are. */
export function storePacketRows(db: Db, rows: readonly PacketRow[]): Promise<void> {
  return writeRows(db, PACKET, rows, "keep");
}

/** As `storePacketRows`, and answers the hashes of those that are new. */
export async function addPacketRows(db: Db, rows: readonly PacketRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const added = await readJson(
    db,
    z.object({ hash: z.string() }),
    Prisma.sql`
    with done as (${insertStatement(PACKET, rows, "keep")} returning hash)
    select coalesce(json_agg(done), '[]')::text as rows from done`,
  );
  return new Set(added.map(({ hash }) => hash));
}

interface LinkRow {
  distillationId: string;
  repoId: string;
  hash: string;
}

const LINK: Table<LinkRow> = {
  name: "distillation_packet",
  key: ["distillationId", "repoId", "hash"],
  columns: { distillationId: "text", repoId: "text", hash: "text" },
};

/** Says which packets a distillation was made from. */
export function linkPackets(
  db: Db,
  distillationId: string,
  packets: readonly Pick<PacketRow, "repoId" | "hash">[],
): Promise<void> {
  return writeRows(
    db,
    LINK,
    packets.map(({ repoId, hash }) => ({ distillationId, repoId, hash })),
    "keep",
  );
}

const PacketRun = z.object({
  repo: z.string(),
  run: z.string(),
  task: z.string(),
  intent: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
  state: EvalState.nullable(),
});
/** The run that a packet tells of; intent, end and state are null where nobody has reported it. */
export type PacketRun = z.infer<typeof PacketRun>;

const StoredPacket = z.object({
  hash: z.string(),
  kind: PacketKind,
  content: z.record(z.string(), z.unknown()),
  of: PacketRun,
});
export type StoredPacket = z.infer<typeof StoredPacket>;

/** A packet `p` with its repo `o`, its run `r` and that one's task `t`. */
const STORED = Prisma.sql`p.hash, p.kind, p.content, json_build_object('repo', o.slug, 'run', coalesce(r.run_id, p.content->>'run_id'),
  'task', coalesce(t.task, p.content->>'task_id', ''), 'intent', t.intent, 'endedAt', ${timeText("r.ended_at")}, 'state', r.state) as of`;
const TOLD = Prisma.sql`join repo o on o.id = p.repo_id left join run r on r.id = p.run_pk left join task_outcome t on t.id = r.task_pk`;

/** Packets that were posted about a repo since then, the newest `limit` of them, and how many there are. */
export async function listPostedPackets(
  db: Db,
  repoId: string,
  { since, limit }: { since: Date; limit: number },
): Promise<{ packets: StoredPacket[]; of: number }> {
  const posted = Prisma.sql`p.repo_id = ${repoId} and p.source = 'posted' and p.at >= ${since}`;
  const packets = await selectJson(
    db,
    StoredPacket,
    Prisma.sql`select ${STORED} from packet p ${TOLD} where ${posted} order by p.at desc, p.hash limit ${limit}`,
  );
  const [counted] = await selectJson(
    db,
    z.object({ of: z.number() }),
    Prisma.sql`select count(*)::int as of from packet p where ${posted}`,
  );
  return { packets, of: counted?.of ?? 0 };
}

/** Those of these packets that a distillation was made from, the newest first. */
export function loadLinkedPackets(db: Db, distillationId: string, hashes: readonly string[]): Promise<StoredPacket[]> {
  return selectJson(
    db,
    StoredPacket,
    Prisma.sql`
    select ${STORED} from distillation_packet l join packet p on p.repo_id = l.repo_id and p.hash = l.hash ${TOLD}
    where l.distillation_id = ${distillationId}
      and l.hash in (select h.hash from json_to_recordset(${jsonRows(hashes.map((hash) => ({ hash })))}) as h(hash text))
    order by r.ended_at desc nulls last, p.hash`,
  );
}

/** The runs, by number, that lessons are made from: those that failed. */
export async function findRunsOfLessons(db: Db, lessons: readonly { scope: string; id: string }[]): Promise<number[]> {
  const names = lessons.map(({ scope, id }) => ({ scope, id }));
  const rows = await selectJson(
    db,
    z.object({ pk: z.number() }),
    Prisma.sql`
    select distinct p.run_pk as pk from json_to_recordset(${jsonRows(names)}) as n(scope text, id text)
    join lesson l on l.scope = n.scope and l.id = n.id
    join distillation_packet k on k.distillation_id = l.distillation_id and k.hash = any(l.packets)
    join packet p on p.repo_id = k.repo_id and p.hash = k.hash where p.run_pk is not null order by 1`,
  );
  return rows.map(({ pk }) => pk);
}

const KnownRun = z.object({ pk: z.number(), run: z.string() });

/** Those of these runs that are known in a repo. */
export function findRunNames(db: Db, repoId: string, runs: readonly string[]): Promise<z.infer<typeof KnownRun>[]> {
  return selectJson(
    db,
    KnownRun,
    Prisma.sql`
    select r.id as pk, r.run_id as run from json_to_recordset(${jsonRows(runs.map((run) => ({ run })))}) as n(run text)
    join run r on r.repo_id = ${repoId} and r.run_id = n.run`,
  );
}
