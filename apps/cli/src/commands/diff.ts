import { diffFiles } from "@yardlet/core/version";
import type { SkillDiffReport } from "@yardlet/core/version/command-report";
import type { Answer, Invocation } from "../command.ts";
import { styleFor } from "../output/style.ts";
import { diffText } from "../version/diff-text.ts";
import { readLocalSkill } from "../version/local.ts";
import { sidesOf } from "../version/side.ts";
import { skillServer } from "../remote/skills.ts";
import { diffOnServer } from "../version/remote-diff.ts";

/** `yardlet skill diff <name>`: every file of two versions, compared. Exit 0 whether they differ or not. */
export async function diffVersions(invocation: Invocation): Promise<Answer> {
  const server = await skillServer(invocation);
  return server === undefined ? diffVersionsHere(invocation) : diffOnServer(server, invocation);
}

async function diffVersionsHere(invocation: Invocation): Promise<Answer> {
  const { args, options, environment } = invocation;
  const skill = await readLocalSkill(args[0] ?? "", invocation);
  const { from, to } = await sidesOf(skill, options);
  const report: SkillDiffReport = {
    server: null,
    skill: skill.name,
    from: from.side,
    to: to.side,
    files: diffFiles(from.files, to.files),
  };
  const style = styleFor(process.stdout, environment.noColor);
  return { report, text: diffText(report, style), notes: [...skill.state.notes, ...skill.history.notes], exit: 0 };
}
