import * as z from "zod";
import { readLines } from "./import-lines.ts";
import { importBenchmark, importGrading } from "./import-trials.ts";
import { type ImportContext, type ImportedRuns, parseJson } from "./import-types.ts";
import { RUN_LIMITS } from "./limits.ts";
import { isRecord } from "./read-document.ts";

/** `runs`: Yardlet's own files, one record a line. `grading` and `benchmark`: skill-creator's. */
export const ImportFormat = z.enum(["runs", "grading", "benchmark"]);
export type ImportFormat = z.infer<typeof ImportFormat>;

const IMPORTERS = {
  runs: readLines,
  grading: importGrading,
  benchmark: importBenchmark,
} as const satisfies Record<ImportFormat, (text: string, context: ImportContext) => ImportedRuns>;

/**
 * Reads a file of runs. Never throws; what cannot be read is a problem, at most 50 are listed, and the rest is kept. Ids are made
 * of content, so a second import of the same file is a duplicate.
 */
export function importRuns(format: ImportFormat, text: string, context: ImportContext): ImportedRuns {
  const { records, problems } = IMPORTERS[format](text.replace(/^\uFEFF/, ""), context);
  return { records, problems: problems.slice(0, RUN_LIMITS.problems) };
}

/** Which format a file has, told by its content: what is not skill-creator's is taken for lines of records. */
export function detectFormat(text: string): ImportFormat {
  const document = parseJson(text.replace(/^\uFEFF/, ""));
  if (!isRecord(document)) return "runs";
  if (Array.isArray(document["runs"])) return "benchmark";
  return Array.isArray(document["expectations"]) ? "grading" : "runs";
}
