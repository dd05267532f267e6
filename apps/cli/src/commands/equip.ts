import type { ConfigEdit } from "@yardlet/core/config";
import {
  type Ask,
  type EquipPlan,
  type SkillChangeReport,
  type WantedSet,
  isExecutable,
  narrowPlan,
  resolveAsk,
} from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { type LocalLink, linkSkills } from "@yardlet/repo";
import type { Answer, Invocation } from "../command.ts";
import { requireInstallable, withoutHarmful } from "../local/installable.ts";
import { type LocalState, assess, readState } from "../local/state.ts";
import { type Written, editedConfig, writePlan } from "../local/write.ts";
import { nearestNames } from "../output/nearest.ts";
import { planLines } from "../output/plan.ts";
import { type Style, styleFor } from "../output/style.ts";
import { UsageError } from "../usage-error.ts";

const CORE = "core";

/** `yardlet skill equip [<preset|name>...]`: places skills in one commit; a name becomes a pick and lifts a veto. */
export async function equipSkills({ args, options, environment }: Invocation): Promise<Answer> {
  if (options.link && args.length === 0) throw new UsageError("--link needs the names of skills");
  const state = await readState(options.repo, environment);
  const ask = args.length === 0 ? undefined : understand(args, state);
  const outcome = await carryOut(state, ask, options.link);
  const notes = [...state.notes, ...(ask?.ambiguous ?? []).map(ambiguityNote), ...outcome.notes];
  const report: SkillChangeReport = { repo: state.root, ...outcome, notes };
  return { report, text: textOf(report, styleFor(process.stdout, environment.noColor)), notes, exit: 0 };
}

type Outcome = Omit<SkillChangeReport, "repo">;

async function carryOut(state: LocalState, ask: Ask | undefined, link: boolean): Promise<Outcome> {
  if (ask && link) return { commit: null, plan: { entries: [] }, linked: await linkNamed(state, ask), notes: [] };
  if (!ask) {
    const { plan, notes } = withoutHarmful(assess(state).plan, state.skills, []);
    return outcomeOf(plan, await writePlan(state, plan), notes);
  }
  const { text, config } = editedConfig(state, editsOf(ask));
  const { wanted, plan } = assess(state, config, ask.skills);
  const asked = narrowPlan(plan, [...ask.skills, ...namedByPresets(wanted, ask.presets)]);
  const { plan: narrowed, notes } = withoutHarmful(asked, state.skills, ask.skills);
  refuseConflicts(narrowed, ask.skills);
  return outcomeOf(narrowed, await writePlan(state, narrowed, text), notes);
}

function outcomeOf(plan: EquipPlan, { commit, notes }: Written, left: readonly string[]): Outcome {
  return { plan, linked: [], commit, notes: [...left, ...notes] };
}

/** @throws DomainError `refused` for what is no name, `not_found` for what the library does not have. */
function understand(args: readonly string[], { skills, shelf }: LocalState): Ask {
  const ask = resolveAsk(args, { skills, presets: shelf.presets });
  const unknown = ask.unknown[0];
  if (unknown === undefined) return ask;
  const offered = skills.filter(({ tier }) => tier !== "internal");
  const nearest = nearestNames(
    unknown,
    [...offered, ...shelf.presets].map(({ name }) => name),
  );
  const hint = nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : 'run "yardlet skill list" to see what is';
  throw new DomainError(
    "not_found",
    `the library has neither a skill nor a preset ${JSON.stringify(unknown)}; ${hint}`,
    {
      unknown: ask.unknown,
      nearest,
    },
  );
}

function editsOf({ skills, presets }: Ask): ConfigEdit[] {
  const chosen = presets.filter((preset) => preset !== CORE);
  return [
    { list: "skills.pick", add: skills },
    { list: "skills.veto", remove: skills },
    { list: "presets.add", add: chosen },
    { list: "presets.veto", remove: chosen },
  ];
}

function namedByPresets({ wanted, gaps, vetoed }: WantedSet, presets: readonly string[]): string[] {
  const reasons = new Set(presets.map((preset) => `preset:${preset}`));
  const named = [...wanted, ...vetoed].filter(({ why }) => why.some((reason) => reasons.has(reason)));
  const missing = gaps.filter(({ preset }) => preset !== undefined && presets.includes(preset));
  return [...named.map(({ name }) => name), ...missing.flatMap(({ skill }) => skill ?? [])];
}

/** Of a skill asked for by name, a conflict is the answer, and then nothing of the command is done. */
function refuseConflicts({ entries }: EquipPlan, skills: readonly string[]) {
  const conflicts = entries.filter(({ action, skill }) => action === "conflict" && skills.includes(skill));
  const first = conflicts[0];
  if (first) throw new DomainError("conflict", `${first.skill} is not equipped: ${first.reason}`, { conflicts });
}

function linkNamed(state: LocalState, { skills: named, presets }: Ask): Promise<LocalLink[]> {
  if (presets.length > 0) throw new UsageError(`--link takes skills; ${presets.join(", ")} is a preset`);
  const taken = state.placed.filter(({ name, entry }) => named.includes(name) && entry !== undefined);
  const vetoed = state.config.skills.veto.filter((name) => named.includes(name));
  for (const { name } of taken) {
    throw new DomainError("refused", `${name} is equipped as a copy; unequip it before you link it`, { name });
  }
  for (const name of vetoed) {
    throw new DomainError("refused", `${name} is vetoed in .agents/yardlet.yaml; lift the veto before you link it`, {
      name,
    });
  }
  const skills = state.skills.filter(({ name }) => named.includes(name));
  requireInstallable(skills);
  return linkSkills(state.repo, skills, state.config.links);
}

function ambiguityNote(name: string): string {
  return `${name} is a skill and a preset; the skill was taken`;
}

function textOf({ commit, plan, linked }: SkillChangeReport, style: Style): string {
  const links = linked.map(({ path, target }) => `  ${path} -> ${target}`);
  if (linked.length > 0) return `${["Linked in this working tree only:", ...links].join("\n")}\n`;
  const shown = {
    entries: plan.entries.filter(({ action, suggested }) => action !== "keep" && action !== "veto" && !suggested),
  };
  const done = plan.entries.filter(isExecutable).length;
  const head =
    commit === null
      ? "Nothing to do."
      : `${done} ${done === 1 ? "skill" : "skills"} changed in commit ${commit.slice(0, 7)}.`;
  return `${[head, ...planLines(shown, style)].join("\n")}\n`;
}
