import type { SkillSuggestReport } from "@yardlet/core/equip";
import type { Answer, Invocation } from "../command.ts";
import { suggestReport } from "../local/report.ts";
import { assess, readState } from "../local/state.ts";
import { planLines } from "../output/plan.ts";
import { type Style, styleFor } from "../output/style.ts";

/** `yardlet skill suggest`: what is wanted and not equipped, what only a person can decide, and what no library has. */
export async function suggestSkills({ options, environment }: Invocation): Promise<Answer> {
  const state = await readState(options.repo, environment);
  const report = suggestReport(state, assess(state));
  const style = styleFor(process.stdout, environment.noColor);
  return { report, text: textOf(report, style, options.why), notes: state.notes, exit: 0 };
}

function textOf({ plan, likely, gaps }: SkillSuggestReport, style: Style, all: boolean): string {
  const shown = plan.entries.filter(
    ({ action }) => all || (action !== "keep" && action !== "veto" && action !== "gap"),
  );
  const lines = [
    ...planLines({ entries: shown }, style),
    ...likely.map(
      ({ preset, skills }) => `  ${preset} is likely: "yardlet skill equip ${preset}" would add ${skills.join(", ")}`,
    ),
    ...gaps.map(({ why }) => `  ${style("yellow", "gap")} ${why}`),
  ];
  return `${lines.length === 0 ? "Nothing to suggest: what is wanted here is equipped." : lines.join("\n")}\n`;
}
