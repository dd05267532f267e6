import { AgentName } from "@yardlet/core/agent";
import type { ServerAuthoringReport } from "@yardlet/core/agent/server-report";
import { SKILL_FILE } from "@yardlet/core/skill";
import type { AskJobBody } from "@yardlet/core/job/answers";
import type { Answer, Invocation } from "../command.ts";
import { findRepository, openLocal } from "../local/repository.ts";
import { printable, printableLine } from "../output/printable.ts";
import { type Style, styleFor } from "../output/style.ts";
import { fetchDraft } from "../remote/candidates.ts";
import { askForSkill, followJob } from "../remote/jobs.ts";
import { firstKnown, namesOf } from "../remote/names.ts";
import type { Server } from "../remote/server.ts";
import { addSeen } from "../review/seen.ts";
import { UsageError } from "../usage-error.ts";

type Ask = Extract<AskJobBody, { kind: "research" }> | Extract<AskJobBody, { kind: "create" }>;
type Asked = Omit<Extract<Ask, { kind: "research" }>, "repo"> | Omit<Extract<Ask, { kind: "create" }>, "repo">;

const HERE = "write the draft here with --local";

/** Has a server's agent write a skill, and follows its job to the end. Ctrl-C ends the following, not the job. */
export async function authorOnServer(server: Server, asked: Asked, { options, environment }: Invocation) {
  const { timeoutMs, noColor } = environment;
  const root = await findRepository(options.repo, environment);
  const names = namesOf(await openLocal(root, environment), root, server, HERE);
  const { job_id: id } = await firstKnown(server, names, HERE, (repo) =>
    askForSkill(server, { ...asked, repo }, timeoutMs),
  );
  const quiet = styleFor(process.stderr, noColor);
  const onLine = (message: string, source: string) => {
    if (!options.json) process.stderr.write(`${quiet("dim", `${printable(source)}  ${printableLine(message)}`)}\n`);
  };
  if (!options.json) process.stderr.write(`yardlet: the job is ${id}: ${server.url}/jobs/${encodeURIComponent(id)}\n`);
  const { log: _said, authoring, ...job } = await followJob(server, id, { timeoutMs, onLine });
  const waits = authoring !== null && authoring.candidate !== null && authoring.draft !== null;
  const draft = waits && authoring.draft !== null ? await fetchDraft(server, authoring.draft, timeoutMs) : null;
  if (draft !== null && authoring?.candidate)
    await addSeen(server, { id: authoring.candidate, hash: draft.hash }, environment);
  const report: ServerAuthoringReport = { server: server.url, job, authoring, draft };
  const text = textOf(report, styleFor(process.stdout, noColor));
  return { report, text, notes: [], exit: exitOf(report) } satisfies Answer;
}

/** Which agent a server is asked for; without one it is the team's. @throws UsageError for a name that is none */
export function parseServerAgent(text: string | undefined): AgentName | undefined {
  if (text === undefined) return undefined;
  const parsed = AgentName.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--agent takes ${AgentName.options.join(", ")}, not ${JSON.stringify(text)}`);
}

/** 1 where no text came of it, 2 where what should have been installed waits for a person. */
function exitOf({ job, authoring, draft }: ServerAuthoringReport): Answer["exit"] {
  if (job.state !== "done") return 1;
  return authoring?.kind === "create" && draft !== null ? 2 : 0;
}

function textOf({ server, job, authoring, draft }: ServerAuthoringReport, style: Style): string {
  const failure = authoring?.failure;
  const lines = [
    ...(failure ? [`${style("red", printable(failure.code))}  ${printable(failure.message)}`] : []),
    ...(job.error !== null && !failure ? [`${style("red", job.error.code)}  ${printable(job.error.message)}`] : []),
    ...(draft === null ? endLines(job, authoring) : draftLines(draft, authoring?.candidate ?? "", server)),
  ];
  return `${lines.join("\n")}\n`;
}

function endLines({ id, state }: ServerAuthoringReport["job"], authoring: ServerAuthoringReport["authoring"]) {
  if (state !== "done") return [`The job ${id} ${state === "cancelled" ? "was cancelled" : "has failed"}.`];
  return [`${printable(authoring?.name ?? "The skill")} is written into ${printable(authoring?.home ?? "git")}.`];
}

function draftLines(draft: NonNullable<ServerAuthoringReport["draft"]>, candidate: string, server: string): string[] {
  const skill = draft.files.find(({ path }) => path === SKILL_FILE);
  const others = draft.files.filter(({ path }) => path !== SKILL_FILE);
  return [
    `Draft of ${draft.name} for ${printable(draft.home)}, ${draft.hash.slice(0, 12)}:`,
    "",
    ...(skill?.text ?? "")
      .trimEnd()
      .split("\n")
      .map((line) => `  ${printableLine(line)}`.trimEnd()),
    "",
    ...others.map(({ path, size }) => `  ${printable(path)}  ${size} bytes`),
    `Nothing is installed. "yardlet skill apply ${printable(candidate)}" installs it; edit it on ${server}/review?at=${encodeURIComponent(candidate)}`,
  ];
}
