import { readFileSync } from "node:fs";
import { SCAN_RULES } from "@yardlet/core/scan";
import { expect, test } from "vitest";
import { scanRulesText } from "./scan-rules.ts";

const FILE = new URL("../../../docs/scan-rules.md", import.meta.url);
const REMEDY = 'docs/scan-rules.md is out of date; run "node apps/cli/write-scan-rules.mjs"';

test("docs/scan-rules.md says of every rule what core says", () => {
  expect(readFileSync(FILE, "utf8"), REMEDY).toBe(scanRulesText());
});

test("every rule is one row, with its severities and what nobody would see written out", () => {
  const text = scanRulesText();
  for (const id of Object.keys(SCAN_RULES)) expect(text.split(`| \`${id}\` |`)).toHaveLength(2);
  expect(text).toContain(
    "| `hidden-order` | critical, high, medium |  | it shows people another order than the one that is read | ``run \\u{202e}txt.exe`` |",
  );
  expect(text).toContain("| `download-execute` | critical, high | yes | it runs what a server sends, unseen |");
});
