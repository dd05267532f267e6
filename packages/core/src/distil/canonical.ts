import { digestText } from "../score/raw.ts";
import { stableJson } from "../run/digest.ts";
import { compareText } from "../skill/order.ts";
import type { Sha256 } from "../skill/types.ts";
import type { DistilInput, QueueEntry } from "./input.ts";
import type { ExperiencePacket, FailurePacket, SkillAt } from "./packet-types.ts";
import { sortedOnce } from "./state.ts";

/**
 * The one text of an input, a packet or a result: JSON as RFC 8785 has it. Texts stay as they are, since an id in another Unicode form
 * would be another id.
 */
export function distilText(value: unknown): string {
  return stableJson(value);
}

/** A part of the input in its one form, with its text. */
export interface Canonical<T> {
  item: T;
  text: string;
}

/** The hash that links a packet: sha256 of its canonical JSON. The order of its lists of names, codes and refs does not matter. */
export function packetHash(packet: ExperiencePacket | FailurePacket): Sha256 {
  return digestText(distilText("outcome" in packet ? canonicalExperience(packet) : canonicalFailure(packet))).sha256;
}

/** An input in its one form: every list sorted, everything there once. */
export interface CanonicalInput {
  queue: Canonical<QueueEntry>[];
  experiences: Canonical<ExperiencePacket>[];
  failures: Canonical<FailurePacket>[];
  /** The lessons in force, sorted. */
  units: string[];
  text: string;
  hash: Sha256;
}

/**
 * Brings an input into its one form. The order of its entries and packets does not matter, nor of what they list by name, nor whether
 * anything is in it twice. Steps of a rollback plan and a harness's own details keep their order: it says something.
 */
export function canonicalInput(input: DistilInput): CanonicalInput {
  const queue = inOrder(input.skill_evolution_queue, canonicalQueueEntry);
  const experiences = inOrder(input.experience_packets, canonicalExperience);
  const failures = inOrder(input.failure_packets, canonicalFailure);
  const units = sortedOnce(input.state?.units ?? []);
  const list = (items: readonly Canonical<unknown>[]) => `[${items.map(({ text }) => text).join(",")}]`;
  const members: Record<string, string | undefined> = {
    schema: distilText(input.schema),
    run_id: distilText(input.run_id),
    skill_evolution_queue: list(queue),
    experience_packets: list(experiences),
    failure_packets: list(failures),
    budget: distilText(input.budget),
    state: input.state && distilText({ units, hash: input.state.hash }),
    base_versions: input.base_versions && distilText(input.base_versions),
  };
  const text = `{${Object.entries(members)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${member}`)
    .join(",")}}`;
  return { queue, experiences, failures, units, text, hash: digestText(text).sha256 };
}

/** The hash of what is canonical already. */
export function hashOf({ text }: Canonical<unknown>): Sha256 {
  return digestText(text).sha256;
}

function inOrder<T>(items: readonly T[], canonical: (item: T) => T): Canonical<T>[] {
  return items
    .map((item) => {
      const one = canonical(item);
      return { item: one, text: distilText(one) };
    })
    .toSorted((a, b) => compareText(a.text, b.text))
    .filter(({ text }, index, sorted) => sorted[index - 1]?.text !== text);
}

function canonicalQueueEntry(entry: QueueEntry): QueueEntry {
  return {
    ...entry,
    target_skills: sortedOnce(entry.target_skills),
    reason_codes: sortedOnce(entry.reason_codes),
    missing_actions: sortedOnce(entry.missing_actions),
    evidence_refs: sortedOnce(entry.evidence_refs),
    acceptance_tests: sortedOnce(entry.acceptance_tests),
  };
}

function canonicalExperience(packet: ExperiencePacket): ExperiencePacket {
  return {
    ...packet,
    skills: sortedSkills(packet.skills),
    evidence_refs: sortedOnce(packet.evidence_refs),
    reason_codes: sortedOnce(packet.reason_codes),
  };
}

function canonicalFailure(packet: FailurePacket): FailurePacket {
  return {
    ...packet,
    skills: sortedSkills(packet.skills),
    reason_codes: sortedOnce(packet.reason_codes),
    missing_actions: sortedOnce(packet.missing_actions),
    minimal_repro_refs: sortedOnce(packet.minimal_repro_refs),
  };
}

/** By name, then version, each once. */
export function sortedSkills(skills: readonly SkillAt[]): SkillAt[] {
  const once = new Map(skills.map((skill) => [skillText(skill), skill]));
  return [...once.values()].toSorted((a, b) => compareText(a.name, b.name) || a.version - b.version);
}

/** A skill in a version as one text: equal only for equal ones. */
export function skillText({ name, version }: SkillAt): string {
  return `${version} ${name}`;
}
