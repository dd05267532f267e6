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
      parcel: { place: "few", value: 0.9, lo: 0.1, hi: 1, n: 3 },
      harbor: { place: "undecided", value: 0.5, lo: 0.2, hi: 0.8, n: 9 },
    },
    against: null,
  },
];

test("a line a cell; what has no number on the page has none in the file", () => {
  expect(toCsv({ mode: "score", columns: ["parcel", "docs"], rows: ROWS })).toBe(
    [
      "home,skill,version,repo,value,low,high,n,others,place,why",
      `library,"'=cmd,""x""",7,all repos,0.760000,0.561234,0.880000,25,,above,`,
      `library,"'=cmd,""x""",7,parcel,,,,3,,few,`,
      "",
    ].join("\r\n"),
  );
  const shown: unknown = JSON.parse(toJson({ mode: "score", columns: ["parcel"], rows: ROWS }));
  expect(shown).toMatchObject({
    mode: "score",
    cells: [
      { skill: '=cmd,"x"', version: 7, repo: null, value: 0.76, n: 25 },
      { repo: "parcel", value: null, lo: null, hi: null, n: 3, place: "few" },
    ],
  });
});
