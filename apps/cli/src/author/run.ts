import { type AuthorOutcome, author, layoutOf } from "@yardlet/agents";
import { type AuthoredSkill, RUN_FILES, RUN_PARTS } from "@yardlet/core/agent";
import type { AuthoringRun } from "@yardlet/core/agent/run-file";
import { DomainError } from "@yardlet/core/error";
import { type SkillFile, contentHash } from "@yardlet/core/skill";
import { createRunFolder, exportFiles, openRunLog, writeRunFiles } from "@yardlet/repo";
import type { Environment } from "../env.ts";
import { type LocalState, readState } from "../local/state.ts";
import type { ChosenAgent } from "./agent.ts";
import { type Ask, begin, factsOf } from "./begin.ts";
import { sweepDisposables, withDisposable } from "./checkout.ts";
import { notBegun, saveRun, textFile } from "./record.ts";
import { surroundingsOf } from "./surroundings.ts";

/** Where it is asked for, and who listens. */
export interface Setting {
  state: LocalState;
  agent: ChosenAgent;
  environment: Environment;
  signal: AbortSignal;
  onLine: (text: string) => void;
}

/** A run that has ended, with the files of its draft where there is one. */
export interface Ended {
  run: AuthoringRun;
  files: readonly SkillFile[] | undefined;
}

/**
 * Runs an agent on a disposable copy of the newest commit. Packet, log, answer and draft lie in the run's folder, and run.json
 * says how it ended, whatever way that was.
 * @throws DomainError where the agent could not be started; run.json says so too
 */
export async function runAuthoring(ask: Ask, setting: Setting): Promise<Ended> {
  const { state, agent, environment } = setting;
  const commit = requireCommit(state);
  await sweepDisposables(environment);
  const begun = begin(ask, agent, commit);
  const { root } = state;
  // The run is seen at work before its folder is seen.
  return withDisposable(begun.run_id, environment, async (folder) => {
    await createRunFolder(root, begun.run_id);
    await saveRun(root, begun);
    try {
      return await answer(begun, folder, ask, setting);
    } catch (error) {
      const end = setting.signal.aborted ? "cancelled" : "failed";
      await saveRun(root, { ...begun, state: end, ended_at: new Date().toISOString(), failure: notBegun(error) });
      throw error;
    }
  });
}

async function answer(begun: AuthoringRun, folder: string, ask: Ask, setting: Setting): Promise<Ended> {
  const { state, agent, environment, signal, onLine } = setting;
  const { root, repo } = state;
  const { run_id: runId, commit } = begun;
  const { paths, left } = await exportFiles(repo, commit, layoutOf(folder).checkout, { signal });
  const log = await openRunLog(root, runId, RUN_FILES.log);
  let run = begun;
  try {
    const outcome = await author(
      {
        facts: factsOf(begun, ask, [...paths, ...left], state),
        adapter: agent.adapter,
        home: ask.home,
        source: "created",
        // The agent may have taken long: what lies here by now counts.
        around: async () => surroundingsOf(await readState(root, environment)),
        folder,
        hidden: [environment.state],
        host: environment.variables,
        onBegin: async ({ packet, packetVersion, isolation }) => {
          run = { ...run, packet_version: packetVersion, isolation };
          await writeRunFiles(root, runId, [textFile(RUN_FILES.packet, packet)]);
          await saveRun(root, run);
        },
        onLog: ({ text }) => {
          log.write(`${text}\n`);
          onLine(text);
        },
      },
      signal,
    );
    return await keep(root, { ...run, ...reportOf(outcome) }, outcome);
  } finally {
    await log.close();
  }
}

/** Writes the draft, and then that there is one. */
async function keep(root: string, run: AuthoringRun, outcome: AuthorOutcome): Promise<Ended> {
  if (!outcome.ok) {
    const { failure } = outcome;
    const ended = { ...run, state: endOf(failure.kind), failure: { ...failure, issues: [...failure.issues] } };
    await saveRun(root, ended);
    return { run: ended, files: undefined };
  }
  const { skill, files, held } = outcome.draft;
  await writeRunFiles(root, run.run_id, [textFile(RUN_FILES.result, `${JSON.stringify(skill, null, 2)}\n`)]);
  const taken = files.find(({ path }) => RUN_PARTS.has(path.split("/", 1)[0] ?? ""));
  if (taken !== undefined) {
    const ended: AuthoringRun = { ...run, state: "failed", failure: takenPart(skill, taken.path) };
    await saveRun(root, ended);
    return { run: ended, files: undefined };
  }
  await writeRunFiles(root, run.run_id, files);
  const ended: AuthoringRun = {
    ...run,
    state: "draft",
    failure: held === undefined ? null : { ...held, issues: [...held.issues] },
    draft: { name: skill.name, hash: contentHash(files) },
  };
  await saveRun(root, ended);
  return { run: ended, files };
}

function endOf(kind: string): AuthoringRun["state"] {
  return kind === "cancelled" ? "cancelled" : "failed";
}

function takenPart({ files = [] }: AuthoredSkill, path: string): AuthoringRun["failure"] {
  const at = files.findIndex((file) => file.path === path);
  return {
    kind: "result_invalid",
    code: "schema_violation/agent_result_invalid",
    message: `the draft has a file ${path}, a name that the folder of a run needs itself; ask for another one`,
    issues: [{ path: `files.${at}.path`, message: `${path} is taken by the run` }],
  };
}

function reportOf({ report }: AuthorOutcome) {
  const { isolation, exitCode, durationMs, outside, cost } = report;
  return {
    isolation,
    exit_code: exitCode ?? null,
    duration_ms: durationMs,
    cost: cost ?? null,
    outside: outside.map(({ path, what }) => ({ path, what })),
    ended_at: new Date().toISOString(),
  };
}

/** @throws DomainError `refused` where nothing is committed yet, `invalid` without a working tree for the run's folder */
function requireCommit({ seen, root }: LocalState): string {
  if (seen.commit !== undefined) return seen.commit;
  throw new DomainError("refused", `${root} has no commit that an agent could read; commit your work first`);
}
