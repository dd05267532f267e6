import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isScanOk, scanSkill } from "./scan.ts";

const CORPUS = new URL("../../../../../shared/corpus/", import.meta.url);
const hasCorpus = existsSync(new URL("security/labels.tsv", CORPUS));

function read(table: string): { path: string; label: string; alarming: boolean }[] {
  const folder = new URL(`${table.split("/")[0]}/`, CORPUS);
  return readFileSync(new URL(table, CORPUS), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => {
      const [path = "", label = ""] = row.split("\t");
      const findings = scanSkill([{ path: "SKILL.md", mode: "100644", bytes: readFileSync(new URL(path, folder)) }]);
      return { path, label, alarming: !isScanOk(findings) };
    });
}

describe.skipIf(!hasCorpus)("real skills (needs ../shared/corpus beside the repository)", () => {
  test("every malicious sample is critical or high, of the benign ones at most a tenth", () => {
    const rows = read("security/labels.tsv");
    expect(rows.filter(({ label, alarming }) => label === "malicious" && !alarming)).toEqual([]);
    const benign = rows.filter(({ label }) => label === "benign");
    expect(benign.filter(({ alarming }) => alarming).length / benign.length).toBeLessThanOrEqual(0.1);
  });

  test("of ordinary skills at most two in a hundred are critical or high", () => {
    const rows = read("skills/manifest.tsv");
    expect(rows.filter(({ alarming }) => alarming).length / rows.length).toBeLessThanOrEqual(0.02);
  }, 90_000);
});
