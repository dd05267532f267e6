import { judgeSuggestion, skillOfSuggestion, type SuggestedSkill } from "@yardlet/core/candidate";
import { defaultRepoConfig, effectiveSettings, parseRepoConfig } from "@yardlet/core/config";
import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { contentHash, shorten, similarity, sketchSkill } from "@yardlet/core/skill";
import { SIMILAR } from "@yardlet/core/version";
import {
  findLastCandidate,
  findSkill,
  findSnapshot,
  findVersionsByContent,
  findWaitingChange,
  getTeam,
  listSkills,
  loadDraftFiles,
  type Db,
  type SkillRow,
  type SnapshotContent,
} from "@yardlet/db";
import type { SuggestingRun } from "../candidate/subject.ts";
import type { ServiceContext } from "../context.ts";
import { loadSurroundings } from "../agent/surroundings.ts";
import { installSkill } from "../skill/install.ts";
import { listSuggested, setRuns, type OpenSuggestion } from "./evidence.ts";
import { proposeSkill, proposeUpdate } from "./propose.ts";

/** A run that suggests something, and the repo that it worked in. */
export interface Suggesting {
  repo: Repo;
  run: SuggestingRun;
}

export interface Suggestion {
  title: string;
  content: string;
}

const TITLE_CHARACTERS = 120;

/**
 * Takes up a skill that a run suggests: recorded as learned, or a candidate, or one more run that speaks for what is known. Answers
 * what was done, in words.
 */
export async function takeSuggestion(
  ctx: ServiceContext,
  tx: Db,
  suggesting: Suggesting,
  suggestion: Suggestion,
): Promise<string> {
  const { repo, run } = suggesting;
  const title = shorten(suggestion.title, TITLE_CHARACTERS);
  const snapshot = repo.snapshotId === null ? undefined : await findSnapshot(tx, repo.snapshotId);
  const own = await listSkills(tx, { home: repo.id });
  const alive = own.flatMap((one) => (one.state === "active" && one.absentSince === null ? [one.name] : []));
  const around = await loadSurroundings(tx, repo.id);
  const skill = skillOfSuggestion(suggestion, takenNames({ own, alive }, snapshot?.placed ?? [], around.presets));
  const { name } = skill;
  const hash = contentHash(skill.files);
  if (await isKnown(tx, repo, { name, hash })) return `"${title}" is known: its text is a version of a skill`;
  const open = await findAlike(tx, await listSuggested(tx, repo.id), skill);
  if (open) {
    await setRuns(tx, open.candidate, [...open.evidence.runs, run]);
    return `"${title}" waits already; one more run speaks for it`;
  }
  const evidenceAt = run.endedAt === null ? null : new Date(run.endedAt);
  const verdict = judgeSuggestion(skill, { home: repo.id, around, alive, evidenceAt });
  switch (verdict.outcome) {
    case "known":
      return `"${title}" is known: ${verdict.name} has this text`;
    case "blocked":
      return `"${title}" is not taken up: ${verdict.why}`;
    case "amend": {
      const amended = own.find((one) => one.name === verdict.name);
      if (!amended?.current) return `"${title}" is not taken up: ${verdict.name} is gone`;
      const { likeness } = verdict;
      return proposeUpdate(ctx, tx, suggesting, {
        skill,
        title,
        hash,
        amended: { ...amended, current: amended.current },
        likeness,
      });
    }
    case "ask":
      return proposeSkill(ctx, tx, suggesting, { skill, title, hash, why: verdict.why });
    case "clear": {
      const held = await whyHeld(tx, repo, snapshot?.configText ?? null);
      const why = held ?? (await record(ctx, tx, suggesting, { skill, title }));
      if (why === undefined) return `"${title}" is recorded as ${name}`;
      return proposeSkill(ctx, tx, suggesting, { skill, title, hash, why });
    }
  }
}

/** Names that another text has: a folder of the user's or of the library's, a skill that went, a preset. */
function takenNames(
  { own, alive }: { own: readonly SkillRow[]; alive: readonly string[] },
  placed: SnapshotContent["placed"],
  presets: readonly string[],
): (name: string) => boolean {
  const taken = new Set([...own, ...placed].map(({ name }) => name).filter((name) => !alive.includes(name)));
  return (name) => taken.has(name) || presets.includes(name);
}

/** A version there or in the library has the text, or it is on its way, or a person has decided on it. */
async function isKnown(tx: Db, repo: Repo, { name, hash }: { name: string; hash: string }): Promise<boolean> {
  const versions = await findVersionsByContent(tx, [hash]);
  if (versions.some(({ home }) => home === repo.id || home === "library")) return true;
  const row = await findSkill(tx, repo.id, name);
  const waiting = row && (await findWaitingChange(tx, row.id));
  if (waiting?.contentHash === hash) return true;
  return (await findLastCandidate(tx, `proposal:${repo.id}:${hash}`))?.state === "accepted";
}

/** What waits with this text, or one so like it that the same decision settles both. */
async function findAlike(
  tx: Db,
  open: readonly OpenSuggestion[],
  { files }: SuggestedSkill,
): Promise<OpenSuggestion | undefined> {
  const sketch = sketchSkill(files);
  for (const one of open) {
    if (one.candidate.draftId === null) continue;
    const other = sketchSkill(await loadDraftFiles(tx, one.candidate.draftId));
    if (similarity(sketch, other) >= SIMILAR) return one;
  }
  return undefined;
}

/** Why nothing is recorded by itself in a repo. */
async function whyHeld(tx: Db, repo: Repo, configText: string | null): Promise<string | undefined> {
  if (repo.delivery === "none") return "the repo is read-only for Yardlet";
  const config = configText === null ? defaultRepoConfig() : parseRepoConfig(configText).config;
  const { switches } = await getTeam(tx);
  const { autoSkill } = effectiveSettings({ config, repoSettings: repo.switches, teamDefaults: switches });
  return autoSkill.value ? undefined : `auto_skill is off (${autoSkill.from})`;
}

/** Records the skill as learned; answers why it cannot be. */
async function record(
  ctx: ServiceContext,
  tx: Db,
  { repo, run }: Suggesting,
  { skill, title }: { skill: SuggestedSkill; title: string },
): Promise<string | undefined> {
  try {
    await installSkill(ctx, tx, {
      home: repo.id,
      name: skill.name,
      source: "learned",
      files: skill.files,
      reason: `${run.run} suggests: ${title}`,
      details: { runs: [run] },
    });
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
