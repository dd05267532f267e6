import { type EquipPlan, acceptName, planUnequip } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import type { SkillStateReport } from "@yardlet/core/version/command-report";
import type { Answer, Invocation } from "../command.ts";
import { type LocalState, readState } from "../local/state.ts";
import { editedConfig, writeSkills } from "../local/write.ts";
import { nearestNames } from "../output/nearest.ts";
import { reasonOf } from "../version/reason.ts";
import { skillServer } from "../remote/skills.ts";
import { deprecateOnServer } from "../version/remote-state.ts";

/**
 * `yardlet skill deprecate <name>`: what Yardlet placed is removed in one commit and vetoed. Nothing is lost: the history keeps
 * the bytes and the manifest's line, which is all that restore needs.
 */
export async function deprecateSkill(invocation: Invocation): Promise<Answer> {
  const server = await skillServer(invocation);
  return server === undefined ? deprecateSkillHere(invocation) : deprecateOnServer(server, invocation);
}

async function deprecateSkillHere({ args, options, environment }: Invocation): Promise<Answer> {
  const name = acceptName(args[0] ?? "");
  const reason = reasonOf(options.reason);
  const state = await readState(options.repo, environment);
  const replacement = acceptReplacement(options["replaced-by"], name, state);
  const plan = planOf(name, { reason, replacement }, state);
  const [entry] = plan.entries;
  const { text } = editedConfig(state, [
    { list: "skills.veto", add: [name] },
    { list: "skills.pick", remove: [name] },
  ]);
  const subject = `Deprecate ${name}${replacement === undefined ? "" : `, replaced by ${replacement}`}`;
  const isDone = entry?.action === "veto";
  const { commit, notes: said } = isDone
    ? { commit: null, notes: [] }
    : await writeSkills(state, { plan, skills: [], configText: text, subject });
  const notes = [...state.notes, ...said, ...replacementNotes(replacement, state)];
  const version = entry?.fromVersion ?? null;
  const report: SkillStateReport = {
    repo: state.root,
    skill: name,
    state: "deprecated",
    version,
    commit,
    kept: isDone ? null : (state.seen.commit ?? null),
    plan,
    notes,
  };
  return { report, text: textOf(report), notes, exit: 0 };
}

interface Why {
  reason: string | undefined;
  replacement: string | undefined;
}

/** @throws DomainError `refused` for a folder that is not Yardlet's, `not_found` for a skill that does not lie here */
function planOf(name: string, { reason, replacement }: Why, { seen, config }: LocalState): EquipPlan {
  const { entries } = planUnequip({ names: [name], placed: seen.placed, found: seen.found });
  const [entry] = entries;
  if (entry?.action === "conflict")
    throw new DomainError("refused", `${name} is not deprecated: ${entry.reason}`, { conflicts: entries });
  if (entry?.action === "veto" && !config.skills.veto.includes(name)) {
    const nearest = nearestNames(
      name,
      seen.placed.map((one) => one.name),
    );
    const hint = nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : `"yardlet skill unequip" vetoes it`;
    throw new DomainError("not_found", `${name} does not lie here, so there is nothing to deprecate; ${hint}`, {
      nearest,
    });
  }
  const said = [
    `deprecated${reason === undefined ? "" : `: ${reason}`}`,
    ...(replacement ? [`use ${replacement}`] : []),
  ];
  return { entries: entries.map((one) => ({ ...one, reason: said.join("; ") })) };
}

/** @throws DomainError `not_found` for a name that neither lies here nor is in the library */
function acceptReplacement(text: string | undefined, name: string, { placed, skills }: LocalState): string | undefined {
  if (text === undefined) return undefined;
  const replacement = acceptName(text);
  const known = [...placed, ...skills].map((one) => one.name);
  if (replacement === name) throw new DomainError("invalid", `${name} cannot replace itself; name another skill`);
  if (known.includes(replacement)) return replacement;
  throw new DomainError(
    "not_found",
    `--replaced-by ${JSON.stringify(replacement)} is neither here nor in the library; run "yardlet skill list" to see what is`,
    { nearest: nearestNames(replacement, known) },
  );
}

function replacementNotes(replacement: string | undefined, { placed }: LocalState): string[] {
  if (replacement === undefined || placed.some((one) => one.name === replacement)) return [];
  return [`${replacement} is not equipped here; run "yardlet skill equip ${replacement}"`];
}

function textOf({ skill, version, commit, kept }: SkillStateReport): string {
  if (commit === null) return `Nothing to do: ${skill} does not lie here and is vetoed already.\n`;
  const where = kept === null ? "" : `; its text stays in the history at ${kept.slice(0, 7)}`;
  return `Deprecated ${skill} v${version} in commit ${commit.slice(0, 7)}${where}.\n"yardlet skill restore ${skill}" brings it back.\n`;
}
