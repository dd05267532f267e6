import { acceptName, type Placed } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import type { Invocation } from "../command.ts";
import { type LocalState, readState } from "../local/state.ts";
import { nearestNames } from "../output/nearest.ts";
import { type LocalHistory, readHistory } from "./history.ts";
import { type WorkingCopy, readWorking } from "./working.ts";

/** One skill of this repository: its history, the library's text, and what lies in the working tree. */
export interface LocalSkill {
  name: string;
  state: LocalState;
  history: LocalHistory;
  placed: Placed | undefined;
  shelved: LocalState["skills"][number] | undefined;
  /** Undefined without a working tree. */
  working: WorkingCopy | undefined;
}

/**
 * Reads all that files and commits tell of one skill.
 * @throws DomainError `refused` for what is no name, `not_found` where nothing here has ever known the skill
 */
export async function readLocalSkill(
  text: string,
  { options, environment }: Pick<Invocation, "options" | "environment">,
): Promise<LocalSkill> {
  const name = acceptName(text);
  const state = await readState(options.repo, environment);
  const history = await readHistory(state.repo, name);
  const skill = {
    name,
    state,
    history,
    placed: state.seen.placed.find((one) => one.name === name),
    shelved: state.skills.find((one) => one.name === name),
    working: await readWorking(state.repo, name),
  };
  if (history.rows.length === 0 && !skill.shelved && !skill.working?.hash) throw unknownSkill(name, state);
  return skill;
}

function unknownSkill(name: string, { placed, skills, config }: LocalState): DomainError {
  const known = [...[...placed, ...skills].map((one) => one.name), ...config.skills.veto];
  const nearest = nearestNames(name, known);
  const hint = nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : 'run "yardlet skill list" to see what is';
  return new DomainError(
    "not_found",
    `neither this repository's history nor the library has a skill ${JSON.stringify(name)}; ${hint}`,
    { nearest },
  );
}
