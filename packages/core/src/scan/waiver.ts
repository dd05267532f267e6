import { isAlarming } from "./scan.ts";
import type { ScanFinding } from "./types.ts";

/** The longest that a waiver may hold, in days. */
export const WAIVER_DAYS = 365;

/**
 * A person's word that a finding is meant well, in one text. Without a place it is of the rule wherever it shows itself there; a
 * place is a file and what stands there, since Yardlet's own metadata moves lines.
 */
export interface Waiver {
  rule: string;
  place: { file: string; excerpt: string } | null;
  until: Date;
  liftedAt: Date | null;
}

/** Whether a waiver counts: it was not taken back, and its day has not come. */
export function isWaiverInForce({ until, liftedAt }: Pick<Waiver, "until" | "liftedAt">, now: Date): boolean {
  return liftedAt === null && now < until;
}

/** The waiver in force that a finding falls under; of several the one that ends last. */
export function waiverOf<W extends Waiver>(finding: ScanFinding, waivers: readonly W[], now: Date): W | undefined {
  return waivers
    .filter((one) => isWaiverInForce(one, now) && covers(one, finding))
    .toSorted((a, b) => b.until.getTime() - a.until.getTime())[0];
}

/** The first finding that keeps a skill from being installed: critical, and waived by nobody. */
export function obstacleAmong(
  findings: readonly ScanFinding[],
  waivers: readonly Waiver[],
  now: Date,
): ScanFinding | undefined {
  return findings.find((finding) => finding.severity === "critical" && !waiverOf(finding, waivers, now));
}

/** Whether nothing critical or high is left that nobody waives. */
export function isScanOkWith(findings: readonly ScanFinding[], waivers: readonly Waiver[], now: Date): boolean {
  return findings.every((finding) => !isAlarming(finding) || waiverOf(finding, waivers, now) !== undefined);
}

function covers({ rule, place }: Waiver, finding: ScanFinding): boolean {
  if (rule !== finding.rule) return false;
  return place === null || (place.file === finding.file && place.excerpt === finding.excerpt);
}
