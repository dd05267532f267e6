import type { PreviewResult } from "@yardlet/services";

/** The locations somebody typed, one a line: without blanks, comments and repeats. */
export function parseLocations(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== "" && !line.startsWith("#")))];
}

export function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** What can be added after a dry run. */
export function readableLocations(results: readonly PreviewResult[]): string[] {
  return results.filter((result) => result.ok).map((result) => result.location);
}

/** A short name for a location that could not be read: its last part. */
export function locationName(location: string): string {
  return (
    location
      .replace(/\/+$/, "")
      .replace(/\.git$/, "")
      .split(/[/:\\]/)
      .at(-1) || location
  );
}
