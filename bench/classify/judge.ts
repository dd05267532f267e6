import { performance } from "node:perf_hooks";
import { detect, type Detection, findMatches, BUILT_IN_SIGNALS, type Match } from "@yardlet/core/classify";
import { PRESETS } from "@yardlet/core/library/presets";
import type { LabelledRepo } from "./corpus.ts";

/** A labelled repository with what classification makes of it. */
export interface Judged extends LabelledRepo {
  matches: Match[];
  detections: Detection[];
  milliseconds: number;
}

/** How often one preset was detected and labelled, detected only, labelled only. */
export interface Tally {
  preset: string;
  hit: number;
  extra: number;
  missed: number;
}

const named = (...kinds: string[]) =>
  Object.entries(PRESETS).flatMap(([name, { kind }]) => (kinds.includes(kind) ? [name] : []));

/** The presets that are judged together as kinds, the shape monorepo among them. */
export const KINDS: readonly string[] = named("kind", "shape");
export const LANGUAGES: readonly string[] = named("language");

export function judge(repo: LabelledRepo): Judged {
  const start = performance.now();
  const matches = findMatches(repo.input, BUILT_IN_SIGNALS);
  const detections = detect(matches);
  return { ...repo, matches, detections, milliseconds: performance.now() - start };
}

/** One tally a preset, in the order of `presets`. */
export function tallies(judged: readonly Judged[], presets: readonly string[]): Tally[] {
  return presets.map((preset) => {
    const tally: Tally = { preset, hit: 0, extra: 0, missed: 0 };
    for (const repo of judged) {
      const detected = repo.detections.some((detection) => detection.preset === preset);
      const labelled = repo.labels.has(preset);
      if (detected && labelled) tally.hit++;
      else if (detected) tally.extra++;
      else if (labelled) tally.missed++;
    }
    return tally;
  });
}

export function total(preset: string, rows: readonly Tally[]): Tally {
  const sum = (pick: (row: Tally) => number) => rows.reduce((all, row) => all + pick(row), 0);
  return { preset, hit: sum((row) => row.hit), extra: sum((row) => row.extra), missed: sum((row) => row.missed) };
}

/** Shares from 0 to 1; not a number where there is nothing to divide by. */
export function scores({ hit, extra, missed }: Tally): { precision: number; recall: number; f1: number } {
  const ratio = (part: number, whole: number) => (whole === 0 ? Number.NaN : part / whole);
  return {
    precision: ratio(hit, hit + extra),
    recall: ratio(hit, hit + missed),
    f1: ratio(2 * hit, 2 * hit + extra + missed),
  };
}
