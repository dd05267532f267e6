import { mkdir, realpath } from "node:fs/promises";
import path from "node:path";
import {
  AGENT_FAILURES,
  type AgentCost,
  type AgentFailureKind,
  AgentRunId,
  type AuthoredSkill,
} from "@yardlet/core/agent";
import { parseInput } from "@yardlet/core/error";
import { type AgentAdapter, fillArgv } from "./adapter/adapters.ts";
import { countCost } from "./adapter/cost.ts";
import { findProgram } from "./adapter/find.ts";
import { agentEnvironment, type Environment, hostEnvironment, RUN_MARK } from "./environment.ts";
import { compareStates, type FolderChange, readFolderState } from "./folder/compare.ts";
import { type AgentLayout, layoutOf } from "./folder/layout.ts";
import { removeFolder } from "./folder/remove.ts";
import { detectIsolations, enclose, type Enclosure, type Isolation } from "./isolation/isolation.ts";
import { type LogLine, openLog } from "./log/log.ts";
import { markOf } from "./process/mark.ts";
import { type AgentEnd, endProcessesOf, runProcess } from "./process/start.ts";
import { readResult, type ResultRead } from "./result/read.ts";

/** Times in milliseconds, sizes in bytes. */
export interface AgentLimits {
  readonly wallMs: number;
  readonly outputBytes: number;
  readonly resultBytes: number;
}

export const AGENT_LIMITS: AgentLimits = {
  wallMs: 30 * 60_000,
  outputBytes: 32 * 1024 * 1024,
  resultBytes: 20 * 1024 * 1024,
};

export interface AgentRun {
  /** Unique among all runs: what the agent starts is found by it, also by a worker that comes after a dead one. */
  readonly runId: string;
  readonly adapter: AgentAdapter;
  readonly packet: string;
  /** A disposable folder that holds `checkout` (`layoutOf`); the caller makes and removes it. */
  readonly folder: string;
  readonly limits?: Partial<AgentLimits>;
  readonly signal?: AbortSignal;
  readonly onLog?: (line: LogLine) => void;
  /** The isolation that is wanted; by default the best that works here. */
  readonly isolation?: Isolation;
  /** Folders of the host that an agent may not read. Only bubblewrap keeps them from it. */
  readonly hidden?: readonly string[];
  readonly host?: Environment;
}

/** How a run went, whatever came of it. */
export interface AgentReport {
  readonly isolation: Isolation;
  readonly durationMs: number;
  readonly exitCode: number | undefined;
  readonly killedBy: string | undefined;
  readonly outputBytes: number;
  /** What changed in the disposable folder beside the run's own parts. */
  readonly outside: readonly FolderChange[];
  readonly leftProcesses: number;
  /** What the agent says it used; undefined when it says nothing. */
  readonly cost: AgentCost | undefined;
}

export interface AgentFailure {
  readonly kind: AgentFailureKind;
  readonly code: string;
  readonly message: string;
  /** Which fields of the result are at fault. */
  readonly issues: readonly { path: string; message: string }[];
}

export type AgentOutcome =
  | { readonly ok: true; readonly skill: AuthoredSkill; readonly report: AgentReport }
  | {
      readonly ok: false;
      readonly failure: AgentFailure;
      /** A whole result of an agent that broke a rule: a person may look at it, nothing uses it by itself. */
      readonly held: AuthoredSkill | undefined;
      readonly report: AgentReport;
    };

/**
 * Runs one agent: packet on stdin, process, `skill-result.json`. When it returns, nothing the agent started is alive and
 * nothing but the checkout is left of the run. What the agent does wrong is a failure, never an exception.
 * @throws DomainError `invalid` for a run id that can't stand in a path.
 */
