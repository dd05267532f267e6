import { findVersionsById, getPolicy, type EquippedRow } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import type { ScoreBrief } from "../score/brief.ts";
import { loadEvidence, loadEvidenceIn, type VersionEvidence } from "../score/lines.ts";

export interface EquippedScores {
  all: ReadonlyMap<string, VersionEvidence>;
  here: ReadonlyMap<string, ScoreBrief>;
}

/** What the versions that lie in a repo are worth there and everywhere. */
export async function readScores(
  ctx: ServiceContext,
  repoId: string,
  equipped: readonly EquippedRow[],
): Promise<EquippedScores> {
  const ids = equipped.flatMap(({ versionId }) => versionId ?? []);
  if (ids.length === 0) return { all: new Map(), here: new Map() };
  const [{ policy }, versions] = await Promise.all([getPolicy(ctx.db), findVersionsById(ctx.db, ids)]);
  const reading = { now: ctx.now(), policy };
  const [all, here] = await Promise.all([
    loadEvidence(ctx.db, versions, reading),
    loadEvidenceIn(ctx.db, versions, { repoId, ...reading }),
  ]);
  return { all, here };
}

export function scoreOfRow(
  { all, here }: EquippedScores,
  { versionId }: EquippedRow,
): { here: ScoreBrief; all: ScoreBrief } | null {
  const [everywhere, local] = [all.get(versionId ?? ""), here.get(versionId ?? "")];
  if (!everywhere?.roll) return null;
  return { here: local ?? { ...everywhere.brief, ...NOTHING }, all: everywhere.brief };
}

const NOTHING = {
  place: "few",
  score: null,
  lo: 0,
  hi: 1,
  intents: 0,
  tasks: 0,
  reviewed: 0,
  grade: "none",
} as const satisfies Partial<ScoreBrief>;
