import { DomainError } from "@yardlet/core/error";
import { obstacleAmong, scanSkill, waiverOf, type ScanFinding } from "@yardlet/core/scan";
import { contentHash, type SkillFile } from "@yardlet/core/skill";
import { listWaivers, type Db, type WaiverRow } from "@yardlet/db";

/** A finding, with the waiver in force that it falls under. */
export interface WeighedFinding extends ScanFinding {
  waiver: Pick<WaiverRow, "id" | "reason" | "by" | "at" | "until"> | null;
}

/** What the scan finds in a text, and what of it somebody waives now. */
export async function weighScan(db: Db, files: readonly SkillFile[], now: Date): Promise<WeighedFinding[]> {
  const findings = scanSkill(files);
  const waivers = findings.length === 0 ? [] : await listWaivers(db, contentHash(files));
  return weigh(findings, waivers, now);
}

/** Findings, each with the waiver in force that it falls under. */
export function weigh(findings: readonly ScanFinding[], waivers: readonly WaiverRow[], now: Date): WeighedFinding[] {
  return findings.map((finding) => {
    const waiver = waiverOf(finding, waivers, now);
    if (!waiver) return { ...finding, waiver: null };
    const { id, reason, by, at, until } = waiver;
    return { ...finding, waiver: { id, reason, by, at, until } };
  });
}

/** What keeps a text from being installed anywhere: something critical that nobody waives. Undefined for what may be. */
export async function obstacleIn(
  db: Db,
  files: readonly SkillFile[],
  now: Date,
): Promise<{ obstacle: ScanFinding | undefined; findings: ScanFinding[] }> {
  const findings = scanSkill(files);
  const isCritical = findings.some(({ severity }) => severity === "critical");
  const waivers = isCritical ? await listWaivers(db, contentHash(files)) : [];
  return { obstacle: obstacleAmong(findings, waivers, now), findings };
}

/** Where and why, in words. */
export function scanWords({ rule, message, file, line }: ScanFinding): string {
  return `${rule} in ${file}:${line}: ${message}`;
}

/**
 * The check that every way into git goes through: skills of the library and of repos, whoever asks.
 * @throws DomainError `refused` with the findings, when something critical is not waived
 */
export async function requireInstallable(db: Db, name: string, files: readonly SkillFile[], now: Date): Promise<void> {
  const { obstacle, findings: scan } = await obstacleIn(db, files, now);
  if (!obstacle) return;
  throw new DomainError("refused", `${name} is not installed: ${scanWords(obstacle)}; or let a curator waive it`, {
    scan,
  });
}

/** Of several skills those that are kept out, each with the reason. */
export async function keptOut(
  db: Db,
  skills: readonly { name: string; files: readonly SkillFile[] }[],
  now: Date,
): Promise<Map<string, string>> {
  const out = new Map<string, string>();
  for (const { name, files } of skills) {
    const { obstacle } = await obstacleIn(db, files, now);
    if (obstacle) out.set(name, `not equipped, ${scanWords(obstacle)}`);
  }
  return out;
}
