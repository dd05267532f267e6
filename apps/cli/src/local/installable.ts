import type { EquipPlan } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { type ScanFinding, obstacleAmong, scanSkill } from "@yardlet/core/scan";
import type { SkillFile } from "@yardlet/core/skill";

interface Scanned {
  name: string;
  files: readonly SkillFile[];
}

/**
 * The check that every way to install goes through here. Waivers are kept by a server, which looks itself before it sends a skill.
 * @throws DomainError `refused` when the scan finds something critical
 */
export function requireInstallable(skills: readonly Scanned[]): void {
  for (const { name, files } of skills) {
    const obstacle = obstacleOf(files);
    if (obstacle)
      throw new DomainError("refused", `${name} is not installed: ${wordsOf(obstacle)}`, { name, obstacle });
  }
}

/** The plan without what the scan keeps out, and a note for each. `named` was asked for by name: that is refused instead. */
export function withoutHarmful(
  plan: EquipPlan,
  shelf: readonly Scanned[],
  named: readonly string[],
): { plan: EquipPlan; notes: string[] } {
  const out = new Map<string, string>();
  for (const { action, skill } of plan.entries) {
    const files = action === "add" || action === "update" ? shelf.find(({ name }) => name === skill)?.files : undefined;
    const obstacle = files && obstacleOf(files);
    if (!files || !obstacle) continue;
    if (named.includes(skill)) requireInstallable([{ name: skill, files }]);
    out.set(skill, `${skill} is not equipped: ${wordsOf(obstacle)}`);
  }
  return { plan: { entries: plan.entries.filter(({ skill }) => !out.has(skill)) }, notes: [...out.values()] };
}

function obstacleOf(files: readonly SkillFile[]): ScanFinding | undefined {
  return obstacleAmong(scanSkill(files), [], new Date());
}

function wordsOf({ rule, file, line, message }: ScanFinding): string {
  return `${rule} in ${file}:${line}: ${message}`;
}