export async function runAgent(run: AgentRun): Promise<AgentOutcome> {
  const runId = parseInput(AgentRunId, run.runId, "the run id of an agent");
  const mark = markOf(runId);
  const host = run.host ?? hostEnvironment();
  const limits = { ...AGENT_LIMITS, ...run.limits };
  const folder = await realpath(run.folder);
  const layout = layoutOf(folder);
  const own = [layout.out, layout.home, layout.tmp];
  const isolation = run.isolation ?? (await detectIsolations())[0] ?? "process";
  await endProcessesOf(mark);
  for (const place of own) await removeFolder(place);
  const before = await readFolderState(folder, own);
  for (const place of own) await mkdir(place, { mode: 0o700 });

  try {
    const { variables, secrets } = agentEnvironment(
      { credentials: run.adapter.credentials, given: givenTo(run, layout) },
      host,
    );
    const used = countCost(run.adapter.says);
    const log = openLog(secrets, run.onLog ?? (() => {}), used.read);
    const started = performance.now();
    const [name, ...args] = fillArgv(run.adapter.argv, layout);
    const program = await findProgram(name ?? "", variables["PATH"]);
    const end =
      program === undefined
        ? NOT_INSTALLED
        : await runProcess({
            line: enclose(isolation, enclosureOf(run, folder, layout, program, host), [program, ...args]),
            cwd: layout.checkout,
            variables,
            mark,
            folder,
            stdin: run.packet,
            log,
            wallMs: limits.wallMs,
            outputBytes: limits.outputBytes,
            signal: run.signal,
          });
    const durationMs = Math.round(performance.now() - started);
    const outside = compareStates(before, await readFolderState(folder, own));
    const report = {
      isolation,
      durationMs,
      exitCode: end.exitCode,
      killedBy: end.killedBy,
      outputBytes: log.bytes,
      outside,
      leftProcesses: end.leftProcesses,
      cost: used.cost,
    };
    const stopped = endedBadly(end, run.adapter);
    if (stopped !== undefined) return { ok: false, failure: failureOf(stopped), held: undefined, report };
    return settle(await readResult(layout.result, limits.resultBytes, runId), report, secrets, log.exposed);
  } finally {
    for (const place of own) await removeFolder(place);
  }
}

/** Ends what a run left alive whose worker died, and says how many processes that were. */
export async function endStrayAgents(runId: string): Promise<number> {
  return endProcessesOf(markOf(parseInput(AgentRunId, runId, "the run id of an agent")));
}

const NOT_INSTALLED = { stopped: "not_installed", exitCode: undefined, killedBy: undefined, leftProcesses: 0 } as const;

function givenTo({ runId, adapter }: AgentRun, layout: AgentLayout): Record<string, string> {
  return {
    ...Object.fromEntries(adapter.stateFolder.map((name) => [name, layout.home])),
    HOME: layout.home,
    // The copy has no history of its own: git must not take that of a folder around it for it.
    GIT_CEILING_DIRECTORIES: path.dirname(layout.checkout),
    TMPDIR: layout.tmp,
    [RUN_MARK]: runId,
    YARDLET_RESULT_FILE: layout.result,
  };
}

function enclosureOf(
  run: AgentRun,
  folder: string,
  layout: AgentLayout,
  program: string,
  host: Environment,
): Enclosure {
  return {
    layout,
    folder,
    program,
    home: host["HOME"],
    hidden: run.hidden ?? [],
    readable: run.adapter.readable ?? [],
    mark: markOf(run.runId),
  };
}

function endedBadly(end: AgentEnd | typeof NOT_INSTALLED, { exits }: AgentAdapter): AgentFailureKind | undefined {
  if (end.stopped !== undefined) return end.stopped;
  if (end.exitCode === 0) return undefined;
  return (end.exitCode === undefined ? undefined : exits?.[end.exitCode]) ?? "exit_status";
}

function settle(
  result: ResultRead,
  report: AgentReport,
  secrets: readonly string[],
  printedSecret: boolean,
): AgentOutcome {
  if (!result.ok) return { ok: false, failure: failureOf(result.kind, result.issues), held: undefined, report };
  const { skill } = result;
  const returnedSecret = secrets.some((secret) => textsOf(skill).some((text) => text.includes(secret)));
  if (returnedSecret) return { ok: false, failure: failureOf("secret_exposed"), held: undefined, report };
  const broken: AgentFailureKind | undefined =
    report.leftProcesses > 0
      ? "left_processes"
      : report.outside.length > 0
        ? "wrote_outside"
        : printedSecret
          ? "secret_exposed"
          : undefined;
  if (broken === undefined) return { ok: true, skill, report };
  return { ok: false, failure: failureOf(broken), held: skill, report };
}

function textsOf({ name, description, body, rationale, sources = [], files = [] }: AuthoredSkill): string[] {
  return [
    name,
    description,
    body,
    rationale,
    ...sources.flatMap(({ ref, note }) => [ref, note]),
    ...files.flatMap(({ path, content }) => [path, content]),
  ];
}

/** The failure of a kind, with the fields of the result that are at fault. */
export function failureOf(kind: AgentFailureKind, issues: AgentFailure["issues"] = []): AgentFailure {
  return { kind, ...AGENT_FAILURES[kind], issues };
}
