import { FORMAT_CASES, type FormatCase } from "./format-cases.ts";
import { DIFFERENCES } from "./format-differences.ts";

const INTRODUCTION = `# The format of a skill, and where strict differs

\`yardlet skill validate --profile strict\` gives the verdict of the open format's reference validator (skills-ref 0.1.0 with strictyaml 1.7.3)
in every case of the table below, but for the differences listed here, each with its reason. Like the reference it takes every
scalar as text, counts code points, and refuses flow collections, anchors, tags, tabs outside quotes and blocks, and
unprintable characters.

This file is written from the table in \`packages/core/src/skill/testing/\`, which the unit tests hold the validator to; after a change there:
\`node_modules/.bin/vitest run --project unit packages/core/src/skill/format.test.ts -u\`.
`;

/** The document `docs/format.md`: the deliberate differences with their cases, then every case. */
export function formatText(): string {
  return `${INTRODUCTION}
## Deliberate differences

${Object.entries(DIFFERENCES)
  .map(([key, { what, why }]) => differenceText(key, what, why))
  .join("\n\n")}

## Every case

${FORMAT_CASES.length} cases. The first verdict is the reference's, as it was run; the second is ours.

| case | reference | strict |
|---|---|---|
${FORMAT_CASES.map(rowText).join("\n")}
`;
}

function differenceText(key: string, what: string, why: string): string {
  const cases = FORMAT_CASES.filter(({ because }) => because === key);
  return `### ${key}\n\n${what}\n\nWhy: ${why}\n\n${cases.map(({ about }) => `- ${about}`).join("\n")}`;
}

function rowText({ about, reference, because }: FormatCase): string {
  const said = (passes: boolean) => (passes ? "passes" : "refused");
  const ours = because === undefined ? said(reference) : `${said(!reference)}: ${because}`;
  return `| ${about} | ${said(reference)} | ${ours} |`;
}
