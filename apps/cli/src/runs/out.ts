import { DomainError } from "@yardlet/core/error";
import type { ImportedRuns } from "@yardlet/core/run";
import { type RunReport, type SentRecord, SentStatus } from "@yardlet/core/run/command-report";
import { TELEMETRY_PATH } from "@yardlet/repo";
import type { Answer, Invocation } from "../command.ts";
import { readSetting } from "../local/config.ts";
import { findRepository } from "../local/repository.ts";
import { recordRuns } from "../local/runs.ts";
import { type Delivery, deliver } from "../remote/deliver.ts";
import type { Server } from "../remote/server.ts";
import { type Spool, foreignFolders, spoolOf } from "../remote/spool.ts";
import { batchesOf, encodeRecord } from "./batches.ts";
import { recordNotes, reportText } from "./text.ts";

/** What is to be reported, and to whom: a server, or else the file of the repository at hand. */
export interface Report extends ImportedRuns {
  server: Server | undefined;
  /** Whether sending what waited was asked for by name. */
  flush: boolean;
}

/**
 * The one way out for runs. Exit 2 when something was refused; 1 when what was asked to be sent still waits, or the address is no
 * Yardlet server's. Runs that wait while a server is away are safe: exit 0.
 */
export async function reportOut(report: Report, { options, environment }: Pick<Invocation, "options" | "environment">) {
  const { server, records, problems, flush } = report;
  if (server === undefined) {
    if (flush)
      throw new DomainError("invalid", "there is no server to send to; name one with --server or YARDLET_SERVER");
    const root = await findRepository(options.repo, environment);
    const phase = (await readSetting(root, "skill_result")) ?? "compat";
    const results = await recordRuns(root, records, { now: new Date(), phase });
    return answerOf({ to: { kind: "file", at: TELEMETRY_PATH }, results, problems }, [], { flush });
  }
  const spool = spoolOf(environment.state, server);
  const encoded = records.map((record) => encodeRecord(record, new Date()));
  const batches = batchesOf(encoded.flatMap((one) => ("line" in one ? [one.line] : [])));
  const delivery = await deliver(server, spool, batches, environment.timeoutMs);
  refuseDenied(delivery, server, spool);
  const sent = batches.flatMap((lines, at) => lines.map((_, index) => delivery.answers[at]?.[index] ?? "waiting"));
  const answers = sent.values();
  const results = encoded.map((one, index): SentRecord => {
    if ("problems" in one) return { index, status: "rejected", run_id: one.runId, problems: one.problems, notes: [] };
    const answer = answers.next().value ?? "waiting";
    if (answer !== "waiting") return { ...answer, index };
    return { index, status: "waiting", run_id: runIdOfLine(one.line), problems: [], notes: [] };
  });
  const notes = [...stopNotes(delivery, server), ...(await foreignNotes(spool))];
  const to = { kind: "server", at: server.url } as const;
  const { stop } = delivery;
  const failed = stop !== undefined && stop !== "busy" && stop.kind !== "away";
  return answerOf({ to, results, problems, earlier: delivery.earlier }, notes, { flush, failed });
}

function answerOf(
  report: Pick<RunReport, "to" | "results" | "problems"> & Partial<Pick<RunReport, "earlier">>,
  notes: readonly string[],
  { flush, failed = false }: { flush: boolean; failed?: boolean },
): Answer {
  const count = (status: SentStatus) => report.results.filter((result) => result.status === status).length;
  const whole: RunReport = {
    to: report.to,
    accepted: count("accepted"),
    duplicate: count("duplicate"),
    corrected: count("corrected"),
    rejected: count("rejected"),
    waiting: count("waiting"),
    results: report.results,
    problems: report.problems,
    earlier: report.earlier ?? { sent: 0, rejected: 0, waiting: 0 },
  };
  const refused = whole.rejected + whole.problems.length + (flush ? whole.earlier.rejected : 0);
  const waits = failed || (flush && whole.waiting + whole.earlier.waiting > 0);
  return {
    report: whole,
    text: reportText(whole),
    notes: [...notes, ...recordNotes(whole)],
    exit: refused > 0 ? 2 : waits ? 1 : 0,
  };
}

/** A key that does not do is for a person to mend; what was to be sent waits until then. */
function refuseDenied({ stop, answers, earlier }: Delivery, { url }: Server, { folder }: Spool): void {
  if (stop === undefined || stop === "busy" || stop.kind !== "denied") return;
  const batches = answers.filter((answer) => answer === undefined).length;
  throw new DomainError(
    stop.code,
    `${url} does not take this key (${stop.why}); set YARDLET_KEY to one that may report runs, then report again what is kept in ${folder}`,
    { server: url, folder, batches, earlier },
  );
}

function stopNotes({ stop, answers, earlier }: Delivery, { url }: Server): string[] {
  if (stop === undefined) return [];
  const waiting = earlier.waiting > 0 || answers.includes(undefined);
  const next = waiting ? "; what waits is sent by the next yardlet run report, or with --flush" : "";
  if (stop === "busy") return [`another process is sending to ${url}${next}`];
  const why = stop.kind === "away" ? "is away" : "does not answer as a Yardlet server; check its address";
  return [`${url} ${why} (${stop.why})${next}`];
}

async function foreignNotes(spool: Spool): Promise<string[]> {
  return (await foreignFolders(spool)).map(
    ({ folder, batches }) =>
      `${batches} ${batches === 1 ? "batch waits" : "batches wait"} in ${folder} for the key that reported them; to send them with this one, report those files, then remove them`,
  );
}

function runIdOfLine(line: string): string | null {
  const id: unknown = Reflect.get(Object(JSON.parse(line)), "run_id");
  return typeof id === "string" ? id : null;
}
