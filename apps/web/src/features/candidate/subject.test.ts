import type { CandidateSubject } from "@yardlet/services";
import { expect, test } from "vitest";
import { afterAccepting } from "./after-accepting.ts";
import { asksFirst, subjectLook } from "./subject.ts";
import { aCandidate } from "./testing.ts";

const ABOUT = { home: "parcel", name: "guess-twice", version: 2 };

const WORSE = {
  comparable: true,
  reason: null,
  rd: -0.098,
  vetoLo: -0.13,
  lo: -0.17,
  hi: -0.02,
  strata: 9,
  withIntents: 170,
  withoutIntents: 200,
  overlap: 1,
};

test.each<[CandidateSubject["evidence"], string, string[]]>([
  [null, "", []],
  [
    { kind: "rollback", from: 2, to: 1, evidence: { pairs: 16 }, receipt: "r1" },
    "",
    ["diff of v1 and v2 /skills/parcel/guess-twice/diff?from=1&to=2", "receipt /skills/parcel/guess-twice?receipt=r1"],
  ],
  [{ kind: "prune", coins: 140, receipt: null }, "bet against it 140 coins", []],
  [
    { kind: "finding", from: "duel", evidence: { pairs: 167, logE: 3.35181, effect: WORSE }, receipt: "r2" },
    "bet 28.6 coins",
    ["receipt /skills/parcel/guess-twice?receipt=r2"],
  ],
  [
    { kind: "proposal", own: 2, library: 3, files: [{ path: "SKILL.md" }], added: 4, removed: 1 },
    "1 file against the library’s v3: +4 −1 lines",
    ["text /skills/parcel/guess-twice?tab=text"],
  ],
])("%j is shown", (evidence, words, links) => {
  const look = subjectLook({ ...ABOUT, evidence });
  expect([look.words, look.links.map(({ label, href }) => `${label} ${href}`)]).toEqual([words, links]);
});

test.each<[string, CandidateSubject["evidence"], string | undefined]>([
  ["parcel", null, undefined],
  [
    "library",
    { kind: "rollback", from: 2, to: 1, evidence: { pairs: 16 }, receipt: null },
    "v1 of guess-twice comes into force by a commit in the library; the way back is another one.",
  ],
  [
    "parcel",
    { kind: "prune", coins: 140, receipt: null },
    "guess-twice is taken out of parcel by a commit; restoring writes it back, and its evidence starts anew.",
  ],
  ["library", { kind: "prune", coins: 140, receipt: null }, undefined],
  [
    "parcel",
    { kind: "proposal", own: 2, library: 3, files: [{ path: "SKILL.md" }], added: 4, removed: 1 },
    "parcel’s guess-twice becomes the library’s next version by a commit, for every repo that carries it.",
  ],
])("what one click does not take back is asked once: %s, %j", (home, evidence, words) => {
  const candidate = aCandidate({ subject: { ...ABOUT, home, evidence } });
  expect([afterAccepting(candidate), asksFirst(candidate)]).toEqual([words, words !== undefined]);
});
