import type { ScanFinding } from "@yardlet/core/scan";
import type { SkillFile } from "@yardlet/core/skill";
import { listCandidates, recordEvent, supersedeCandidates, type Db } from "@yardlet/db";
import { evidenceOf } from "../candidate/subject.ts";
import { findProposed, propose } from "../candidate/propose.ts";
import type { ServiceContext } from "../context.ts";
import { obstacleIn, scanWords } from "./installable.ts";

/** A text that the scan keeps out, of the library or on its way there. */
export interface HarmfulText {
  name: string;
  contentHash: string;
  obstacle: ScanFinding;
  findings: readonly ScanFinding[];
}

/** What the scan keeps out of these skills, in their order. */
export async function harmfulAmong(
  db: Db,
  skills: readonly { name: string; contentHash: string; files: readonly SkillFile[] }[],
  now: Date,
): Promise<HarmfulText[]> {
  const harmful: HarmfulText[] = [];
  for (const { name, contentHash, files } of skills) {
    const { obstacle, findings } = await obstacleIn(db, files, now);
    if (obstacle) harmful.push({ name, contentHash, obstacle, findings });
  }
  return harmful;
}

const SHOWN = 20;
const MOST = 1_000;

/** Opens a candidate for each text that waits for a person's word. `at` is where it lies already, in the library. */
export async function proposeHarmful(
  ctx: ServiceContext,
  tx: Db,
  text: HarmfulText,
  at: { skillId: string; versionId: string } | null,
): Promise<void> {
  const { name, contentHash, obstacle, findings } = text;
  const proposal = {
    key: keyOf(name, at !== null),
    inputs: contentHash,
    why:
      at === null
        ? `it is not taken over from the source: ${scanWords(obstacle)}`
        : `it is equipped nowhere: ${scanWords(obstacle)}`,
  };
  if ((await findProposed(tx, proposal, ctx.now())) !== "new") return;
  await propose(tx, {
    ...proposal,
    kind: "finding",
    title: `the scan keeps ${name} out`,
    repoId: null,
    skillId: at?.skillId ?? null,
    versionId: at?.versionId ?? null,
    details: {
      from: "scan",
      name,
      contentHash,
      taken: at !== null,
      findings: findings.filter(({ severity }) => severity === "critical" || severity === "high").slice(0, SHOWN),
    },
  });
}

/** What waits because of a text of the source that is left there no longer is settled. `left` names those that are. */
export async function settleHarmful(ctx: ServiceContext, tx: Db, left: readonly string[]): Promise<void> {
  for (const candidate of await listCandidates(tx, { state: "open", kind: "finding", limit: MOST })) {
    const evidence = evidenceOf(candidate);
    if (evidence?.kind !== "finding" || evidence.from !== "scan" || evidence.taken) continue;
    if (left.includes(evidence.name)) continue;
    await supersedeCandidates(tx, keyOf(evidence.name, false), "nothing keeps it out any more", ctx.now());
    await recordEvent(tx, "candidate", candidate.id);
  }
}

function keyOf(name: string, taken: boolean): string {
  return `scan:${taken ? "library" : "source"}:${name}`;
}
