import type { Obstacle } from "@yardlet/core/agent";
import type { SkillAuthoringReport } from "@yardlet/core/agent/command-report";
import { runFolder } from "@yardlet/repo";
import { printable } from "../output/printable.ts";
import type { Style } from "../output/style.ts";

/** How an authoring ended, as people read it. */
export function authoringText({ run, path, checks, commit }: SkillAuthoringReport, style: Style): string {
  const how = `${run.agent}${run.agent_version === null ? "" : ` ${printable(run.agent_version)}`}`;
  const after = run.duration_ms === null ? "" : ` after ${(run.duration_ms / 1000).toFixed(1)} s`;
  const lines = [
    `${style("bold", run.run_id)}  ${how}, isolation ${run.isolation ?? "none"}${after}`,
    ...(run.failure === null ? [] : failureLines(run, style)),
    ...(path === null ? [] : [`Draft of ${run.draft?.name}: ${path}`]),
    ...obstacleLines(checks?.obstacles ?? [], style),
    ...nextLines({ run, path, checks, commit }),
  ];
  return `${lines.join("\n")}\n`;
}

function failureLines({ failure, run_id: id, outside }: SkillAuthoringReport["run"], style: Style): string[] {
  const issues = failure?.issues ?? [];
  return [
    `${style("red", failure?.code ?? "")}  ${printable(failure?.message ?? "")}`,
    ...issues.map(({ path, message }) => `    ${printable(`${path} ${message}`.trim())}`),
    ...outside.slice(0, 20).map((change) => `    ${change.what} ${printable(change.path)}`),
    `Its log: ${runFolder(id)}/agent.log`,
  ];
}

/** What keeps a draft from being installed by itself, a line each. */
export function obstacleLines(obstacles: readonly Obstacle[], style: Style): string[] {
  return obstacles.map(({ check, final, message }) => {
    const mark = final ? style("red", "refused") : style("yellow", "asks");
    return `  ${mark}  ${check}: ${printable(message)}`;
  });
}

function nextLines({ run, path, checks, commit }: Pick<SkillAuthoringReport, "run" | "path" | "checks" | "commit">) {
  if (commit !== null)
    return [`Installed ${run.installed?.skill} v${run.installed?.version} in ${commit.slice(0, 7)}.`];
  if (path === null) return [];
  const apply = `"yardlet skill apply ${run.run_id}"`;
  const obstacles = checks?.obstacles ?? [];
  if (obstacles.some(({ final }) => final)) return [`Nothing is installed. Edit the draft, then ${apply}.`];
  if (obstacles.length > 0 || run.failure !== null)
    return [`Nothing is installed. Read the draft; if it shall be installed all the same: ${apply}.`];
  return [`The checks are clear. Nothing is installed; read the draft, edit it as you like, then ${apply}.`];
}
