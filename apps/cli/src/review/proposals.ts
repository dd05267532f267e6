import { isHeard, skillOfSuggestion } from "@yardlet/core/candidate";
import { manifestEntry } from "@yardlet/core/equip";
import { type RunRecord, taskKeyOf } from "@yardlet/core/run";
import {
  SKILL_FILE,
  type SkillFile,
  type TextSketch,
  contentHash,
  parseSkill,
  readYardletMetadata,
  similarity,
  sketchSkill,
} from "@yardlet/core/skill";
import { SIMILAR } from "@yardlet/core/version";
import { type Checked, type Ground, checkDraft, nameObstacle } from "../author/surroundings.ts";
import type { LocalRun } from "../local/runs.ts";
import type { LocalState } from "../local/state.ts";
import { statesOf } from "../score/book.ts";
import { readHistory } from "../version/history.ts";

/** A skill that runs here suggest, or a new version of a learned one. */
export interface Proposal {
  id: string;
  name: string;
  files: readonly SkillFile[];
  hash: string;
  /** The version that it would follow; undefined for a new skill. */
  amends: number | undefined;
  /** The runs that suggest it, in the order of the file, and how many intents they are of. */
  runs: string[];
  intents: number;
  checked: Checked;
}

interface Suggested {
  name: string;
  files: readonly SkillFile[];
  amends: number | undefined;
  runs: RunRecord[];
}

/**
 * What runs of this repository suggest as skills: of runs that are done, real and not reverted; the same text once, with all its
 * runs. What lies here or did once, or is vetoed, is left out.
 */
export async function findProposals(ground: Ground, runs: readonly LocalRun[]): Promise<Proposal[]> {
  const { state } = ground;
  const states = statesOf(runs);
  const reverted = new Set(runs.flatMap(({ record }) => record.reverts));
  const learned = learnedHere(state);
  const taken = (name: string) => !learned.has(name) && nameObstacle(name, "repo", state) !== undefined;
  const found = new Map<string, Suggested>();
  for (const { record } of runs) {
    const settled = { ...record, eval_state: states.get(record.run_id) ?? record.eval_state };
    if (!isHeard(settled, reverted)) continue;
    for (const suggestion of record.harness_suggestions) {
      if (suggestion.kind !== "skill") continue;
      const suggested = place(suggestion, learned, taken);
      const id = idOfProposal(suggested.name, contentHash(suggested.files));
      const known = found.get(id);
      if (known === undefined) found.set(id, { ...suggested, runs: [record] });
      else if (!known.runs.includes(record)) known.runs.push(record);
    }
  }
  const proposals: Proposal[] = [];
  for (const [id, { name, files, amends, runs: of }] of found) {
    const hash = contentHash(files);
    if (state.config.skills.veto.includes(name) || (await hasLain(name, hash, state))) continue;
    const checked = check({ name, files, amends }, ground);
    const intents = new Set(of.map((run) => taskKeyOf(run).intent)).size;
    proposals.push({ id, name, files, hash, amends, runs: of.map(({ run_id }) => run_id), intents, checked });
  }
  return proposals;
}

/** A text that was a version here is decided on, whatever lies here now. */
async function hasLain(name: string, hash: string, { repo }: LocalState): Promise<boolean> {
  const { rows } = await readHistory(repo, name);
  return rows.some(({ moment }) => moment.contentHash === hash);
}

function idOfProposal(name: string, hash: string): string {
  return `proposal:${name}:${hash.slice(0, 12)}`;
}

/** A learned skill of this repository, by name. */
type Learned = ReadonlyMap<string, { version: number; sketch: TextSketch }>;

function learnedHere({ seen }: LocalState): Learned {
  const learned = new Map<string, { version: number; sketch: TextSketch }>();
  for (const [name, { files }] of seen.folders) {
    const entry = manifestEntry(seen.present.manifest, name);
    const file = files.find(({ path }) => path === SKILL_FILE);
    if (entry === undefined || file === undefined || entry.origin !== "repo") continue;
    if (readYardletMetadata(parseSkill(file.bytes)).source === "learned")
      learned.set(name, { version: entry.version, sketch: sketchSkill(files) });
  }
  return learned;
}

/** A text of the same name as a learned skill, or nearly the same as one, is that skill's next version; `taken` are others' names. */
function place(
  suggestion: RunRecord["harness_suggestions"][number],
  learned: Learned,
  taken: (name: string) => boolean,
): Omit<Suggested, "runs"> {
  const { name, files } = skillOfSuggestion(suggestion, taken);
  const same = learned.get(name);
  if (same !== undefined) return { name, files, amends: same.version };
  const sketch = sketchSkill(files);
  const [like] = [...learned].find(([, { sketch: theirs }]) => similarity(sketch, theirs) >= SIMILAR) ?? [];
  if (like === undefined) return { name, files, amends: undefined };
  const renamed = skillOfSuggestion({ ...suggestion, title: like });
  return { name: like, files: renamed.files, amends: learned.get(like)?.version };
}

/** What somebody edited by hand is never written over. */
function check({ name, files, amends }: Omit<Suggested, "runs">, ground: Ground): Checked {
  const { state } = ground;
  const checked = checkDraft({ name, files }, "repo", ground, amends === undefined ? undefined : name);
  const placed = state.seen.placed.find((one) => one.name === name);
  if (amends === undefined || placed?.treeHash === placed?.entry?.tree_hash) return checked;
  const message = `${name} was edited by hand since v${amends} was placed; take the change over by hand`;
  return { ...checked, obstacles: [{ check: "clash", final: true, message }, ...checked.obstacles] };
}
