import { expect, test } from "vitest";
import type { LedgerRow } from "./result.ts";
import { ledgerRow, stateOf, verifyLedger } from "./state.ts";

const id = (group: string, content: string) => `lesson:${group.repeat(16)}-${content.repeat(16)}`;
const [A1, A2, B1, C1] = [id("a", "1"), id("a", "2"), id("b", "1"), id("c", "1")];
const written = (lesson_id: string, archived = false) => ({ lesson_id, archived });

test("a state is its sorted ids, their hash and their bytes", () => {
  expect(stateOf([])).toEqual({
    hash: "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
    units: [],
    bytes: 2,
  });
  expect(stateOf([B1, A1, B1])).toEqual(stateOf([A1, B1]));
  expect(stateOf([B1, A1]).bytes).toBe(JSON.stringify([A1, B1]).length);
});

const STEPS: {
  what: string;
  before: string[];
  written: ReturnType<typeof written>[];
  stored: string[];
  archived: string[];
  after: string[];
}[] = [
  { what: "nothing written", before: [A1], written: [], stored: [], archived: [], after: [A1] },
  { what: "a new lesson", before: [A1], written: [written(B1)], stored: [B1], archived: [], after: [A1, B1] },
  { what: "the same lesson", before: [A1], written: [written(A1)], stored: [], archived: [], after: [A1] },
  {
    what: "a later one of its group",
    before: [A1, B1],
    written: [written(A2)],
    stored: [A2],
    archived: [A1],
    after: [A2, B1],
  },
  { what: "a weak one", before: [A1], written: [written(B1, true)], stored: [B1], archived: [B1], after: [A1] },
  {
    what: "a weak one of a group in force",
    before: [A1],
    written: [written(A2, true)],
    stored: [A2],
    archived: [A1, A2],
    after: [],
  },
  {
    what: "one in force that is weak now",
    before: [A1],
    written: [written(A1, true)],
    stored: [],
    archived: [A1],
    after: [],
  },
];

test.each(STEPS)("a step of the ledger: $what", ({ before, written, stored, archived, after }) => {
  const row = ledgerRow(before, written);
  expect(row).toEqual({
    state_before: stateOf(before),
    state_after: stateOf(after),
    stored_ids: stored,
    archived_ids: archived,
  });
  expect(verifyLedger(row)).toEqual({ balanced: true, problems: [] });
});

const ROW = ledgerRow([A1], [written(A2), written(B1)]);
const FALSE_ROWS: { what: string; row: Partial<LedgerRow>; problems: { path: string; message: string }[] }[] = [
  {
    what: "another hash",
    row: { state_after: { ...ROW.state_after, hash: ROW.state_before.hash } },
    problems: [{ path: "state_after.hash", message: "is not the hash of the units" }],
  },
  {
    what: "another size",
    row: { state_before: { ...ROW.state_before, bytes: 45 } },
    problems: [{ path: "state_before.bytes", message: "is 45, not 44" }],
  },
  {
    what: "a unit too many",
    row: { state_after: stateOf([A2, B1, C1]) },
    problems: [{ path: "state_after.units", message: "is not state_before.units + stored_ids − archived_ids" }],
  },
  {
    what: "a lesson that was stored twice",
    row: { stored_ids: [A1, A2, B1] },
    problems: [{ path: "stored_ids", message: `${A1} was in force before` }],
  },
  {
    what: "a lesson archived that never was",
    row: { archived_ids: [A1, C1] },
    problems: [{ path: "archived_ids", message: `${C1} was neither in force nor stored` }],
  },
  {
    what: "ids out of order",
    row: { stored_ids: [B1, A2] },
    problems: [{ path: "stored_ids", message: "is not in order, each id once" }],
  },
];

test.each(FALSE_ROWS)("a row that does not balance says why: $what", ({ row, problems }) => {
  expect(verifyLedger({ ...ROW, ...row })).toEqual({ balanced: false, problems });
});
