import { readFileSync } from "node:fs";
import { FAILURE_CODES } from "@yardlet/core/run";
import { expect, test } from "vitest";
import { failureCodesText } from "./failure-codes.ts";

const FILE = new URL("../../../docs/failure-codes.md", import.meta.url);
const REMEDY = 'docs/failure-codes.md is out of date; run "node apps/cli/write-failure-codes.mjs"';

test("docs/failure-codes.md says of every code what core says", () => {
  expect(readFileSync(FILE, "utf8"), REMEDY).toBe(failureCodesText());
});

test("every code is one row, with its remedy, under its namespace", () => {
  const text = failureCodesText();
  for (const code of FAILURE_CODES.keys()) expect(text.split(`| \`${code}\` |`)).toHaveLength(2);
  expect(text).toContain(
    "| `execution_error/host_timeout` | the host's time was up | Give the job more time, or make the task smaller. | yes |",
  );
  expect(text).toContain("## safety_block\n\nSeverity: high.\n");
});
