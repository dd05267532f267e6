import { DomainError } from "@yardlet/core/error";
import {
  type CodedProblem,
  parseRun,
  refusalOf,
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
  /** What is wrong with its SkillResult; where nothing refuses it, it is wrapped. */
  resultProblems: CodedProblem[];
  /** Why its repo does not take it, unless it is there already. */
  refusal: Refusal;
}

type Refusal = ReportResult["problems"];

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
): Omit<Incoming, "index"> | { runId: string | null; problems: Refusal } {
  const parsed = parseRun(value, receivedAt);
  const bound = ctx.actor.limits?.repoId ?? null;
  if (!parsed.ok) {
    const said = textOf(value, "repo");
    const phase = names.phaseOf(said === null ? bound : names.find(said));
    return { runId: textOf(value, "run_id")?.slice(0, 128) ?? null, problems: refusalOf(parsed, phase) };
  }
  const { run, resultProblems } = parsed;
  const named = run.repo === undefined ? bound : names.find(run.repo);
  const problem = repoProblem(run.repo, named, bound);
  if (problem !== undefined || named === null) {
    return { runId: run.run_id, problems: [{ path: "repo", message: problem ?? "the repo is unknown" }] };
  }
  const refusal = refusalOf(parsed, names.phaseOf(named));
  return { repoId: named, record: run, digest: runDigest(run), resultProblems, refusal };
}

function repoProblem(said: string | undefined, named: string | null, bound: string | null): string | undefined {
  if (named === null) {
    return said === undefined
      ? "name the repo, or report with a key that is bound to one"
      : `no repo of the team is called ${said.slice(0, 200)}; an admin adds it under Repos, or use its clone URL`;
  }
  return bound !== null && named !== bound ? "this key is bound to another repo" : undefined;
}

/** A field of a record that cannot be read as one. */
function textOf(value: unknown, field: "repo" | "run_id"): string | null {
  const text: unknown = Reflect.get(Object(value), field);
  return typeof text === "string" ? text : null;
}
