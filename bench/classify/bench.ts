import { readFileSync, writeFileSync } from "node:fs";
import { PRESETS } from "@yardlet/core/library/presets";
import { ablate } from "./ablate.ts";
import { corpusFolder, readCorpus } from "./corpus.ts";
import { ablationText, figuresText } from "./document.ts";
import { type Judged, KINDS, judge, LANGUAGES, scores, type Tally, tallies, total } from "./judge.ts";
import { speedLine } from "./speed.ts";

const HELP = `How well classification agrees with people's labels of real repositories.

Compared: for every repository, the presets that classify() detects (certain or likely; core left out) with the labelled ones.
Kinds and the shape monorepo are judged together; "template" in the labels is no preset and is ignored. Languages are judged
apart, against the labels' languages that a preset stands for (java, kotlin -> jvm; csharp -> dotnet; c -> cpp; JavaScript,
Lua, HCL and the like have none). Precision = hits / detected, recall = hits / labelled, micro = over all pairs together.
`;

const FILE = new URL("../../docs/classification.md", import.meta.url);
const FIGURES_AT = "## Figures";
const ABLATION_AT = "## What each rule buys";

/**
 * Prints the tables. `--errors` lists every disagreement with its evidence, `--ablate` what each rule buys (a minute),
 * `--write` renews those parts of docs/classification.md, `--corpus=<folder>` takes another corpus of the same form, and more
 * than one together. Exit status 1 when there is no corpus.
 */
export async function runClassifyBench(options: string[]): Promise<number> {
  const given = options.flatMap((option) => (option.startsWith("--corpus=") ? [option.slice("--corpus=".length)] : []));
  const folders = (given.length > 0 ? given : [undefined]).map((folder) => corpusFolder(process.cwd(), folder));
  const judged = folders.flatMap((folder) => (folder === undefined ? [] : readCorpus(folder).map(judge)));
  if (folders.includes(undefined)) {
    console.error("no corpus beside the checkout; give one with --corpus=<folder> that holds labels.tsv");
    return 1;
  }
  console.log(HELP);
  const kinds = tallies(judged, KINDS);
  const languages = tallies(judged, LANGUAGES);
  console.log(table([...kinds, total("micro: kinds", kinds), ...languages, total("micro: languages", languages)]));
  console.log(`\n${judged.length} repositories, ${speed(judged)}\n${speedLine()}`);
  if (options.includes("--errors")) console.log(judged.flatMap(errorsOf).join("\n"));
  const isAblating = options.includes("--ablate");
  const ablation = isAblating ? ablationText(ablate(judged)) : undefined;
  if (ablation !== undefined) console.log(`\n${ablation}`);
  if (options.includes("--write")) {
    renew(FIGURES_AT, figuresText(judged));
    if (ablation !== undefined) renew(ABLATION_AT, ablation);
    console.log(`docs/classification.md is written${isAblating ? "" : "; what each rule buys only with --ablate"}`);
  }
  return 0;
}

/** The figures as they should be in docs/classification.md, and the share of kinds that is right, both ways. */
export function judgeCorpus(folder: string): { text: string; f1: number; precision: number; kinds: Tally[] } {
  const judged = readCorpus(folder).map(judge);
  const kinds = tallies(judged, KINDS);
  const { f1, precision } = scores(total("micro", kinds));
  return { text: figuresText(judged), f1, precision, kinds };
}

/** Replaces the part of the document from one heading up to the other part's. */
function renew(heading: string, text: string): void {
  const document = readFileSync(FILE, "utf8");
  const start = document.indexOf(heading);
  const next = [FIGURES_AT, ABLATION_AT].map((each) => document.indexOf(each)).filter((at) => at > start);
  const end = next.length > 0 ? Math.min(...next) : document.length;
  const after = document.slice(end);
  writeFileSync(FILE, `${document.slice(0, start)}${text}${after === "" ? "" : `\n${after}`}`);
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
  const labelled = new Set([...repo.labels].filter((label) => Object.hasOwn(PRESETS, label)));
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
