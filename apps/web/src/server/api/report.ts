import type { ReportAnswer, ReportResult } from "@yardlet/core/run";
import { reportRuns, type ServiceContext } from "@yardlet/services";
import type { BodyRecord } from "./read-records.ts";

/**
 * Reports the records of a body. What is no JSON is rejected at its own place, beside the results of the others. The status is 422
 * when nothing of it was taken.
 */
export async function reportRecords(
  ctx: ServiceContext,
  records: readonly BodyRecord[],
): Promise<{ status: number; body: ReportAnswer }> {
  return answerEach(records, { judge: (values) => reportRuns(ctx, values), notJson });
}

interface EachAnswer {
  rejected: number;
  results: { index: number }[];
}

/** Judges the records of a body, and puts the results of those that are no JSON in between. */
export async function answerEach<A extends EachAnswer>(
  records: readonly BodyRecord[],
  how: {
    judge: (values: unknown[]) => Promise<A>;
    notJson: (index: number, message: string) => A["results"][number];
  },
): Promise<{ status: number; body: A }> {
  const readable = records.flatMap(({ value, problem }, index) => (problem === null ? [{ value, index }] : []));
  const answer = await how.judge(readable.map(({ value }) => value));
  const results = [
    ...answer.results.map((result) => ({ ...result, index: readable[result.index]?.index ?? result.index })),
    ...records.flatMap(({ problem }, index) => (problem === null ? [] : [how.notJson(index, problem)])),
  ].toSorted((a, b) => a.index - b.index);
  const rejected = answer.rejected + records.length - readable.length;
  return { status: rejected === records.length ? 422 : 200, body: { ...answer, rejected, results } };
}

function notJson(index: number, message: string): ReportResult {
  return { index, status: "rejected", run_id: null, problems: [{ path: "", message }], notes: [] };
}
