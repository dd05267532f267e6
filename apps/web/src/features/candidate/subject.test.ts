import type { CandidateSubject } from "@yardlet/services";
import { expect, test } from "vitest";
import { subjectLook } from "./subject.ts";

const ABOUT = { home: "parcel", name: "guess-twice", version: 2 };

test.each<[CandidateSubject["evidence"], string, string[]]>([
  [null, "", []],
  [
    { kind: "rollback", from: 2, to: 1, evidence: { pairs: 16 }, receipt: "r1" },
    "",
    ["diff of v1 and v2 /skills/parcel/guess-twice/diff?from=1&to=2", "receipt /skills/parcel/guess-twice?receipt=r1"],
  ],
  [{ kind: "prune", coins: 140, receipt: null }, "bet against it 140 coins", []],
  [
    { kind: "proposal", own: 2, library: 3, files: [{ path: "SKILL.md" }], added: 4, removed: 1 },
    "1 file against the library’s v3: +4 −1 lines",
    ["text /skills/parcel/guess-twice?tab=text"],
  ],
])("%j is shown", (evidence, words, links) => {
  const look = subjectLook({ ...ABOUT, evidence });
  expect([look.words, look.links.map(({ label, href }) => `${label} ${href}`)]).toEqual([words, links]);
});
