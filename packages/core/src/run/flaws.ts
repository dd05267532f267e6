import * as z from "zod";
import { RUN_LIMITS } from "./limits.ts";

/** One thing that is wrong with a document, at a path such as `verdict.3.evidence`; the whole document has the path "". */
export interface Problem {
  path: string;
  message: string;
}

/** A problem with the failure code that it stands for. */
export interface CodedProblem extends Problem {
  code: string;
}

/** A problem with the rule it breaks. */
export interface Flaw extends Problem {
  rule: FlawRule;
}

const FlawRule = z.enum(["missing", "type", "unknown", "large", "value", "contradiction"]);
type FlawRule = z.infer<typeof FlawRule>;

const MAX_STEP = 80;

/** A path as text. Names from outside are cut and made printable: they end in answers and logs. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map((step) => String(step).slice(0, MAX_STEP).toWellFormed().replaceAll("\0", "\uFFFD")).join(".");
}

/** How our messages are made: pass it to a parse as its options. */
export const PARSE_OPTIONS = { error: messageOf, reportInput: true } as const;

/** What a failed parse says, a flaw for each field, in the order of the schema. */
export function flawsOf(error: z.ZodError): Flaw[] {
  return error.issues.flatMap((issue) => flawsOfIssue(issue, []));
}

/** Each path once, with the first thing said about it, up to the limit of an answer. */
export function listProblems(flaws: readonly Flaw[], most: number = RUN_LIMITS.problems): Flaw[] {
  const byPath = new Map<string, Flaw>();
  for (const flaw of flaws) if (!byPath.has(flaw.path)) byPath.set(flaw.path, flaw);
  return [...byPath.values()].slice(0, most);
}

function flawsOfIssue(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Flaw[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.slice(0, RUN_LIMITS.problems).map((key) => ({
      path: pathText([...path, key]),
      message: "is not a known field; remove it or correct its name",
      rule: "unknown",
    }));
  const alternative = issue.code === "invalid_union" ? closestOf(issue.errors) : undefined;
  if (alternative) return alternative.flatMap((inner) => flawsOfIssue(inner, path));
  return [{ path: pathText(path), message: issue.message, rule: ruleOf(issue) }];
}

/** The alternative of a union whose outer type fits: what it says about its inside is what the sender wants to know. */
function closestOf(alternatives: readonly (readonly z.core.$ZodIssue[])[]) {
  return alternatives.find((issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0));
}

function ruleOf(issue: z.core.$ZodIssue): FlawRule {
  if (issue.code === "custom") return FlawRule.safeParse(issue.params?.["rule"]).data ?? "value";
  if (issue.code === "too_big") return "large";
  if (issue.input === undefined) return "missing";
  return issue.code === "invalid_type" || issue.code === "invalid_union" ? "type" : "value";
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && issue.code !== "custom") return "is required";
  if (issue.code === "invalid_type") return `${EXPECTED[issue.expected] ?? issue.expected} is expected`;
  if (issue.code === "invalid_value") return `one of ${issue.values.map(String).join(", ")} is expected`;
  if (issue.code === "too_big") return measure(issue.origin, "at most", Number(issue.maximum));
  if (issue.code === "too_small") return measure(issue.origin, "at least", Number(issue.minimum));
  return undefined;
}

const UNITS: Readonly<Record<string, string>> = { string: " characters", array: " entries" };

function measure(origin: string, bound: string, limit: number): string {
  const unit = UNITS[origin];
  return unit === undefined ? `is ${bound} ${limit}` : `has ${bound} ${limit}${unit}`;
}
