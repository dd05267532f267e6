import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SKILLS_FOLDER } from "@yardlet/core/equip";
import { isScanOk, scanSkill, type ScanFinding, type SkillScanReport } from "@yardlet/core/scan";
import { SkillName, compareText } from "@yardlet/core/skill";
import { readFolder } from "@yardlet/repo";
import type { Answer, Invocation } from "../command.ts";
import { findRepository } from "../local/repository.ts";
import { equippedFolders, findSkillFolders } from "../local/skill-folders.ts";
import { shownPath } from "../output/path.ts";
import { type Style, styleFor } from "../output/style.ts";

/** `yardlet skill scan [<path|name>...]`: what in skill folders could harm who uses them. */
export async function scanSkills({ args, options, environment }: Invocation): Promise<Answer> {
  const folders =
    args.length > 0
      ? await findSkillFolders(await pathsOf(args, { options, environment }), environment.cwd)
      : await equippedFolders(await findRepository(options.repo, environment));
  const results: SkillScanReport["results"] = [];
  for (const folder of folders) {
    const findings = scanSkill((await readFolder(folder)).files);
    results.push({ path: shownPath(environment.cwd, folder, "SKILL.md"), ok: isScanOk(findings), findings });
  }
  const report: SkillScanReport = { results: results.toSorted((a, b) => compareText(a.path, b.path)) };
  const text = textOf(report, styleFor(process.stdout, environment.noColor));
  return { report, text, notes: [], exit: results.every(({ ok }) => ok) ? 0 : 1 };
}

/** A name that no path has is that of a skill equipped here. */
async function pathsOf(
  args: readonly string[],
  { options, environment }: Pick<Invocation, "options" | "environment">,
): Promise<string[]> {
  const isPath = await Promise.all(args.map((arg) => lies(resolve(environment.cwd, arg))));
  if (isPath.every(Boolean)) return [...args];
  const root = await findRepository(options.repo, environment).catch(() => undefined);
  return args.map((arg, at) => {
    const isName = !isPath[at] && root !== undefined && SkillName.safeParse(arg).success;
    return isName ? join(root, SKILLS_FOLDER, arg) : arg;
  });
}

function lies(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function textOf({ results }: SkillScanReport, style: Style): string {
  const alarming = results.filter(({ ok }) => !ok).length;
  const lines = results.flatMap(({ path, ok, findings }) => [
    `${ok ? style("green", "ok") : style("red", "not ok")}  ${path}`,
    ...findings.map((finding) => `    ${findingText(finding, style)}`),
  ]);
  const count = `${results.length} ${results.length === 1 ? "skill" : "skills"} scanned`;
  return `${[...lines, `${count}: ${alarming === 0 ? "all ok" : `${alarming} not ok`}`].join("\n")}\n`;
}

const MARKS = { critical: "red", high: "red", medium: "yellow", low: "dim" } as const;

function findingText({ severity, rule, message, file, line }: ScanFinding, style: Style): string {
  return `${style(MARKS[severity], severity)} ${file}:${line} ${rule}: ${message}`;
}
