import * as z from "zod";

export const ReportStatus = z.enum(["accepted", "duplicate", "corrected", "rejected"]);
export type ReportStatus = z.infer<typeof ReportStatus>;

/** What became of one record of a report. */
export const ReportResult = z.object({
  /** The record's place in the report, from 0. */
  index: z.number().int().min(0),
  status: ReportStatus,
  /** Null where the record names none that can be read. */
  run_id: z.string().nullable(),
  /** Why it was rejected: every field at fault, with a failure code where one stands for it. */
  problems: z.array(z.object({ path: z.string(), message: z.string(), code: z.string().optional() })),
  /** What was kept without weight, or wrapped, and how to mend it. */
  notes: z.array(z.string()),
});
export type ReportResult = z.infer<typeof ReportResult>;

/** The answer to a report of runs (contracts.md, section 5): how many of each, and each record's own result in the order sent. */
export const ReportAnswer = z.object({
  accepted: z.number().int().min(0),
  duplicate: z.number().int().min(0),
  corrected: z.number().int().min(0),
  rejected: z.number().int().min(0),
  results: z.array(ReportResult),
});
export type ReportAnswer = z.infer<typeof ReportAnswer>;
