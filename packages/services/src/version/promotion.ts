import { scoreOfRoll, type ScorePolicy } from "@yardlet/core/score";
import { decidePromotion, type HomeEvidence, type PromotionDecision } from "@yardlet/core/version";
import {
  findSkill,
  listStandings,
  listTextHomes,
  loadRolls,
  type Db,
  type RollRow,
  type StandingRow,
  type TextHome,
} from "@yardlet/db";
import { epochsOf } from "../score/brief.ts";

/** A text in one repo, with the epoch that its evidence is of. */
export type EvidenceHome = TextHome & { epoch: number };

/** What the capped rule says of a text, and the skills that have it, those that speak most for it first. */
export interface JudgedText {
  decision: PromotionDecision;
  homes: EvidenceHome[];
}

/**
 * Judges whether a text at home in repos belongs in the library. One text is one skill, wherever it is at home: evidence is of what an
 * agent reads, and a text has the same hash in every repo. Each repo counts with its last epoch, also where the text is gone.
 */
export async function judgeText(
  db: Db,
  text: { name: string; contentHash: string },
  { policy, now }: { policy: ScorePolicy; now: Date },
): Promise<JudgedText> {
  const found = (await listTextHomes(db, text.contentHash)).filter(({ name }) => name === text.name);
  const epochOf = await epochsOf(
    db,
    found.map(({ skillId }) => skillId),
    now,
  );
  const homes = found.map((home): EvidenceHome => ({ ...home, epoch: epochOf(home.skillId) }));
  const ids = homes.map(({ versionId }) => versionId);
  const standings = await listStandings(db, ids);
  const rolls = await loadRolls(db, { versionIds: ids, by: "version" });
  const library = await findSkill(db, "library", text.name);
  const decision = decidePromotion({
    skill: text.name,
    evidence: homes.map((home) => evidenceIn(home, { standings, rolls, policy })),
    taken: (library?.current ?? null) !== null,
    fork: homes.length > 0 && homes.every(({ fork }) => fork),
    policy,
  });
  const rank = new Map(decision.repos.map(({ repo }, at) => [repo, at]));
  return { decision, homes: homes.toSorted((a, b) => (rank.get(a.repo) ?? 0) - (rank.get(b.repo) ?? 0)) };
}

/** Where the text is in force and lies: what a candidate can be about. */
export function isLying({ archived, state, absent, number, current }: TextHome): boolean {
  return !archived && state === "active" && !absent && number === current;
}

function evidenceIn(
  { repo, versionId, number, epoch }: EvidenceHome,
  known: { standings: readonly StandingRow[]; rolls: readonly RollRow[]; policy: ScorePolicy },
): HomeEvidence {
  const isOf = (one: { versionId: string; epoch: number }) => one.versionId === versionId && one.epoch === epoch;
  const standing = known.standings.find(isOf);
  const roll = known.rolls.find(isOf);
  const duels = standing?.comparison.duels ?? null;
  const score = roll && scoreOfRoll(roll, roll.excluded, known.policy);
  return {
    repo,
    version: number,
    duel: duels && { pairs: duels.pairs, logE: duels.better },
    units: score?.units ?? 0,
    intents: score?.intents ?? 0,
    sumU: score?.sumU ?? 0,
    reviewed: score?.components.review.n ?? 0,
    effect: standing?.uplift ?? null,
  };
}
