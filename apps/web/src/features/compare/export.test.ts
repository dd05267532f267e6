import type { CompareRow } from "@yardlet/services";
import { expect, test } from "vitest";
import { toCsv, toJson } from "./export.ts";

const ROWS: CompareRow[] = [
  {
    id: "v7",
    home: "library",
    name: '=cmd,"x"',
    version: 7,
    inForce: true,
    all: { place: "above", value: 0.76, lo: 0.561234, hi: 0.88, n: 25 },
    cells: {
      parcel: { place: "few", value: 0.9, lo: 0.1, hi: 1, n: 3, state: "behind" },
      harbor: { place: "undecided", value: 0.5, lo: 0.2, hi: 0.8, n: 9 },
    },
    against: null,
  },
];

test("a line a cell; what has no number on the page has none in the file", () => {
  expect(toCsv({ mode: "score", columns: ["parcel", "docs"], rows: ROWS })).toBe(
    [
      "home,skill,version,repo,value,low,high,n,others,place,why,state",
      `library,"'=cmd,""x""",7,all repos,0.760000,0.561234,0.880000,25,,above,,`,
      `library,"'=cmd,""x""",7,parcel,,,,3,,few,,behind`,
      "",
    ].join("\r\n"),
  );
  const shown: unknown = JSON.parse(toJson({ mode: "score", columns: ["parcel"], rows: ROWS }));
  expect(shown).toMatchObject({
    mode: "score",
    cells: [
      { skill: '=cmd,"x"', version: 7, repo: null, value: 0.76, n: 25 },
      { repo: "parcel", value: null, lo: null, hi: null, n: 3, place: "few", state: "behind" },
    ],
  });
});

test("a version against the one before it, with what the duel says", () => {
  const [row] = ROWS;
  if (!row) throw new Error("there is a row");
  const all = { place: "below", value: -0.25, lo: -0.4, hi: -0.1, n: 30, others: 30 } as const;
  const rows = [{ ...row, name: "red", all, against: { number: 6, state: "regressed" as const } }];
  expect(toCsv({ mode: "versions", columns: [], rows })).toBe(
    [
      "home,skill,version,against,value,low,high,n,others,place,why,verdict",
      "library,red,7,6,-0.250000,-0.400000,-0.100000,30,30,below,,regressed",
      "",
    ].join("\r\n"),
  );
});

test("agents and models: the score of every kind and of each, and the difference from others", () => {
  const score = { place: "above", value: 0.9, lo: 0.7, hi: 0.97, n: 20 } as const;
  const others = { place: "few", value: null, lo: null, hi: null, n: 0, others: 0, why: "no_shared_stratum" } as const;
  const rows = [{ agent: "claude", model: null, all: score, others, kinds: { docs: { score, others } } }];
  expect(toCsv({ mode: "workers", kinds: ["feature", "docs"], rows })).toBe(
    [
      "agent,model,kind,of,value,low,high,n,others,place,why",
      "claude,,every kind,score,0.900000,0.700000,0.970000,20,,above,",
      "claude,,every kind,difference from others,,,,0,0,few,no_shared_stratum",
      "claude,,docs,score,0.900000,0.700000,0.970000,20,,above,",
      "",
    ].join("\r\n"),
  );
});
