import type { AuthoringRun } from "@yardlet/core/agent/run-file";
import type { SkillAuthoringReport } from "@yardlet/core/agent/command-report";
import { type SkillFile, SKILL_FILE } from "@yardlet/core/skill";
import { runFolder } from "@yardlet/repo";
import type { Answer, Invocation } from "../command.ts";
import { type LocalState, readState } from "../local/state.ts";
import { shorten } from "../output/columns.ts";
import { shownPath } from "../output/path.ts";
import { printable } from "../output/printable.ts";
import { styleFor } from "../output/style.ts";
import type { ChosenAgent } from "./agent.ts";
import type { Ask } from "./begin.ts";
import { type Installed, installSkill } from "./install.ts";
import { interruptible } from "./interrupt.ts";
import { saveRun } from "./record.ts";
import { runAuthoring } from "./run.ts";
import { type Checked, checkDraft, checksReport, groundOf } from "./surroundings.ts";
import { authoringText } from "./text.ts";

/** How much of a topic goes into the history. */
const TOPIC_CHARACTERS = 200;

interface Place {
  state: LocalState;
  agent: ChosenAgent;
  invocation: Invocation;
}

/**
 * Lets an agent write a skill in file mode. A `create` whose checks are clear is installed at once. Exit 1 when there is no draft,
 * 2 when one that should have been installed is held for a person.
 */
export async function authorHere(ask: Ask, { state, agent, invocation }: Place): Promise<Answer> {
  const { options, environment } = invocation;
  for (const note of agent.notes) process.stderr.write(`yardlet: ${note}\n`);
  const style = styleFor(process.stderr, environment.noColor);
  const onLine = (text: string) => {
    if (!options.json) process.stderr.write(`${style("dim", printable(text))}\n`);
  };
  const { run: ended, files } = await interruptible((signal) =>
    runAuthoring(ask, { state, agent, environment, signal, onLine }),
  );
  const { root } = state;
  const now = await readState(root, environment);
  const ground = await groundOf(now);
  const checked = files && ended.draft ? checkDraft({ name: ended.draft.name, files }, ask.home, ground) : undefined;
  const mayInstall = ask.kind === "create" && ended.failure === null && checked?.obstacles.length === 0;
  const installed = files && mayInstall ? await installDraft(ended, files, now, invocation) : undefined;
  const run = installed?.run ?? ended;
  const notes = [...state.notes, ...(installed?.notes ?? [])];
  const report: SkillAuthoringReport = {
    repo: root,
    run,
    path: files === undefined ? null : shownPath(environment.cwd, root, runFolder(run.run_id), SKILL_FILE),
    checks: checked === undefined ? null : checksReport(checked),
    commit: installed?.commit ?? null,
    notes,
  };
  const text = authoringText(report, styleFor(process.stdout, environment.noColor));
  return { report, text, notes, exit: exitOf(run, ask, checked) };
}

async function installDraft(
  run: AuthoringRun,
  files: readonly SkillFile[],
  state: LocalState,
  { environment }: Invocation,
): Promise<Pick<Installed, "commit" | "notes"> & { run: AuthoringRun }> {
  const name = run.draft?.name ?? run.run_id;
  const reason = `written by ${run.agent} in run ${run.run_id}: ${printable(shorten(run.topic, TOPIC_CHARACTERS))}`;
  const wanted = { name, files, home: run.home, source: "created", follows: undefined, reason } as const;
  const { skill, commit, notes } = await installSkill(wanted, state, environment);
  const { version, contentHash: hash } = skill;
  const at = new Date().toISOString();
  const saved: AuthoringRun = {
    ...run,
    state: "installed",
    installed: { at, skill: skill.name, version, hash, edited: false, commit },
  };
  await saveRun(state.root, saved);
  return { run: saved, commit, notes };
}

function exitOf({ state }: AuthoringRun, { kind }: Ask, checked: Checked | undefined): Answer["exit"] {
  if (checked === undefined) return 1;
  return kind === "create" && state !== "installed" ? 2 : 0;
}
