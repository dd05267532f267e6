import { expect, test } from "vitest";
import { settleTask } from "./settle.ts";
import type { RunFact } from "./settle-facts.ts";
import { unitOf } from "./settled-unit.ts";
import { runFact } from "./testing.ts";

const declaring = (...versions: string[]) => versions.map((version) => ({ skill: "red", version }));
const sharesOf = (runs: readonly RunFact[]) =>
  unitOf(settleTask({ repo: "parcel", key: { intent: "i1", task: "t1" }, runs, reviews: [] })).shares;

test.each<[string, RunFact[], object[]]>([
  [
    "a version that was made from none of its runs counts",
    [runFact("r1", { versions: declaring("red-1@1") })],
    [{ versionId: "red-1", epoch: 1, reason: null }],
  ],
  [
    "one that was made from its run does not, in any epoch",
    [runFact("r1", { versions: declaring("red-1@2"), produced: ["red-1"] })],
    [{ versionId: "red-1", epoch: 2, reason: "source_run" }],
  ],
  [
    "neither where another attempt declares it",
    [
      runFact("r1", { state: "Failed", produced: ["red-2"] }),
      runFact("r2", { endedAt: "2026-11-21T11:00:00.000Z", versions: declaring("red-2@1") }),
    ],
    [{ versionId: "red-2", epoch: 1, reason: "source_run" }],
  ],
  [
    "other versions of the skill count",
    [runFact("r1", { versions: declaring("red-1@1"), produced: ["red-2"] })],
    [{ versionId: "red-1", epoch: 1, reason: null }],
  ],
  [
    "what keeps the whole task out comes first",
    [runFact("r1", { simulated: true, versions: declaring("red-1@1"), produced: ["red-1"] })],
    [{ versionId: "red-1", epoch: 1, reason: "simulated" }],
  ],
])("runs that a version was made from are no evidence for it: %s", (_name, runs, shares) => {
  expect(sharesOf(runs)).toEqual(shares);
});
