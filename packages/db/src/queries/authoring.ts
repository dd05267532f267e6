import {
  AgentCost,
  AgentIsolation,
  AgentName,
  AuthoringAccess,
  AuthoringFailure,
  AuthoringKind,
  OutsideChange,
  type WorkerAgent,
} from "@yardlet/core/agent";
import { ActorKind } from "@yardlet/core/audit";
import { SKILL_FILE } from "@yardlet/core/skill";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { newId, toJson } from "./rows.ts";

/** A request to write a skill, and the run of the agent that answers it. Home is "library" or a repo's id. */
export interface AuthoringRow {
  id: string;
  kind: AuthoringKind;
  repoId: string;
  home: string;
  topic: string;
  name: string | null;
  access: AuthoringAccess;
  askedAgent: AgentName | null;
  gapId: string | null;
  /** The update whose prose is written anew, a candidate, and the draft that it begins with. */
  updateId: string | null;
  baseDraftId: string | null;
  jobId: string | null;
  by: string;
  byKind: ActorKind;
  byId: string;
  createdAt: Date;
  commit: string | null;
  packet: string | null;
  packetVersion: number | null;
  agent: AgentName | null;
  agentVersion: string | null;
  isolation: AgentIsolation | null;
  exitCode: number | null;
  durationMs: number | null;
  cost: AgentCost | null;
  failure: AuthoringFailure | null;
  outside: OutsideChange[];
  draftId: string | null;
  finishedAt: Date | null;
}

type Asked = Pick<
  AuthoringRow,
  "kind" | "repoId" | "home" | "topic" | "name" | "access" | "askedAgent" | "gapId" | "by" | "byKind" | "byId"
> &
  Partial<Pick<AuthoringRow, "updateId" | "baseDraftId">>;

/** Stores a request and answers its id; `setAuthoringJob` ties it to the job that does it. */
export async function insertAuthoring(db: Db, input: Asked): Promise<string> {
  const id = newId();
  await clientOf(db).authoring.create({ data: { ...input, id } });
  return id;
}

export async function setAuthoringJob(db: Db, id: string, jobId: string): Promise<void> {
  await clientOf(db).authoring.update({ where: { id }, data: { jobId } });
}

export async function findAuthoring(db: Db, id: string): Promise<AuthoringRow | undefined> {
  const row = await clientOf(db).authoring.findUnique({ where: { id } });
  return row ? authoringOf(row) : undefined;
}

/** As `findAuthoring`; its row stays locked until the transaction ends. */
export async function lockAuthoring(db: Db, id: string): Promise<AuthoringRow | undefined> {
  await clientOf(db).$queryRaw`select id from authoring where id = ${id} for update`;
  return findAuthoring(db, id);
}

export async function findAuthoringOfJob(db: Db, jobId: string): Promise<AuthoringRow | undefined> {
  const row = await clientOf(db).authoring.findUnique({ where: { jobId } });
  return row ? authoringOf(row) : undefined;
}

/** The request whose run led to a draft, or to one that it was edited from. */
export async function findAuthoringOfDraft(db: Db, draftIds: readonly string[]): Promise<AuthoringRow | undefined> {
  const row = await clientOf(db).authoring.findFirst({ where: { draftId: { in: [...draftIds] } } });
  return row ? authoringOf(row) : undefined;
}

