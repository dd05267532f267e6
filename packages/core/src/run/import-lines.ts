import { type ImportProblem, type ImportedRuns, parseJson } from "./import-types.ts";

/**
 * Reads `runs.jsonl` and `skills.jsonl`: one record a line, blank lines between them. A last line without its line end that is no
 * JSON was torn while it was written. A whole file that is one JSON list, or one record over several lines, is read too.
 */
export function readLines(text: string): ImportedRuns {
  const whole = parseJson(text);
  if (whole !== undefined) return { records: Array.isArray(whole) ? whole : [whole], problems: [] };
  const lines = text.split("\n");
  const records: unknown[] = [];
  const problems: ImportProblem[] = [];
  for (const [index, content] of lines.entries()) {
    if (content.trim() === "") continue;
    const record = parseJson(content);
    if (record !== undefined) records.push(record);
    else problems.push({ line: index + 1, path: "", message: index === lines.length - 1 ? TORN : NOT_JSON });
  }
  return { records, problems };
}

const NOT_JSON = "this line is not JSON; each line holds one record";
const TORN = "the last line is torn: it ends before its record does; report that run again";
