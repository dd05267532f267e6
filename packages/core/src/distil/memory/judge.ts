import { DOCUMENT_CODES } from "../../run/document-codes.ts";
import { describeFailureCode } from "../../run/failure-codes.ts";
import { Id } from "../../run/fields.ts";
import { type Flaw, PARSE_OPTIONS, flawsOf, listProblems } from "../../run/flaws.ts";
import { isRecord, readDocument } from "../../run/read-document.ts";
import { codesOf } from "../problems.ts";
import { skillResult } from "../refuse.ts";
import type { DistilProblem } from "../result.ts";
import { MEMORY_CANDIDATE_SCHEMA, MemoryCandidate } from "./candidate.ts";
import { detectForbiddenIo } from "./detect.ts";
import { MEMORY_DOCUMENT_LIMITS, MEMORY_LIMITS } from "./limits.ts";
import { MEMORY_DESIGN_SCHEMA, type MemoryDesignResult } from "./result.ts";
import { FORBIDDEN_IO } from "./rules.ts";
import { heldOutMembers, textsOf } from "./texts.ts";
import type { MemoryHit } from "./types.ts";

const MISSING_INTERFACE = "schema_violation/memory_design_missing_interface";
const FORBIDDEN = "policy_violation/memory_design_forbidden_io";
const Interface = MemoryCandidate.pick({ memory_plugin: true, operations: true }).strip();
const INTERFACE = /^(?:memory_plugin|operations)(?:\.|$)/u;

/**
 * Judges a memory candidate: its fields, its interface, and whatever it does that is forbidden; everything at once, each with its path
 * and failure code. Deterministic, runs nothing, and never throws, whatever the value. Source: contracts.md, section 9; decision 38.
 */
export function judgeMemoryDesign(value: unknown): MemoryDesignResult {
  const { data, flaws, whole } = readDocument(value, MEMORY_DOCUMENT_LIMITS);
  if (!whole || !isRecord(data)) {
    const none: Flaw[] = [{ path: "", message: "an object is expected", rule: "type" }];
    return refuse(problemsOf(flaws.length > 0 ? flaws : none), {});
  }
  const version = data["schema"];
  if (typeof version === "string" && version !== MEMORY_CANDIDATE_SCHEMA) {
    const message = `${JSON.stringify(version.slice(0, 100))} is not known; the only known version is ${MEMORY_CANDIDATE_SCHEMA}`;
    return refuse([{ path: "schema", code: "schema_violation/unknown_schema", message }], data);
  }
  const parsed = MemoryCandidate.safeParse(data, PARSE_OPTIONS);
  const { hits, problems: forbidden, leftOut } = findForbidden(data);
  const problems = [...problemsOf([...(parsed.success ? [] : flawsOf(parsed.error)), ...flaws]), ...forbidden];
  return resultOf(data, { problems, hits, leftOut });
}

/** The answer to what is no candidate at all, such as a file that is no JSON. */
export function refuseMemoryDesign(problem: DistilProblem): MemoryDesignResult {
  return refuse([problem], {});
}

function refuse(problems: DistilProblem[], data: Record<string, unknown>): MemoryDesignResult {
  return resultOf(data, { problems, hits: [], leftOut: 0 });
}

/** What is wrong with the plugin or the operations is a part of the interface that is missing. */
function problemsOf(flaws: readonly Flaw[]): DistilProblem[] {
  return listProblems(flaws, MEMORY_LIMITS.problems).map(({ path, message, rule }) => ({
    path,
    code: INTERFACE.test(path) && rule !== "unknown" && rule !== "large" ? MISSING_INTERFACE : DOCUMENT_CODES[rule],
    message,
  }));
}

function findForbidden(data: Record<string, unknown>): {
  hits: MemoryHit[];
  problems: DistilProblem[];
  leftOut: number;
} {
  const plugin = isRecord(data["memory_plugin"]) ? Id.safeParse(data["memory_plugin"]["id"]).data : undefined;
  const texts = textsOf(data);
  const { hits: inTexts, leftOut } = detectForbiddenIo(texts, { plugin, evalTasks: idsAt(data, "eval_task_ids") });
  const hits = [...inTexts, ...heldOutMembers(data)];
  const paths = new Map(texts.map(({ file, path }) => [file, path]));
  const problems = hits.map(({ file, line, rule, why, remedy, excerpt }) => {
    const { what } = FORBIDDEN_IO[isRule(rule) ? rule : "unread-program"];
    const message = `${file}:${line} ${what}: ${why}; ${remedy}${excerpt === "" ? "" : ` (${excerpt})`}`;
    return { path: paths.get(file) ?? file, code: FORBIDDEN, message };
  });
  return { hits, problems, leftOut };
}

function isRule(id: string): id is keyof typeof FORBIDDEN_IO {
  return Object.hasOwn(FORBIDDEN_IO, id);
}

function resultOf(
  data: Record<string, unknown>,
  { problems, hits, leftOut }: { problems: DistilProblem[]; hits: MemoryHit[]; leftOut: number },
): MemoryDesignResult {
  const isCompliant = Interface.safeParse(data).success && problems.every(({ code }) => code !== MISSING_INTERFACE);
  const { score, notes } = data;
  const codes = codesOf(problems);
  const counts = { problems: problems.length, hits: hits.length + leftOut };
  return {
    schema: MEMORY_DESIGN_SCHEMA,
    ok: problems.length === 0,
    memory_design_candidate: {
      source_run_id: Id.safeParse(data["source_run_id"]).data ?? null,
      eval_task_ids: idsAt(data, "eval_task_ids"),
      artefact_refs: textsAt(data, "artefact_refs"),
      interface_compliant: isCompliant,
      forbidden_io_detected: hits.length > 0,
      ...(typeof score === "number" ? { score } : {}),
      ...(typeof notes === "string" ? { notes } : {}),
    },
    problems,
    hits,
    hits_left_out: leftOut,
    skill_result: { ...skillResult(codes, counts), suggested_next: [...new Set(codes.flatMap(remediesOf))] },
  };
}

function remediesOf(code: string): readonly string[] {
  return describeFailureCode(code).missingActions;
}

function idsAt(data: Record<string, unknown>, field: string): string[] {
  return textsAt(data, field).filter((id) => Id.safeParse(id).success);
}

function textsAt(data: Record<string, unknown>, field: string): string[] {
  const list = data[field];
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}
