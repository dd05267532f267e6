import { DomainError } from "@yardlet/core/error";
import {
  parseRun,
  type Problem,
  type ReportAnswer,
  type ReportResult,
  type ReportStatus,
  runDigest,
  type RunRecord,
} from "@yardlet/core/run";
import { listRepoNames } from "@yardlet/db";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { repoNames, type RepoNames } from "./repo-names.ts";
import { storeIncoming } from "./store.ts";

/** The most records of one report (contracts.md 5). */
export const REPORT_RECORDS = 1_000;

/** From this many repos on a report is stored in halves. */
const MANY_REPOS = 8;

/** A record that parsed and whose repo is known. */
export interface Incoming {
  index: number;
  repoId: string;
  record: RunRecord;
  digest: string;
}

/**
 * Stores run records: each is judged alone, and all that are good are stored together with everything that follows from them,
 * what belongs to one repo in one transaction. A record that is there already changes nothing; the same id with other content is a correction.
 * @throws DomainError `forbidden` without the permission, `limit_reached` for more than 1,000 records
 */
export async function reportRuns(ctx: ServiceContext, records: readonly unknown[]): Promise<ReportAnswer> {
  requirePermission(ctx, "run.report");
  if (records.length > REPORT_RECORDS) {
    throw new DomainError(
      "limit_reached",
      `a report holds at most ${REPORT_RECORDS} records; send the rest in another`,
    );
  }
  const receivedAt = ctx.now().toISOString();
  const names = repoNames(await listRepoNames(ctx.db));
  const results: ReportResult[] = [];
  const incoming = records.flatMap((value, index) => {
    const read = readRecord(ctx, value, receivedAt, names);
    if ("problems" in read) {
      results[index] = { index, status: "rejected", run_id: read.runId, problems: read.problems, notes: [] };
      return [];
    }
    return [{ index, ...read }];
  });
  for (const stripe of stripesOf(incoming)) {
    const stored = await transact(ctx, (tx) => storeIncoming(ctx, tx, stripe, receivedAt));
    for (const result of stored) results[result.index] = result;
  }
  const count = (status: ReportStatus) => results.filter((result) => result.status === status).length;
  return {
    accepted: count("accepted"),
    duplicate: count("duplicate"),
    corrected: count("corrected"),
    rejected: count("rejected"),
    results,
  };
}

let turn = 0;

/**
 * Records of many repos are stored in two transactions, each with the repos of one half, and every other report begins with the
 * other half: two that arrive together work side by side instead of waiting for each other's repos.
 */
function stripesOf(incoming: readonly Incoming[]): Incoming[][] {
  const repos = [...new Set(incoming.map((one) => one.repoId))].toSorted();
  if (repos.length < MANY_REPOS) return incoming.length === 0 ? [] : [[...incoming]];
  const first = new Set(repos.filter((id) => (id.at(-1)?.codePointAt(0) ?? 0) % 2 === turn));
  turn = 1 - turn;
  const halves = [incoming.filter((one) => first.has(one.repoId)), incoming.filter((one) => !first.has(one.repoId))];
  return halves.filter((half) => half.length > 0);
}

function readRecord(
  ctx: ServiceContext,
  value: unknown,
  receivedAt: string,
  names: RepoNames,
): Omit<Incoming, "index"> | { runId: string | null; problems: Problem[] } {
  const parsed = parseRun(value, receivedAt);
  if (!parsed.ok) return { runId: runIdOf(value), problems: parsed.problems };
  const { run } = parsed;
  const bound = ctx.actor.limits?.repoId ?? null;
  const named = run.repo === undefined ? bound : names.find(run.repo);
  const problem = repoProblem(run.repo, named, bound);
  if (problem !== undefined || named === null) {
    return { runId: run.run_id, problems: [{ path: "repo", message: problem ?? "the repo is unknown" }] };
  }
  return { repoId: named, record: run, digest: runDigest(run) };
}

function repoProblem(said: string | undefined, named: string | null, bound: string | null): string | undefined {
  if (named === null) {
    return said === undefined
      ? "name the repo, or report with a key that is bound to one"
      : `no repo of the team is called ${said.slice(0, 200)}; an admin adds it under Repos, or use its clone URL`;
  }
  return bound !== null && named !== bound ? "this key is bound to another repo" : undefined;
}

function runIdOf(value: unknown): string | null {
  const id: unknown = Reflect.get(Object(value), "run_id");
  return typeof id === "string" ? id.slice(0, 128) : null;
}
