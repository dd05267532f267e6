import type { Detection } from "@yardlet/core/classify";
import { type ListingFacts, type SkillListReport, chooseListing, listingBudget } from "@yardlet/core/equip";
import type { Answer, Invocation } from "../command.ts";
import { listReport } from "../local/report.ts";
import { type Assessment, type LocalState, assess, readState } from "../local/state.ts";
import { columns, shorten } from "../output/columns.ts";
import { type Style, styleFor } from "../output/style.ts";

const DESCRIPTION_CHARACTERS = 72;
const PRESETS_CHARACTERS = 28;

/** `yardlet skill list`: what is detected, equipped, available, suggested and missing. */
export async function listSkills({ options, environment }: Invocation): Promise<Answer> {
  const state = await readState(options.repo, environment);
  const assessment = assess(state);
  const report = listReport(state, assessment);
  const style = styleFor(process.stdout, environment.noColor);
  const text = textOf({ state, assessment, report, style, why: options.why });
  return { report, text, notes: state.notes, exit: 0 };
}

interface View {
  state: LocalState;
  assessment: Assessment;
  report: SkillListReport;
  style: Style;
  why: boolean;
}

function textOf(view: View): string {
  const { state, report, style } = view;
  const at =
    state.seen.commit === undefined
      ? "its working tree, there is no commit yet"
      : `commit ${state.seen.commit.slice(0, 7)}`;
  const sections: [string, string[]][] = [
    ["Detected", detectedLines(view)],
    [`Equipped: ${report.equipped.length}`, equippedLines(view)],
    [`Suggested: ${report.suggested.length}`, suggestedLines(view)],
    ["Available", availableLines(view)],
    ["Gaps", report.gaps.map(({ why }) => `  ${why}`)],
    ["Vetoed", columns(state.config.skills.veto.map((name) => [name]))],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  return [
    `${state.root} at ${at}`,
    ...shown.flatMap(([title, lines]) => ["", style("bold", title), ...lines]),
    "",
    budgetLine(state),
    "",
  ].join("\n");
}

function detectedLines({ assessment, report, style, why }: View): string[] {
  const applied = new Map(assessment.wanted.presets.map(({ preset, because }) => [preset, because]));
  const found = report.detected.map((detection) => {
    const vetoed = detection.confidence === "certain" && !applied.has(detection.preset);
    return { ...detection, word: vetoed ? "vetoed" : detection.confidence };
  });
  const seen = new Set(found.map(({ preset }) => preset));
  const added = [...applied.keys()].filter((preset) => !seen.has(preset));
  const rows = [
    ...found.map(({ preset, word, ...rest }) => [preset, word, style("dim", summary({ preset, ...rest }, why))]),
    ...added.map((preset) => [preset, "added", style("dim", "by hand, in .agents/yardlet.yaml")]),
  ];
  const evidence = found.map(({ evidence }) => (why ? evidence.map((one) => `      ${where(one)} ${one.what}`) : []));
  return columns(rows).flatMap((line, index) => [line, ...(evidence[index] ?? [])]);
}

function summary({ preset, evidence }: Pick<Detection, "preset" | "evidence">, why: boolean): string {
  const first = evidence[0];
  if (first === undefined) return preset === "core" ? "always applies" : "";
  if (why) return "";
  const more = evidence.length - 1;
  return `${where(first)} ${first.what}${more > 0 ? ` and ${more} more` : ""}`;
}

function where({ path, line }: Detection["evidence"][number]): string {
  return line === undefined ? path : `${path}:${line}`;
}

function equippedLines({ state, assessment, report, style, why }: View): string[] {
  const entries = new Map(assessment.plan.entries.map((entry) => [entry.skill, entry]));
  const edited = new Set(
    state.placed
      .filter(({ entry, treeHash }) => entry !== undefined && entry.tree_hash !== treeHash)
      .map(({ name }) => name),
  );
  return columns(
    report.equipped.map((skill) => {
      const origin = skill.version === null ? "yours" : `v${skill.version}`;
      const reason = why
        ? (entries.get(skill.name)?.reason ?? "nothing asks about it")
        : skill.why.map(whyText).join(", ");
      return [skill.name, origin, style("dim", `${reason}${edited.has(skill.name) ? "; edited by hand" : ""}`)];
    }),
  );
}

function suggestedLines({ assessment, report, style }: View): string[] {
  const reasons = new Map(assessment.plan.entries.map(({ skill, reason }) => [skill, reason]));
  const lines = columns(report.suggested.map((name) => [name, style("dim", reasons.get(name) ?? "")]));
  return lines.length === 0 ? [] : [...lines, '  run "yardlet skill equip" to place them'];
}

function availableLines({ report }: View): string[] {
  const taken = new Set([...report.equipped.map(({ name }) => name), ...report.suggested]);
  return columns(
    report.available
      .filter(({ name }) => !taken.has(name))
      .map(({ name, tier, presets, description }) => [
        name,
        tier === "opt_in" ? "by name only" : shorten(presets.join(", "), PRESETS_CHARACTERS),
        shorten(description, DESCRIPTION_CHARACTERS),
      ]),
  );
}

function budgetLine({ placed }: LocalState): string {
  const lying = placed.filter(({ contentHash }) => contentHash);
  const { used, limit, share, warning, longest, lines } = listingBudget(lying);
  const size = `Listing: ${used} of ${limit} characters, ${Math.round(share * 100)} %, in ${lines.length} ${lines.length === 1 ? "skill" : "skills"}`;
  const full =
    warning && longest ? `${size}; nearly full, the longest is ${longest.name} with ${longest.characters}` : size;
  const { out, cutToday } = chooseListing(lying.map(factsOf));
  if (out.length === 0) return full;
  return `${full}\n  an agent does not see ${namesOf(cutToday)}; the best that fits leaves out ${namesOf(out)}`;
}

/** Without a server there is no score here: who asked for a skill decides. */
function factsOf({ name, description, entry }: LocalState["placed"][number]): ListingFacts {
  return { name, description, why: entry?.why ?? [], isOwn: entry === undefined, score: null, uplift: null };
}

function namesOf(skills: readonly { name: string }[]): string {
  return skills.map(({ name }) => name).join(", ");
}

function whyText(why: string): string {
  return why === "pick" ? "your pick" : why.replace(":", " ");
}
