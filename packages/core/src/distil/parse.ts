import * as z from "zod";
import { DOCUMENT_CODES } from "../run/document-codes.ts";
import { Id } from "../run/fields.ts";
import { type Flaw, PARSE_OPTIONS, flawsOf } from "../run/flaws.ts";
import { isRecord, readDocument } from "../run/read-document.ts";
import { DISTIL_SCHEMA, DistilInput, StateGiven } from "./input.ts";
import { DISTIL_DOCUMENT_LIMITS } from "./limits.ts";
import { ExperiencePacket, FailurePacket } from "./packet-types.ts";
import { isEmpty, problemsOf } from "./problems.ts";
import type { DistilProblem } from "./result.ts";
import { stateOf } from "./state.ts";

/** `runId` of what is refused is what it says its run is, where that can be read. */
export type ParsedDistilInput =
  | { ok: true; input: DistilInput }
  | { ok: false; runId: string | null; problems: DistilProblem[] };

/** A packet with what it is. */
export type Packet = { kind: "experience"; packet: ExperiencePacket } | { kind: "failure"; packet: FailurePacket };
export const PacketKind = z.enum(["experience", "failure"]);
export type PacketKind = z.infer<typeof PacketKind>;

export type ParsedPacket = { ok: true; packet: Packet } | { ok: false; problems: DistilProblem[] };

/**
 * Reads the input of a distillation from outside. Never throws, whatever the value; lists everything that is wrong at once, each with
 * its path and failure code. A version of the contract that is not known is the only problem named, for nothing else can be judged by it.
 */
export function parseDistilInput(value: unknown): ParsedDistilInput {
  const { data, flaws, whole } = readDocument(value, DISTIL_DOCUMENT_LIMITS);
  if (!whole || !isRecord(data)) return { ok: false, runId: null, problems: problemsOf(data, orNoObject(flaws)) };
  const runId = Id.safeParse(data["run_id"]).data ?? null;
  const version = data["schema"];
  if (typeof version === "string" && version !== DISTIL_SCHEMA) {
    const message = `${JSON.stringify(version.slice(0, 100))} is not known; the only known version is ${DISTIL_SCHEMA}`;
    return { ok: false, runId, problems: [{ path: "schema", code: "schema_violation/unknown_schema", message }] };
  }
  const parsed = DistilInput.safeParse(data, PARSE_OPTIONS);
  const problems = [
    ...problemsOf(data, [
      ...(parsed.success ? [] : flawsOf(parsed.error)),
      ...listAt(data, "experience_packets").flatMap((packet, index) =>
        unexplained(packet, `experience_packets.${index}.`),
      ),
      ...flaws,
    ]),
    ...findNothing(data),
    ...findSpentBudget(data["budget"]),
    ...findOtherState(data["state"]),
  ];
  return parsed.success && problems.length === 0 ? { ok: true, input: parsed.data } : { ok: false, runId, problems };
}

/** Reads one packet from outside, as `parseDistilInput` reads it within an input. Never throws. */
export function parsePacket(kind: PacketKind, value: unknown): ParsedPacket {
  const { data, flaws, whole } = readDocument(value, DISTIL_DOCUMENT_LIMITS);
  if (!whole || !isRecord(data)) return { ok: false, problems: problemsOf(data, orNoObject(flaws)) };
  const read = READ[kind](data);
  const all = [...(read.packet ? [] : read.flaws), ...(kind === "experience" ? unexplained(data, "") : []), ...flaws];
  if (read.packet && all.length === 0) return { ok: true, packet: read.packet };
  return { ok: false, problems: problemsOf(data, all) };
}

type ReadPacket = { packet: Packet } | { packet?: undefined; flaws: Flaw[] };

const READ: Readonly<Record<PacketKind, (data: unknown) => ReadPacket>> = {
  experience: (data) => {
    const parsed = ExperiencePacket.safeParse(data, PARSE_OPTIONS);
    return parsed.success ? { packet: { kind: "experience", packet: parsed.data } } : { flaws: flawsOf(parsed.error) };
  },
  failure: (data) => {
    const parsed = FailurePacket.safeParse(data, PARSE_OPTIONS);
    return parsed.success ? { packet: { kind: "failure", packet: parsed.data } } : { flaws: flawsOf(parsed.error) };
  },
};

function orNoObject(flaws: readonly Flaw[]): readonly Flaw[] {
  return flaws.length > 0 ? flaws : [{ path: "", message: "an object is expected", rule: "type" }];
}

/** An experience that is no success, and does not say why. */
function unexplained(packet: unknown, at: string): Flaw[] {
  if (!isRecord(packet) || (packet["outcome"] !== "failure" && packet["outcome"] !== "partial")) return [];
  if (!isEmpty(packet["reason_codes"])) return [];
  return [{ path: `${at}reason_codes`, message: "is empty; what did not succeed has at least one", rule: "missing" }];
}

function findNothing(data: Record<string, unknown>): DistilProblem[] {
  const lists = ["skill_evolution_queue", "experience_packets", "failure_packets"];
  if (!lists.every((list) => isEmpty(data[list]))) return [];
  return [
    {
      path: "skill_evolution_queue",
      code: "schema_violation/missing_skill_evolution_queue",
      message: "there is no queue entry and no packet; hand in at least one",
    },
  ];
}

function findSpentBudget(budget: unknown): DistilProblem[] {
  if (!isRecord(budget)) return [];
  return ["max_candidates", "max_lessons", "max_output_bytes"].flatMap((field) => {
    const limit = budget[field];
    if (typeof limit !== "number" || limit > 0) return [];
    const message = "is not positive; nothing could be written";
    return [{ path: `budget.${field}`, code: "validation_failed/distil_budget_exceeded", message }];
  });
}

/** A state whose hash is not that of its units was changed on its way. */
function findOtherState(given: unknown): DistilProblem[] {
  const state = StateGiven.safeParse(given);
  if (!state.success) return [];
  const { hash, bytes } = stateOf(state.data.units);
  const message = "does not fit state.units; hand in state_after as it was written";
  return [
    ...(state.data.hash === hash ? [] : [{ path: "state.hash", code: DOCUMENT_CODES.contradiction, message }]),
    ...(state.data.bytes === undefined || state.data.bytes === bytes
      ? []
      : [{ path: "state.bytes", code: DOCUMENT_CODES.contradiction, message }]),
  ];
}

function listAt(data: Record<string, unknown>, field: string): readonly unknown[] {
  const list = data[field];
  return Array.isArray(list) ? list : [];
}
