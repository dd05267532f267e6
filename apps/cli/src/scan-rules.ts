import { RULE_ROWS, severitiesOf } from "@yardlet/core/scan";

const HEAD = `# Rules of the scan

What in a skill's files could harm who uses it, found without running anything. Written by \`node apps/cli/write-scan-rules.mjs\` from
\`packages/core/src/scan/rules.ts\`.

- **Severity** is how bad a finding is before its context is looked at; a rule has several where it knows milder forms. Where "context"
  says yes, what is quoted, warned of, or part of a text about attacks weighs one or two steps less.
- **critical** keeps a skill from being installed, everywhere. **critical** and **high** make \`yardlet skill scan\` end with 1.
- Each line is read as people and agents read it: look-alike letters folded, accents and invisible characters gone, continued lines put
  together; also with quotes and joins inside of words resolved, spaced letters and digits for letters put together, and with base64,
  hex, percent signs, entities and escapes decoded, four layers deep.
- **To waive** a finding that is meant well, do what the last column says, which is better for everybody; or let a curator waive it on
  the skill's page or in Review, with a reason and a day on which the waiver ends. A waiver is of one rule in one text, at one place or at all;
  another text is looked at anew.

| rule | severity | context | why | a line that it finds | how to waive |
|---|---|---|---|---|---|
`;

/** `docs/scan-rules.md`: the rules as people read them. */
export function scanRulesText(): string {
  const rows = RULE_ROWS.map(({ id, rule }) =>
    [
      `\`${id}\``,
      severitiesOf(rule).join(", "),
      rule.lowered ? "yes" : "",
      rule.why,
      `\`\`${visible(rule.example)}\`\``,
      rule.waive,
    ].join(" | "),
  );
  return `${HEAD}${rows.map((row) => `| ${row} |`).join("\n")}\n`;
}

/** What ends a cell, and what nobody would see, is written out. */
function visible(text: string): string {
  return text
    .replaceAll("|", String.raw`\|`)
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cf}/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}
