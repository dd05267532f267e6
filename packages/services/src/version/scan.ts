import { DomainError } from "@yardlet/core/error";
import { scanSkill, type ScanFinding } from "@yardlet/core/scan";
import type { SkillFile } from "@yardlet/core/skill";

/** What the scan finds in a skill that nobody may save or equip; undefined for one that may. */
export function criticalIn(files: readonly SkillFile[]): ScanFinding | undefined {
  return scanSkill(files).find(isCritical);
}

/** Whether a finding keeps a skill from being saved and equipped. */
export function isCritical({ severity }: ScanFinding): boolean {
  return severity === "critical";
}

/** Where and why, in words. */
export function scanWords({ rule, message, file, line }: ScanFinding): string {
  return `${rule} in ${file}:${line}: ${message}`;
}

/** @throws DomainError `refused` with the findings, when the scan finds something critical */
export function requireHarmless(name: string, files: readonly SkillFile[]): void {
  const scan = scanSkill(files);
  const critical = scan.find(isCritical);
  if (!critical) return;
  throw new DomainError("refused", `${name} cannot be saved like this: ${scanWords(critical)}`, { scan });
}
