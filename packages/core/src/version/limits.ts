/**
 * Limits on comparing texts. `fileBytes` and `fileLines` hold for one text; `edits` for the lines that differ between two;
 * `work` for all files of one call together, in squared edits: one or two seconds at worst. Beyond them a file is "too large", never slow.
 */
export const COMPARE_LIMITS = {
  fileBytes: 1024 * 1024,
  fileLines: 10_000,
  edits: 2_000,
  work: 8_000_000,
} as const;
