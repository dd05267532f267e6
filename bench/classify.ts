import { performance } from "node:perf_hooks";
import { classify, type Detection } from "@yardlet/core/classify";
import { PRESETS } from "@yardlet/core/library/presets";
import { corpusFolder, type LabelledRepo, readCorpus } from "./classify-corpus.ts";

interface Tally {
  preset: string;
  hit: number;
  extra: number;
  missed: number;
}

interface Judged extends LabelledRepo {
  detections: Detection[];
  milliseconds: number;
}

const named = (...kinds: string[]) =>
  Object.entries(PRESETS).flatMap(([name, { kind }]) => (kinds.includes(kind) ? [name] : []));
const KINDS = named("kind", "shape");
const LANGUAGES = named("language");

const HELP = `How well classification agrees with people's labels of real repositories.

Compared: for every repository, the presets that classify() detects (certain or likely; core left out) with the labelled ones.
Kinds and the shape monorepo are judged together; "template" in the labels is no preset and is ignored. Languages are judged
apart, against the labels' languages that a preset stands for (java, kotlin -> jvm; csharp -> dotnet; c -> cpp; JavaScript,
Lua, HCL and the like have none). Precision = hits / detected, recall = hits / labelled, micro = over all pairs together.
`;

/** Prints the table; `--errors` lists every disagreement with its evidence. Exit status 1 when there is no corpus. */
export async function runClassifyBench(options: string[]): Promise<number> {
  const given = options.find((option) => option.startsWith("--corpus="))?.slice("--corpus=".length);
  const folder = corpusFolder(process.cwd(), given);
  if (folder === undefined) {
    console.error("no corpus beside the checkout; give one with --corpus=<folder> that holds labels.tsv");
    return 1;
  }
  const judged = readCorpus(folder).map(judge);
  console.log(HELP);
  const kinds = tallies(judged, KINDS, (repo) => repo.kinds);
  const languages = tallies(judged, LANGUAGES, (repo) => repo.languages);
  console.log(table([...kinds, total("micro: kinds", kinds), ...languages, total("micro: languages", languages)]));
  console.log(`\n${judged.length} repositories, ${speed(judged)}`);
  if (options.includes("--errors")) console.log(judged.flatMap(errorsOf).join("\n"));
  return 0;
}

/** The share both of what is detected and of what is labelled that is right: F1 over all pairs. */
export function microF1(folder: string): number {
  const judged = readCorpus(folder).map(judge);
  return scores(
    total(
      "micro",
      tallies(judged, KINDS, (repo) => repo.kinds),
    ),
  ).f1;
}

function judge(repo: LabelledRepo): Judged {
  const start = performance.now();
  const detections = classify(repo.input);
  return { ...repo, detections, milliseconds: performance.now() - start };
}

function tallies(
  judged: readonly Judged[],
  presets: readonly string[],
  labelsOf: (repo: Judged) => ReadonlySet<string>,
): Tally[] {
  return presets.map((preset) => {
    const tally: Tally = { preset, hit: 0, extra: 0, missed: 0 };
    for (const repo of judged) {
      const detected = repo.detections.some((detection) => detection.preset === preset);
      const labelled = labelsOf(repo).has(preset);
      if (detected && labelled) tally.hit++;
      else if (detected) tally.extra++;
      else if (labelled) tally.missed++;
    }
    return tally;
  });
}

function total(preset: string, rows: readonly Tally[]): Tally {
  const sum = (pick: (row: Tally) => number) => rows.reduce((all, row) => all + pick(row), 0);
  return { preset, hit: sum((row) => row.hit), extra: sum((row) => row.extra), missed: sum((row) => row.missed) };
}

function scores({ hit, extra, missed }: Tally): { precision: number; recall: number; f1: number } {
  const ratio = (part: number, whole: number) => (whole === 0 ? Number.NaN : part / whole);
  return {
    precision: ratio(hit, hit + extra),
    recall: ratio(hit, hit + missed),
    f1: ratio(2 * hit, 2 * hit + extra + missed),
  };
}

function table(rows: readonly Tally[]): string {
  const cells = rows.map((row) => {
    const { precision, recall, f1 } = scores(row);
    const counts = [row.hit, row.extra, row.missed].map((n) => String(n).padStart(8));
    const ratios = [precision, recall, f1].map((ratio) => (Number.isNaN(ratio) ? "-" : ratio.toFixed(3)).padStart(11));
    const line = `${row.preset.padEnd(20)}${counts.join("")}${ratios.join("")}`;
    return row.preset.startsWith("micro") ? `${"-".repeat(77)}\n${line}\n` : line;
  });
  const head = `${"preset".padEnd(20)}${["hits", "extra", "missed"].map((text) => text.padStart(8)).join("")}`;
  return [`${head}${["precision", "recall", "F1"].map((text) => text.padStart(11)).join("")}`, ...cells].join("\n");
}

function speed(judged: readonly Judged[]): string {
  const slowest = judged.reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a));
  const mean = judged.reduce((sum, repo) => sum + repo.milliseconds, 0) / judged.length;
  const paths = slowest.input.paths.length.toLocaleString("en");
  return `mean ${mean.toFixed(0)} ms each, slowest ${slowest.milliseconds.toFixed(0)} ms (${slowest.repo}, ${paths} paths)`;
}

function errorsOf(repo: Judged): string[] {
  const labelled = new Set([...repo.kinds, ...repo.languages].filter((label) => Object.hasOwn(PRESETS, label)));
  const detected = new Set(repo.detections.map(({ preset }) => preset).filter((preset) => preset !== "core"));
  const extra = repo.detections.filter(({ preset }) => preset !== "core" && !labelled.has(preset));
  const missed = [...labelled].filter((preset) => !detected.has(preset));
  if (extra.length + missed.length === 0) return [];
  return [
    `\n${repo.repo}: labelled ${[...labelled].join(", ")}`,
    ...missed.map((preset) => `  missed ${preset}`),
    ...extra.flatMap(({ preset, confidence, evidence }) => [
      `  extra  ${preset} (${confidence})`,
      ...evidence.map(({ path, line, what }) => `           ${path}${line === undefined ? "" : `:${line}`}  ${what}`),
    ]),
  ];
}
