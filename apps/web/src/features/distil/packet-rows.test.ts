import { expect, test } from "vitest";
import { packetRows } from "./packet-rows.ts";

const run = (name: string, day: number) => ({
  repo: "parcel",
  run: name,
  state: "Failed",
  endedAt: `2026-11-${day}T10:00:00.000Z`,
});

test("packets are numbered: failures as they ended, each task once, then what passed the same way", () => {
  const rows = packetRows([
    {
      packets: [
        { hash: "x2", kind: "experience", content: { run_id: "r2", outcome: "failure" } },
        { hash: "f2", kind: "failure", content: { run_id: "r2", symptom: "the flag was guessed" } },
        { hash: "f1", kind: "failure", content: { run_id: "r1", symptom: "no exit code" } },
        { hash: "x9", kind: "experience", content: { run_id: "r9", outcome: "success" } },
        { hash: "fx", kind: "failure", content: { run_id: "elsewhere", symptom: "posted" } },
      ],
      runs: [run("r2", 19), run("r1", 18)],
      counterRuns: [run("r9", 17)],
    },
  ]);
  expect(rows.map(({ number, hash, repo, says }) => [number, hash, repo, says])).toEqual([
    [1, "fx", null, "posted"],
    [2, "f1", "parcel", "no exit code"],
    [3, "f2", "parcel", "the flag was guessed"],
    [4, "x9", "parcel", "passed the same way"],
  ]);
});
