import { existsSync, readFileSync } from "node:fs";
import { dirname, basename } from "node:path";
import { describe, expect, test } from "vitest";
import { contentHash } from "./hash.ts";
import { readYardletMetadata, setYardletMetadata } from "./metadata.ts";
import { parseSkill } from "./parse.ts";
import { similarity, sketchSkill } from "./similar.ts";
import type { SkillFile, ValidationProfile } from "./types.ts";
import { validateSkill } from "./validate.ts";
import { writeSkill } from "./write.ts";

const CORPUS = new URL("../../../../../shared/corpus/skills/", import.meta.url);

interface Row {
  path: string;
  bytes: Uint8Array;
}

function readCorpus(): Row[] {
  const manifest = new URL("manifest.tsv", CORPUS);
  if (!existsSync(manifest)) return [];
  const paths = readFileSync(manifest, "utf8").trim().split("\n").slice(1);
  return paths.map((line) => {
    const path = line.split("\t")[0] ?? "";
    return { path, bytes: readFileSync(new URL(path, CORPUS)) };
  });
}

const rows = readCorpus();
const folderOf = ({ path, bytes }: Row): { folder: string; files: SkillFile[] } => ({
  folder: basename(dirname(path)),
  files: [{ path: "SKILL.md", mode: "100644", bytes }],
});

describe.skipIf(rows.length === 0)("610 real skills (needs ../shared/corpus/skills beside the repository)", () => {
  /** 348 is what the format's reference validator, skills-ref 0.1.0, says of the same files; the verdicts are the same one by one. */
  test.each([
    ["strict", 348],
    ["claude-code", 368],
    ["lenient", 601],
  ] satisfies [ValidationProfile, number][])("%s passes %i", (profile, passes) => {
    const passed = rows.filter((row) =>
      validateSkill(folderOf(row), profile).every(({ severity }) => severity !== "error"),
    );
    expect(passed).toHaveLength(passes);
  });

  test("what can be read is written back with equal data and body", () => {
    const readable = rows.map(({ bytes }) => parseSkill(bytes)).filter(({ lenient }) => !lenient);
    expect(readable).toHaveLength(601);
    for (const skill of readable) {
      const again = parseSkill(writeSkill(skill));
      expect(again.data).toEqual(skill.data);
      expect(again.body).toBe(skill.body);
    }
  });

  test("few are near-duplicates of each other", () => {
    const sketches = rows.map((row) => sketchSkill(folderOf(row).files));
    const pairs = sketches.flatMap((one, at) =>
      sketches.slice(at + 1).filter((other) => similarity(one, other) >= 0.8),
    );
    expect(pairs).toHaveLength(8);
  });

  test("Yardlet's metadata goes in without touching another line, nor its content hash", () => {
    for (const row of rows) {
      const text = Buffer.from(row.bytes).toString();
      if (parseSkill(text).lenient) continue;
      const edited = setYardletMetadata(text, { version: 3, source: "learned" });
      expect(readYardletMetadata(parseSkill(edited))).toEqual({ version: 3, source: "learned" });
      const kept = new Set(edited.split("\n"));
      const gone = text.split("\n").filter((line) => !kept.has(line));
      expect(gone.filter((line) => !/^\s*version:|^\s*source:|^\s*(metadata: )?\{/.test(line))).toEqual([]);
      expect(contentHash([{ path: "SKILL.md", mode: "100644", bytes: Buffer.from(edited) }])).toBe(
        contentHash(folderOf(row).files),
      );
    }
  });
});
