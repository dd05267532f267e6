import type { Problem } from "./flaws.ts";

export interface ImportContext {
  /** The skill that was tried, where the file does not say. */
  skill?: string;
  /** The commit of the repo in which it was tried. */
  commit?: string;
  /** The end of runs of which the file tells no time. Pass the file's own time, so that a second import says the same. */
  importedAt: string;
  /** sha256 of the file. */
  digest: string;
}

export interface ImportProblem extends Problem {
  /** From 1, in files of lines. */
  line?: number;
}

export interface ImportedRuns {
  /** Not yet judged: each goes through `parseRun`. */
  records: unknown[];
  problems: ImportProblem[];
}

/** A JSON text as data; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return data;
  } catch {
    return undefined;
  }
}
