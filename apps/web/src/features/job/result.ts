import type { Job, JobKind } from "@yardlet/core/job";
import { formatCount, formatNumber } from "@/ui/format.ts";

type Result = NonNullable<Job["result"]>;

/** A result in one line, for lists. */
const LINES = {
  "agent.create": (result) => textAt(result, "note"),
  "agent.research": (result) => textAt(result, "note"),
  "agent.rewrite": (result) => textAt(result, "note"),
  "credential.try": (result) => textAt(result, "note"),
  "distil.run": (result) =>
    textAt(result, "state") === "done"
      ? `${count(result, "lessons", "lesson")}, ${count(result, "candidates", "candidate")}`
      : textAt(result, "state"),
  "distil.schedule": (result) => count(result, "repos", "repo"),
  "gap.find": (result) =>
    `${count(result, "gaps", "gap")}, ${formatNumber(numberAt(result, "proposed"))} new or changed`,
  "library.sync": (result) => `${count(result, "skills", "skill")}, ${count(result, "versions", "new version")}`,
  "library.write": (result) => textAt(result, "note"),
  "proposal.read": (result) => `${count(result, "suggestions", "suggestion")} of ${count(result, "runs", "run")}`,
  "repo.preview": (result) =>
    `${formatNumber(numberAt(result, "readable"))} of ${formatNumber(numberAt(result, "of"))} can be read`,
  "repo.sync": (result) => textAt(result, "note"),
  "score.audit": (result) =>
    numberAt(result, "differences") === 0
      ? `${count(result, "rows", "row")} ${numberAt(result, "rows") === 1 ? "agrees" : "agree"}`
      : `${count(result, "differences", "difference")} in ${count(result, "rows", "row")}`,
  "score.decide": (result) => `${count(result, "versions", "version")}, ${count(result, "decisions", "new decision")}`,
  "webhook.deliver": (result) =>
    numberAt(result, "failed") === 0 ? `${numberAt(result, "sent")} sent` : `${numberAt(result, "failed")} failed`,
  "repo.write": (result) => (result.changed === false ? "nothing was left to change" : textAt(result, "plan")),
} as const satisfies Record<JobKind, (result: Result) => string | undefined>;

/** What the parts of a result are called; a part without a name here is for machines. */
const LABELS = new Map([
  ["note", "Outcome"],
  ["plan", "Plan"],
  ["changed", "Changed the repo"],
  ["delivered", "Delivered by"],
  ["commit", "Commit"],
  ["files", "Files"],
  ["presets", "Presets"],
  ["skills", "Skills"],
  ["versions", "New versions"],
  ["gone", "Gone skills"],
  ["gaps", "Gaps"],
  ["proposed", "New or changed"],
  ["superseded", "Out of date"],
  ["syncs", "Repos to read again"],
  ["readable", "Can be read"],
  ["of", "Of"],
  ["repos", "Repos"],
  ["experience", "Experiences"],
  ["failure", "Failures"],
  ["simulated", "Simulated"],
  ["leftOut", "Left out"],
  ["lessons", "Lessons"],
  ["candidates", "Candidates"],
  ["deferred", "Deferred"],
  ["rows", "Rows counted"],
  ["differences", "Differences"],
  ["decisions", "New decisions"],
  ["sent", "Sent"],
  ["failed", "Failed"],
]);

/** Hex digits of a commit that are shown. */
const SHORT = 7;

export function resultLine({ kind, result }: Pick<Job, "kind" | "result">): string | undefined {
  return result ? LINES[kind](result) : undefined;
}

/** A result as label and value, in the order of the labels. */
export function resultFacts(result: Job["result"]): { label: string; value: string }[] {
  return [...LABELS].flatMap(([key, label]) => {
    const value = valueText(key, result?.[key]);
    return value === undefined ? [] : [{ label, value }];
  });
}

function valueText(key: string, value: unknown): string | undefined {
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return key === "commit" ? value.slice(0, SHORT) : value;
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return undefined;
}

function numberAt(result: Result, key: string): number {
  const value = result[key];
  return typeof value === "number" ? value : 0;
}

function textAt(result: Result, key: string): string | undefined {
  const value = result[key];
  return typeof value === "string" ? value : undefined;
}

function count(result: Result, key: string, word: string): string {
  return formatCount(numberAt(result, key), word);
}
