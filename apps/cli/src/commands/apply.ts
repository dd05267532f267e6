import { SkillApplyReport } from "@yardlet/core/agent/command-report";
import type { Answer, Invocation } from "../command.ts";
import { applyDraft, applyProposal, refuseOther } from "../author/apply.ts";
import { sweepDisposables } from "../author/checkout.ts";
import { obstacleLines } from "../author/text.ts";
import { readState } from "../local/state.ts";
import { type Style, styleFor } from "../output/style.ts";
import { skillServer } from "../remote/skills.ts";
import { idOf } from "../review/listing.ts";
import { applyOnServer } from "../review/remote.ts";

/** `yardlet skill apply <run-id|n>`: a draft as it lies there now, or what runs propose, becomes a skill in one commit. */
export async function applySkill(invocation: Invocation): Promise<Answer> {
  const server = await skillServer(invocation);
  return server === undefined ? applyHere(invocation) : applyOnServer(server, invocation);
}

async function applyHere({ args, options, environment }: Invocation): Promise<Answer> {
  const state = await readState(options.repo, environment);
  await sweepDisposables(environment);
  const id = await idOf(args[0] ?? "", state.root);
  refuseOther(id, state);
  const applied = id.startsWith("proposal:")
    ? await applyProposal(id, state, environment)
    : await applyDraft(id, state, environment);
  const notes = [...state.notes, ...applied.notes];
  const report: SkillApplyReport = { ...applied, repo: state.root, id, notes };
  return { report, text: textOf(report, styleFor(process.stdout, environment.noColor)), notes, exit: 0 };
}

function textOf({ skill, version, commit, home, edited, checks }: SkillApplyReport, style: Style): string {
  const where = home === "library" ? "in the library, " : "";
  const lines = [
    `Installed ${skill} v${version} ${where}in commit ${commit.slice(0, 7)}${edited ? ", as you edited it" : ""}.`,
    ...obstacleLines(checks.obstacles, style),
  ];
  return `${lines.join("\n")}\n`;
}
