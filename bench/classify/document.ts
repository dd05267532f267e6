import { KINDS, LANGUAGES, type Judged, type Tally, scores, tallies, total } from "./judge.ts";
import type { Worth } from "./ablate.ts";

const NOTHING = "–";

/** The figures of `docs/classification.md`: per preset, and which kinds are taken for which. */
export function figuresText(judged: readonly Judged[]): string {
  const kinds = tallies(judged, KINDS);
  const languages = tallies(judged, LANGUAGES);
  return `## Figures

${judged.length} repositories. Found: detected and labelled. Wrong: detected, not labelled. Missed: labelled, not detected.

${figures([...kinds, total("**all kinds**", kinds)])}

${figures([...languages, total("**all languages**", languages)])}

## What is taken for what

A row is what people say, a column what was detected. On the diagonal both agree. Where a repository misses one kind and has
another too many, the pair is counted; ${NOTHING} as a column: missed and nothing else said; ${NOTHING} as a row: said beside what is right.

${confusion(judged)}
`;
}

function figures(rows: readonly Tally[]): string {
  const lines = rows.map((row) => {
    const { precision, recall, f1 } = scores(row);
    const ratios = [precision, recall, f1].map((ratio) => (Number.isNaN(ratio) ? NOTHING : ratio.toFixed(3)));
    return `| ${[row.preset, row.hit, row.extra, row.missed, ...ratios].join(" | ")} |`;
  });
  const head = "| preset | found | wrong | missed | precision | recall | F1 |\n|---|--:|--:|--:|--:|--:|--:|";
  return [head, ...lines].join("\n");
}

/** A table of how often a label (row) meets a detection (column), as the text above it says. */
function confusion(judged: readonly Judged[]): string {
  const counts = new Map<string, number>();
  const count = (label: string, said: string) =>
    counts.set(`${label}>${said}`, (counts.get(`${label}>${said}`) ?? 0) + 1);
  for (const { labels, detections } of judged) {
    const said = new Set(detections.map(({ preset }) => preset));
    const missed = KINDS.filter((kind) => labels.has(kind) && !said.has(kind));
    const extra = KINDS.filter((kind) => said.has(kind) && !labels.has(kind));
    for (const kind of KINDS) if (labels.has(kind) && said.has(kind)) count(kind, kind);
    for (const label of missed) for (const kind of extra.length > 0 ? extra : [NOTHING]) count(label, kind);
    if (missed.length === 0) for (const kind of extra) count(NOTHING, kind);
  }
  const names = [...KINDS, NOTHING].filter((name) => [...counts.keys()].some((key) => key.split(">").includes(name)));
  const cells = (row: string) => names.map((column) => counts.get(`${row}>${column}`) ?? "");
  return [
    `| | ${names.join(" | ")} |`,
    `|---|${names.map(() => "--:|").join("")}`,
    ...names.map((row) => `| **${row}** | ${cells(row).join(" | ")} |`),
  ].join("\n");
}

const VERDICTS = {
  buys: "is worth its place",
  nothing: "shows often enough and buys nothing",
  rare: "shows too seldom in this corpus to be judged by it",
} as const;

/** What each rule buys, the most valuable first. */
export function ablationText(worths: readonly Worth[]): string {
  const order = Object.keys(VERDICTS);
  const rows = worths
    .filter(({ shows }) => shows > 0)
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || b.unseen - a.unseen || b.alone - a.alone)
    .map(({ rule, shows, alone, unseen, verdict }) => {
      const [preset, what, weight] =
        "preset" in rule
          ? [rule.preset, rule.what, rule.weight]
          : [rule.loser, `beside ${rule.winner}: ${rule.why}`, `× ${rule.factor}`];
      return `| ${[preset, what, weight, shows, alone, unseen.toFixed(2), verdict].join(" | ")} |`;
    });
  const silent = worths.filter(({ shows }) => shows === 0).length;
  return `## What each rule buys

${worths.length} rules, ${silent} of which show in none of the repositories. **Alone**: errors more when that rule is taken out of the
whole table. **Unseen**: errors that it puts right, per 100 repositories, on halves of the corpus it was not chosen on, when half
of the other rules are gone as well. ${Object.entries(VERDICTS)
    .map(([verdict, text]) => `*${verdict}*: ${text}.`)
    .join(" ")}

| preset | seen | weight | shows in | alone | unseen | |
|---|---|--:|--:|--:|--:|---|
${rows.join("\n")}
`;
}
