import { derivePackets, packetHash, parsePacket, type Packet } from "@yardlet/core/distil";
import {
  findRepo,
  findSnapshot,
  listEndedTasks,
  listPostedPackets,
  loadPacketTasks,
  type Db,
  type DistilCounts,
  type PacketRow,
  type PacketRun,
  type PacketTaskFacts,
  type StoredPacket,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import type { JobRun } from "../job/run.ts";
import { tasksOf, type LessonScope } from "./scope.ts";

/** What is older teaches nothing any more. */
export const WINDOW_DAYS = 90;
/** The most tasks, and the most posted packets, of one distillation: the newest. */
export const MOST_TASKS = 10_000;
/** How many tasks are read at once, with all that their runs reported. */
const PAGE = 500;
const DAY_MS = 86_400_000;

/** A packet as it is stored, with what it tells of. */
export interface GatheredPacket {
  packet: Packet;
  row: PacketRow;
  of: Omit<PacketRun, "state">;
}

export interface Gathered {
  packets: GatheredPacket[];
  /** The skills that the tasks declared, by the name that packets give them. */
  skillIds: ReadonlyMap<string, string>;
  counts: DistilCounts;
}

/** Makes the packets of a scope from its stored tasks, and adds those that were posted about its repo. */
export async function gatherPackets(ctx: ServiceContext, scope: LessonScope, run: JobRun): Promise<Gathered> {
  const since = new Date(ctx.now().getTime() - WINDOW_DAYS * DAY_MS);
  const window = { since, limit: MOST_TASKS };
  const tasks = await listEndedTasks(ctx.db, tasksOf(scope), window);
  const presets = firstPresets(ctx.db);
  const packets: GatheredPacket[] = [];
  const skillIds = new Map<string, string>();
  for (let from = 0; from < tasks.pks.length; from += PAGE) {
    run.signal.throwIfAborted();
    for (const task of await loadPacketTasks(ctx.db, tasks.pks.slice(from, from + PAGE))) {
      packets.push(...packetsOf(task, await presets(task.repoId)));
      for (const { id, name } of task.runs.flatMap(({ skills }) => skills)) skillIds.set(name, id);
    }
  }
  const posted = scope.repo ? await listPostedPackets(ctx.db, scope.repo.id, window) : { packets: [], of: 0 };
  const at = { repoId: scope.repo?.id ?? "", at: ctx.now().toISOString() };
  packets.push(...posted.packets.flatMap((stored) => readPosted(stored, at)));
  const leftOut = tasks.of - tasks.pks.length + posted.of - posted.packets.length;
  return { packets, skillIds, counts: { ...countOf(packets), leftOut } };
}

interface RepoFacts {
  slug: string;
  preset: string | null;
}

/** A repo's name, and the first preset that certainly applies to it; each repo is looked at once. */
function firstPresets(db: Db): (repoId: string) => Promise<RepoFacts> {
  const known = new Map<string, RepoFacts>();
  return async (repoId) => {
    const found = known.get(repoId);
    if (found) return found;
    const repo = await findRepo(db, repoId);
    const snapshot = repo && repo.snapshotId !== null ? await findSnapshot(db, repo.snapshotId) : undefined;
    const first = snapshot?.detections.find(({ preset, confidence }) => preset !== "core" && confidence === "certain");
    const facts = { slug: repo?.slug ?? repoId, preset: first?.preset ?? null };
    known.set(repoId, facts);
    return facts;
  };
}

function packetsOf(task: PacketTaskFacts, { slug, preset }: RepoFacts): GatheredPacket[] {
  const { repoId, taskId, intent, endedAt, simulated, outcome, criteria, failed } = task;
  const runs = task.runs.map((run) => ({ ...run, skills: run.skills.map(({ name, version }) => ({ name, version })) }));
  const { experience, failure } = derivePackets({ taskId, outcome, simulated, preset, criteria, failed, runs });
  const packets: Packet[] = [
    ...(experience ? [{ kind: "experience", packet: experience } as const] : []),
    ...(failure ? [{ kind: "failure", packet: failure } as const] : []),
  ];
  return packets.map((packet) => {
    const { run_id: run } = packet.packet;
    const runPk = runs.find(({ record }) => record.run_id === run)?.pk ?? null;
    return {
      packet,
      row: { ...rowOf(packet), repoId, source: "derived", runPk, keyId: null, at: endedAt },
      of: { repo: slug, run, task: taskId, intent, endedAt },
    };
  });
}

/** What follows from a packet alone. */
export function rowOf({ kind, packet }: Packet): Pick<PacketRow, "hash" | "kind" | "simulated" | "content"> {
  return { hash: packetHash(packet), kind, simulated: packet.simulated, content: packet };
}

/** A packet that was judged when it was posted, and may have been so by an older version of the contract. */
function readPosted({ kind, content, of }: StoredPacket, at: Pick<PacketRow, "repoId" | "at">): GatheredPacket[] {
  const parsed = parsePacket(kind, content);
  if (!parsed.ok) return [];
  const { packet } = parsed;
  return [{ packet, row: { ...rowOf(packet), ...at, source: "posted", runPk: null, keyId: null }, of }];
}

function countOf(packets: readonly GatheredPacket[]): Omit<DistilCounts, "leftOut"> {
  const simulated = packets.filter(({ row }) => row.simulated).length;
  const of = (kind: PacketRow["kind"]) => packets.filter(({ row }) => row.kind === kind && !row.simulated).length;
  return { experience: of("experience"), failure: of("failure"), simulated };
}
