import { describeFailureCode } from "../run/failure-codes.ts";
import type { FailureSeverity } from "../run/severity.ts";
import type { Sha256 } from "../skill/types.ts";
import { type CanonicalInput, distilText, hashOf, skillText, sortedSkills } from "./canonical.ts";
import { type GroupKey, groupHash } from "./ids.ts";
import type { QueueEntry } from "./input.ts";
import type { ExperiencePacket, FailurePacket, SkillAt } from "./packet-types.ts";
import { sortedOnce } from "./state.ts";

/** A packet that speaks for a group, with the hash it is linked by. */
interface Evidence<T> {
  item: T;
  hash: Sha256;
}

/** What belongs together: failures of one skill, at one kind of task, for the same reasons, and who asks for a change because of them. */
export interface Group {
  key: GroupKey;
  /** The key as text: the last word where groups are put in order. */
  text: string;
  hash: string;
  asked: QueueEntry[];
  failures: Evidence<FailurePacket>[];
  /** Experiences that did not succeed: they add runs to a group, and make none. */
  experiences: Evidence<ExperiencePacket>[];
}

/** A group with what is counted of it. */
export interface WeighedGroup extends Group {
  /** The runs that failed, and those that passed the same way. */
  runs: string[];
  counterRuns: string[];
  /** The versions of the group's skill that failed. */
  skills: SkillAt[];
  missingActions: string[];
  /** What the failures point at; what was asked with stands in \`asked\`. */
  failureRefs: string[];
  severity: FailureSeverity;
  /** Whether it is worth a proposal: seen twice, severe, or asked for. */
  strong: boolean;
}

export interface Grouped {
  groups: WeighedGroup[];
  /** Experiences that did not succeed and belong to no group. */
  unmatched: number;
}

const SEVERITY_RANK = { low: 0, medium: 1, high: 2 } as const satisfies Record<FailureSeverity, number>;

export function severityRank(severity: FailureSeverity): number {
  return SEVERITY_RANK[severity];
}

/** The highest of some severities; undefined for none. */
export function highestOf(severities: readonly FailureSeverity[]): FailureSeverity | undefined {
  return severities.toSorted((a, b) => severityRank(b) - severityRank(a))[0];
}

/**
 * Groups a canonical input by (target skill, task signature, reason codes) and counts each group. A failure without skills joins the
 * targets that the queue names for its signature and codes; where there are none, it belongs to a group without target. Simulated
 * packets belong to no group. Source: contracts.md, section 9.
 */
export function groupPackets(input: CanonicalInput): Grouped {
  const groups = new Map<string, Group>();
  const targets = new Map<string, Set<string>>();
  for (const { item: entry } of input.queue) {
    const { task_signature: signature, reason_codes: codes, target_skills: skills } = entry;
    const reason = reasonText(entry);
    for (const skill of orNone(skills)) groupAt(groups, reason, { skill, signature, codes }).asked.push(entry);
    targets.set(reason, new Set([...(targets.get(reason) ?? []), ...skills]));
  }
  const targetsOf = (packet: ExperiencePacket | FailurePacket, reason: string) => {
    const named = new Set(packet.skills.map(({ name }) => name));
    return orNone([...(named.size > 0 ? named : (targets.get(reason) ?? []))]);
  };
  for (const failure of input.failures) {
    if (failure.item.simulated) continue;
    const evidence = { item: failure.item, hash: hashOf(failure) };
    const { task_signature: signature, reason_codes: codes } = failure.item;
    const reason = reasonText(failure.item);
    for (const skill of targetsOf(failure.item, reason))
      groupAt(groups, reason, { skill, signature, codes }).failures.push(evidence);
  }
  let unmatched = 0;
  for (const experience of input.experiences) {
    if (experience.item.simulated || experience.item.outcome === "success") continue;
    const reason = reasonText(experience.item);
    const joined = targetsOf(experience.item, reason).flatMap((skill) => groups.get(keyText(reason, skill)) ?? []);
    const evidence = { item: experience.item, hash: hashOf(experience) };
    for (const group of joined) group.experiences.push(evidence);
    if (joined.length === 0) unmatched += 1;
  }
  const passed = passedRuns(input.experiences);
  return { groups: [...groups.values()].map((group) => weigh(group, passed)), unmatched };
}

function weigh(group: Group, passed: ReadonlyMap<string, ReadonlySet<string>>): WeighedGroup {
  const { key, failures, experiences, asked } = group;
  const packets = [...failures.map(({ item }) => item), ...experiences.map(({ item }) => item)];
  const runs = sortedOnce(packets.map(({ run_id }) => run_id));
  const skills = sortedSkills(packets.flatMap((packet) => packet.skills).filter(({ name }) => name === key.skill));
  const ways = key.skill === null ? [null] : skills;
  const severity =
    highestOf(failures.map(({ item }) => item.severity)) ??
    highestOf(key.codes.map((code) => describeFailureCode(code).severity)) ??
    "medium";
  return {
    ...group,
    runs,
    skills,
    missingActions: sortedOnce(
      [...failures.map(({ item }) => item), ...asked].flatMap(({ missing_actions }) => missing_actions),
    ),
    failureRefs: sortedOnce([
      ...failures.flatMap(({ item }) => item.minimal_repro_refs),
      ...experiences.flatMap(({ item }) => item.evidence_refs),
    ]),
    counterRuns: sortedOnce(ways.flatMap((way) => [...(passed.get(wayText(key.signature, way)) ?? [])])),
    severity,
    strong: asked.length > 0 || runs.length >= 2 || severity === "high",
  };
}

/** The runs whose gate passed, by signature and skill version. A progress proxy is no gate, and packets hold none. */
function passedRuns(experiences: CanonicalInput["experiences"]): Map<string, Set<string>> {
  const runs = new Map<string, Set<string>>();
  for (const { item } of experiences) {
    if (item.simulated || item.outcome !== "success" || !item.gate_status.passed) continue;
    for (const way of orNone(item.skills)) {
      const text = wayText(item.task_signature, way);
      runs.set(text, (runs.get(text) ?? new Set()).add(item.run_id));
    }
  }
  return runs;
}

function wayText(signature: string, skill: SkillAt | null): string {
  return `${skill === null ? "" : skillText(skill)}\n${signature}`;
}

function groupAt(groups: Map<string, Group>, reason: string, key: GroupKey): Group {
  const place = keyText(reason, key.skill);
  const found = groups.get(place);
  if (found) return found;
  const text = distilText([key.skill, key.signature, key.codes]);
  const group: Group = { key, text, hash: groupHash(key), asked: [], failures: [], experiences: [] };
  groups.set(place, group);
  return group;
}

/** Signature and codes as one text: equal only for equal ones. */
function reasonText({ task_signature, reason_codes }: Pick<QueueEntry, "task_signature" | "reason_codes">): string {
  return distilText([task_signature, reason_codes]);
}

function keyText(reason: string, skill: string | null): string {
  return `${reason}${skill ?? ""}`;
}

/** The items, or a none in their place. */
function orNone<T>(items: readonly T[]): (T | null)[] {
  return items.length > 0 ? [...items] : [null];
}
