import { type DistilProblem, type Packet, type PacketKind, parsePacket } from "@yardlet/core/distil";
import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { addPacketRows, findRepo, findRunNames, recordAudit, recordEvent, type Db, type PacketRow } from "@yardlet/db";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { requireNamedRepo } from "../repo/named.ts";
import { REPORT_RECORDS } from "../run/report.ts";
import { rowOf } from "./gather.ts";

/** What became of one packet. */
export interface PacketResult {
  index: number;
  status: "accepted" | "duplicate" | "rejected";
  /** sha256 of its canonical JSON; null for one that cannot be read. */
  hash: string | null;
  problems: DistilProblem[];
}

export interface PacketReport {
  accepted: number;
  duplicate: number;
  rejected: number;
  results: PacketResult[];
}

type Read = { packet: Packet } | { problems: DistilProblem[] };

/**
 * Stores packets about a repo, each judged alone: what it says of runs must be true of runs that are known. One that is there already
 * changes nothing.
 * @throws DomainError `forbidden` without the permission or for another repo's key, `invalid` without a repo, `limit_reached` for more
 *   than 1,000 packets
 */
export async function storePackets(
  ctx: ServiceContext,
  input: { repo?: string | undefined; packets: readonly unknown[] },
): Promise<PacketReport> {
  requirePermission(ctx, "run.report");
  const { packets } = input;
  if (packets.length > REPORT_RECORDS) {
    throw new DomainError(
      "limit_reached",
      `a report holds at most ${REPORT_RECORDS} packets; send the rest in another`,
    );
  }
  const at = ctx.now().toISOString();
  return transact(ctx, async (tx) => {
    const repo = await repoOf(ctx, tx, input.repo);
    const read = packets.map(readPacket);
    const known = await loadKnownRuns(tx, repo, read);
    const judged = read.map((one) => ("packet" in one ? withRefs(one.packet, known, repo) : one));
    const rows = judged.map((one): PacketRow | undefined => {
      if (!("packet" in one)) return undefined;
      const runPk = known.get(one.packet.packet.run_id) ?? null;
      return { ...rowOf(one.packet), repoId: repo.id, source: "posted", runPk, keyId: ctx.actor.id, at };
    });
    const once = new Map(rows.flatMap((row) => (row ? [[row.hash, row] as const] : [])));
    const added = await addPacketRows(tx, [...once.values()]);
    const results = judged.map((one, index): PacketResult => {
      const hash = rows[index]?.hash ?? null;
      if (!("packet" in one)) return { index, status: "rejected", hash, problems: one.problems };
      const status = hash !== null && added.delete(hash) ? "accepted" : "duplicate";
      return { index, status, hash, problems: [] };
    });
    const count = (status: PacketResult["status"]) => results.filter((result) => result.status === status).length;
    const counts = { accepted: count("accepted"), duplicate: count("duplicate"), rejected: count("rejected") };
    if (counts.accepted > 0) {
      await recordAudit(tx, ctx.actor, {
        action: "distil.packets",
        repoId: repo.id,
        subject: repo.slug,
        reason: counts.accepted === 1 ? "1 packet" : `${counts.accepted} packets`,
        details: counts,
      });
      await recordEvent(tx, "distil", repo.id);
    }
    return { ...counts, results };
  });
}

async function repoOf(ctx: ServiceContext, tx: Db, said: string | undefined): Promise<Repo> {
  if (said !== undefined) return requireNamedRepo(ctx, tx, said);
  const bound = ctx.actor.limits?.repoId ?? null;
  const repo = bound === null ? undefined : await findRepo(tx, bound);
  if (repo) return repo;
  throw new DomainError("invalid", "name the repo, as in ?repo=storefront, or report with a key that is bound to one", {
    issues: [{ path: "repo", message: "is missing" }],
  });
}

/** An experience says how its task came out, and a failure does not. */
function readPacket(value: unknown): Read {
  const kind: PacketKind = Reflect.has(Object(value), "outcome") ? "experience" : "failure";
  const parsed = parsePacket(kind, value);
  return parsed.ok ? { packet: parsed.packet } : { problems: parsed.problems };
}

async function loadKnownRuns(tx: Db, { id }: Repo, read: readonly Read[]): Promise<ReadonlyMap<string, number>> {
  const packets = read.flatMap((one) => ("packet" in one ? [one.packet] : []));
  const runs = new Set(packets.flatMap((packet) => [packet.packet.run_id, ...refsOf(packet).refs.flatMap(runOf)]));
  const found = await findRunNames(tx, id, [...runs]);
  return new Map(found.map(({ run, pk }) => [run, pk]));
}

function withRefs(packet: Packet, known: ReadonlyMap<string, number>, { slug }: Repo): Read {
  const { field, refs } = refsOf(packet);
  const problems = refs.flatMap((ref, index) =>
    runOf(ref)
      .filter((run) => !known.has(run))
      .map((run) => ({
        path: `${field}.${index}`,
        code: "schema_violation/missing_evidence_refs",
        message: `no run ${run} of ${slug} is known; report it first, or leave the ref out`,
      })),
  );
  return problems.length > 0 ? { problems } : { packet };
}

function refsOf({ kind, packet }: Packet): { field: string; refs: readonly string[] } {
  return kind === "experience"
    ? { field: "evidence_refs", refs: packet.evidence_refs }
    : { field: "minimal_repro_refs", refs: packet.minimal_repro_refs };
}

function runOf(ref: string): string[] {
  return ref.startsWith("run:") ? [ref.slice("run:".length)] : [];
}
