import * as z from "zod";
import { Amount, FailureCodeName, Id, name, text } from "./fields.ts";
import { type CodedProblem, type Flaw, PARSE_OPTIONS, flawsOf, listProblems } from "./flaws.ts";
import { DOCUMENT_LIMITS, type DocumentLimits, SKILL_RESULT_LIMITS } from "./limits.ts";
import { fitsBytes, readDocument } from "./read-document.ts";

const { bytes, list, text: textBytes } = SKILL_RESULT_LIMITS;

const PAYLOAD_LIMITS: DocumentLimits = { ...DOCUMENT_LIMITS, list, text: textBytes };

const Texts = z.array(text(textBytes)).max(list);
const FreeData = z.record(z.string(), z.unknown());

const ToolCall = z.strictObject({
  tool_name: name(textBytes),
  params_hash: text(textBytes),
  duration_ms: Amount,
  status: text(textBytes).optional(),
  error_type: text(textBytes).optional(),
});

/**
 * What a run says it did, in one envelope (contracts.md, section 7): at most 256 KiB as JSON, lists of at most 200 entries and
 * texts of at most 64 KiB at any depth. `ok` and `failure_codes` never disagree: ok without codes, or not ok with at least one.
 */
export const SkillResult = z
  .strictObject({
    ok: z.boolean(),
    outputs: FreeData,
    tool_calls: z.array(ToolCall).max(list),
    cost_units: z.strictObject({
      time_ms: Amount,
      tokens: Amount.optional(),
      cost_estimate: Amount.optional(),
      risk_class: text(textBytes).optional(),
    }),
    artefact_delta: z.strictObject({
      files_changed: Texts.optional(),
      files_created: Texts.optional(),
      tests_run: Texts.optional(),
      urls_fetched: Texts.optional(),
      screenshots: Texts.optional(),
    }),
    progress_proxy: z.union([FreeData, z.number(), text(textBytes), z.null()], {
      error: "an object, a number, a text or null is expected",
    }),
    failure_codes: z.array(FailureCodeName).max(list),
    suggested_next: z
      .array(
        z.union([name(textBytes), z.strictObject({ skill_id: Id, rationale: text(textBytes).optional() })], {
          error: "a text or {skill_id, rationale} is expected",
        }),
      )
      .max(list),
  })
  .check((context) => {
    for (const { path, message, rule } of findPayloadFlaws(context.value))
      context.issues.push({
        code: "custom",
        input: context.value,
        path: path === "" ? [] : path.split("."),
        message,
        params: { rule },
        continue: true,
      });
  })
  .refine(({ ok, failure_codes }) => ok === (failure_codes.length === 0), {
    path: ["failure_codes"],
    error: "disagrees with ok: a result is ok without failure codes, or not ok with at least one",
    params: { rule: "contradiction" },
  });
export type SkillResult = z.infer<typeof SkillResult>;

function findPayloadFlaws(value: unknown): Flaw[] {
  const { flaws, whole } = readDocument(value, PAYLOAD_LIMITS);
  if (!whole || fitsBytes(JSON.stringify(value), bytes)) return flaws;
  return [...flaws, { path: "", message: `has at most ${bytes} bytes; put the rest into files`, rule: "large" }];
}

/** Which code of the taxonomy says that a rule of the envelope is broken. */
const CODES = {
  missing: "schema_violation/skill_result_missing_field",
  type: "schema_violation/skill_result_wrong_type",
  value: "schema_violation/skill_result_wrong_type",
  unknown: "schema_violation/skill_result_unknown_field",
  large: "schema_violation/skill_result_too_large",
  contradiction: "schema_violation/skill_result_contradicts_itself",
} as const satisfies Record<Flaw["rule"], string>;

export type ParsedSkillResult = { ok: true; result: SkillResult } | { ok: false; problems: CodedProblem[] };

/** Reads an envelope as the strict phase wants it: every problem with its path and the failure code it stands for. Never throws. */
export function parseSkillResult(value: unknown): ParsedSkillResult {
  if (value === undefined || value === null) {
    const message = "there is no SkillResult; the run has to return one";
    return { ok: false, problems: [{ path: "", message, code: "schema_violation/skill_result_missing" }] };
  }
  const document = readDocument(value, PAYLOAD_LIMITS);
  const parsed = document.whole ? SkillResult.safeParse(document.data, PARSE_OPTIONS) : undefined;
  if (parsed?.success && document.flaws.length === 0) return { ok: true, result: parsed.data };
  const flaws = listProblems([...(parsed?.error ? flawsOf(parsed.error) : []), ...document.flaws]);
  return { ok: false, problems: flaws.map(({ path, message, rule }) => ({ path, message, code: CODES[rule] })) };
}