/** What is written in a home right now, or waits to be. */
export async function listOpenAuthorings(db: Db, home: string): Promise<AuthoringRow[]> {
  const rows = await clientOf(db).authoring.findMany({
    where: { home, job: { state: { in: ["queued", "running"] } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(authoringOf);
}

/** Makes those who ask for skills of one home take turns until the transaction ends. */
export async function lockAuthoringHome(db: Db, home: string): Promise<void> {
  await clientOf(db).$queryRaw`select pg_advisory_xact_lock(hashtextextended('authoring ' || ${home}, 0))::text`;
}

/** What an attempt begins with; what an earlier one left is gone, unless it led to a draft: then false. */
export async function beginAuthoring(
  db: Db,
  id: string,
  begin: Pick<AuthoringRow, "commit" | "packet" | "packetVersion" | "agent" | "agentVersion" | "isolation">,
): Promise<boolean> {
  const done = await clientOf(db).authoring.updateMany({
    where: { id, draftId: null },
    data: {
      ...begin,
      exitCode: null,
      durationMs: null,
      cost: Prisma.DbNull,
      failure: Prisma.DbNull,
      outside: [],
      finishedAt: null,
    },
  });
  return done.count === 1;
}

/** The open candidate, of whatever kind, whose draft would go to this home under this name. */
export async function findOpenDraft(db: Db, home: string, name: string): Promise<{ candidateId: string } | undefined> {
  const row = await clientOf(db).candidate.findFirst({
    where: { state: "open", draft: { home, name } },
    select: { id: true },
  });
  return row ? { candidateId: row.id } : undefined;
}

const Prose = z.object({ contentHash: z.string(), bytes: z.instanceof(Uint8Array) });

/** The SKILL.md of every text with one of these content hashes that is kept: of a version, or of a draft of this home. */
export async function loadSkillProse(
  db: Db,
  { home, hashes }: { home: string; hashes: readonly string[] },
): Promise<z.infer<typeof Prose>[]> {
  if (hashes.length === 0) return [];
  const rows = await clientOf(db).$queryRaw`
    select distinct on (t.hash) t.hash as "contentHash", b.bytes from (
      select v.content_hash as hash, f.blob_hash from skill_version v
        join skill_version_file f on f.version_id = v.id and f.path = ${SKILL_FILE} where v.content_hash = any(${[...hashes]})
      union all
      select d.content_hash, f.blob_hash from draft d
        join draft_file f on f.draft_id = d.id and f.path = ${SKILL_FILE} where d.home = ${home} and d.content_hash = any(${[...hashes]})
    ) t join blob b on b.hash = t.blob_hash order by t.hash`;
  return z.array(Prose).parse(rows);
}

/** How an attempt ended, once for all with its draft: false when another attempt has led to one. */
export async function endAuthoring(
  db: Db,
  id: string,
  end: Partial<Pick<AuthoringRow, "isolation" | "exitCode" | "durationMs" | "cost" | "outside" | "draftId" | "name">> &
    Pick<AuthoringRow, "failure"> & { finishedAt: Date },
): Promise<boolean> {
  const { cost, failure, outside, ...facts } = end;
  const done = await clientOf(db).authoring.updateMany({
    where: { id, draftId: null },
    data: {
      ...facts,
      ...(cost === undefined ? {} : { cost: cost === null ? Prisma.DbNull : toJson(cost) }),
      failure: failure ? toJson(failure) : Prisma.DbNull,
      ...(outside === undefined ? {} : { outside: toJson(outside) }),
    },
  });
  return done.count === 1;
}

/** Stores which agents a host has; what it had before and has no more is gone. */
export async function recordWorkerAgents(
  db: Db,
  host: string,
  agents: readonly Pick<WorkerAgent, "name" | "version" | "isolation">[],
  seenAt: Date,
): Promise<void> {
  const client = clientOf(db);
  await client.workerAgent.deleteMany({ where: { host, name: { notIn: agents.map(({ name }) => name) } } });
  for (const { name, ...facts } of agents) {
    const seen = { ...facts, seenAt };
    await client.workerAgent.upsert({
      where: { host_name: { host, name } },
      create: { host, name, ...seen },
      update: seen,
    });
  }
}

/** By host, then by name. */
export async function listWorkerAgents(db: Db): Promise<WorkerAgent[]> {
  const rows = await clientOf(db).workerAgent.findMany({ orderBy: [{ host: "asc" }, { name: "asc" }] });
  return rows.map((row) => ({
    ...row,
    name: AgentName.parse(row.name),
    isolation: AgentIsolation.parse(row.isolation),
  }));
}

const Row = z.object({
  kind: AuthoringKind,
  access: AuthoringAccess,
  askedAgent: AgentName.nullable(),
  byKind: ActorKind,
  agent: AgentName.nullable(),
  isolation: AgentIsolation.nullable(),
  cost: AgentCost.nullable(),
  failure: AuthoringFailure.nullable(),
  outside: z.array(OutsideChange),
});

type Words = keyof z.infer<typeof Row>;

function authoringOf(row: Omit<AuthoringRow, Words> & Record<Words, unknown>): AuthoringRow {
  return { ...row, ...Row.parse(row) };
}
