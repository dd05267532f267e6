import type { SkillValidateReport } from "@yardlet/core/equip";
import { type Finding, ValidationProfile, compareFindings, compareText, validateSkill } from "@yardlet/core/skill";
import { basename } from "node:path";
import type { Answer, Invocation } from "../command.ts";
import { readFolder } from "@yardlet/repo";
import { findRepository } from "../local/repository.ts";
import { equippedFolders, findSkillFolders } from "../local/skill-folders.ts";
import { shownPath } from "../output/path.ts";
import { type Style, styleFor } from "../output/style.ts";
import { UsageError } from "../usage-error.ts";

/** `yardlet skill validate [<path>...]`: every skill folder at these paths against one profile. */
export async function validateSkills({ args, options, environment }: Invocation): Promise<Answer> {
  const profile = profileOf(options.profile);
  const folders =
    args.length > 0
      ? await findSkillFolders(args, environment.cwd)
      : await equippedFolders(await findRepository(options.repo, environment));
  const results: SkillValidateReport["results"] = [];
  for (const folder of folders) {
    const { files, escaping } = await readFolder(folder);
    const findings = [...validateSkill({ folder: basename(folder), files }, profile), ...escaping].toSorted(
      compareFindings,
    );
    const ok = findings.every(({ severity }) => severity !== "error");
    results.push({ path: shownPath(environment.cwd, folder, "SKILL.md"), ok, findings });
  }
  const report: SkillValidateReport = { results: results.toSorted((a, b) => compareText(a.path, b.path)) };
  const style = styleFor(process.stdout, environment.noColor);
  return { report, text: textOf(report, profile, style), notes: [], exit: results.every(({ ok }) => ok) ? 0 : 1 };
}

function profileOf(name: string | undefined): ValidationProfile {
  const parsed = ValidationProfile.safeParse(name ?? "strict");
  if (parsed.success) return parsed.data;
  throw new UsageError(`--profile ${JSON.stringify(name)} is none of ${ValidationProfile.options.join(", ")}`);
}

function textOf({ results }: SkillValidateReport, profile: string, style: Style): string {
  const failed = results.filter(({ ok }) => !ok).length;
  const lines = results.flatMap(({ path, ok, findings }) => [
    `${ok ? style("green", "ok") : style("red", "not ok")}  ${path}`,
    ...findings.map((finding) => `    ${findingText(finding, style)}`),
  ]);
  const count = `${results.length} ${results.length === 1 ? "skill" : "skills"} by profile ${profile}`;
  return `${[...lines, `${count}: ${failed === 0 ? "all ok" : `${failed} not ok`}`].join("\n")}\n`;
}

function findingText({ severity, rule, message, file, line }: Finding, style: Style): string {
  const mark = { error: "red", warning: "yellow", info: "dim" } as const;
  return `${style(mark[severity], severity)} ${file}${line === undefined ? "" : `:${line}`} ${rule}: ${message}`;
}
