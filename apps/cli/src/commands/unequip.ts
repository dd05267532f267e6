import { type SkillChangeReport, acceptName, planUnequip } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { unlinkSkills } from "@yardlet/repo";
import type { Answer, Invocation } from "../command.ts";
import { type LocalState, readState } from "../local/state.ts";
import { editedConfig, writePlan } from "../local/write.ts";
import { nearestNames } from "../output/nearest.ts";
import { planLines } from "../output/plan.ts";
import { styleFor } from "../output/style.ts";

/** `yardlet skill unequip <name>...`: one commit that removes the skills and vetoes them in yardlet.yaml. */
export async function unequipSkills({ args, options, environment }: Invocation): Promise<Answer> {
  const names = [...new Set(args.map(acceptName))];
  const state = await readState(options.repo, environment);
  requireKnown(names, state);
  const plan = planUnequip({ names, placed: state.seen.placed, found: state.seen.found });
  const conflicts = plan.entries.filter(({ action }) => action === "conflict");
  const first = conflicts[0];
  if (first) throw new DomainError("refused", `${first.skill} is not unequipped: ${first.reason}`, { conflicts });

  const { text } = editedConfig(state, [
    { list: "skills.veto", add: names },
    { list: "skills.pick", remove: names },
  ]);
  const { commit, notes } = await writePlan(state, plan, text);
  const unlinked = await unlinkSkills(state.repo, names, state.config.links);
  const said = [...state.notes, ...notes, ...unlinked.map((path) => `the link ${path} is removed`)];
  const report: SkillChangeReport = { repo: state.root, commit, plan, linked: [], notes: said };
  const style = styleFor(process.stdout, environment.noColor);
  const head =
    commit === null
      ? "Nothing to do: vetoed already."
      : `Committed as ${commit.slice(0, 7)}; vetoed until equipped by name.`;
  return { report, text: `${[head, ...planLines(plan, style)].join("\n")}\n`, notes: said, exit: 0 };
}

/** A veto on a name that nothing here knows would be a typing mistake kept for good. */
function requireKnown(names: readonly string[], { placed, seen, config, skills, shelf }: LocalState) {
  const known = [
    ...[...placed, ...seen.found, ...skills].map(({ name }) => name),
    ...shelf.presets.flatMap((preset) => preset.skills),
    ...config.skills.veto,
    ...config.skills.pick,
  ];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestNames(unknown, known);
  const isPreset = shelf.presets.some(({ name }) => name === unknown);
  const hint = isPreset
    ? "it is a preset; put it under presets.veto in .agents/yardlet.yaml"
    : nearest.length > 0
      ? `did you mean ${nearest.join(" or ")}?`
      : 'run "yardlet skill list" to see what is equipped';
  throw new DomainError("not_found", `there is no skill ${JSON.stringify(unknown)} here; ${hint}`, {
    unknown,
    nearest,
  });
}
