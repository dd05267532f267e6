import { expect, test } from "vitest";
import { parseInput } from "../error.ts";
import { DEFAULT_POLICY } from "./defaults.ts";
import { digestText } from "./raw.ts";
import { Receipt, makeReceipt, receiptOfRows, receiptRow } from "./receipt.ts";
import { attemptOf, reviewOf, unitOf } from "./testing/units.ts";
import { verifyReceipt } from "./verify.ts";

const units = [
  unitOf({ intent: "a", reviews: [reviewOf("v", [true, false, false])] }),
  unitOf({ intent: "b", attempts: [attemptOf("run-2", "Failed", 2)] }),
  unitOf({ intent: "c", attempts: [] }),
  unitOf({ intent: "d", open: true }),
];
const baseline = [unitOf({ intent: "e", skills: [], kind: undefined })];
const occasion = { version: "s@1", asOf: "2026-02-01T00:00:00.000Z", meta: { source: "learned" as const } };
const receipt = makeReceipt({ ...occasion, units, baseline });

/** The receipt with other inputs, and with the hash and length that belong to them. */
function withInputs(inputs: string): Receipt {
  const { sha256, bytes } = digestText(inputs);
  return { ...receipt, inputs, inputsSha256: sha256, inputsBytes: bytes };
}

test("a receipt is verified from its text alone, also after it was a file", () => {
  const file: unknown = JSON.parse(JSON.stringify(receipt));
  expect(verifyReceipt(parseInput(Receipt, file, "receipt"))).toEqual({ ok: true });
  expect(receipt.result.score).toMatchObject({ score: 0.3, units: 2, excluded: { no_attempts: 1, open: 1 } });
});

test("rows that the database keeps make the same receipt", () => {
  const rows = { units: units.map((unit) => receiptRow(unit)), baseline: baseline.map((unit) => receiptRow(unit)) };
  expect(receiptOfRows({ ...occasion, from: "", ...rows })).toEqual(receipt);
  const digest = "1f69f48ca183d0ad8222a2452b733828b73bc4057c0e56df5e922fa7ba290d3b";
  const row = ["acme/api", "impl", "c", "T", "", null, "no_attempts", null, null, null, 0, digest];
  expect(receiptRow(unitOf({ intent: "c", attempts: [] }))).toEqual(row);
});

test("the receipt keeps the policy it was made with", () => {
  const strict = makeReceipt({ ...occasion, units, baseline }, { ...DEFAULT_POLICY, floor: 400_000, grid: [500] });
  expect(strict.result.score.L).toHaveLength(1);
  expect(verifyReceipt(strict)).toEqual({ ok: true });
});

const FORGED: { what: string; forged: Receipt; path: string; stored: unknown; recomputed: unknown }[] = [
  {
    what: "a better score",
    forged: { ...receipt, result: { ...receipt.result, score: { ...receipt.result.score, score: 0.9 } } },
    path: "result.score.score",
    stored: 0.9,
    recomputed: 0.3,
  },
  {
    what: "another action",
    forged: { ...receipt, result: { ...receipt.result, decision: { ...receipt.result.decision, action: "prune" } } },
    path: "result.decision.action",
    stored: "prune",
    recomputed: "keep",
  },
  {
    what: "an excluded unit too many",
    forged: {
      ...receipt,
      result: { ...receipt.result, score: { ...receipt.result.score, excluded: { no_attempts: 1, open: 1, more: 1 } } },
    },
    path: "result.score.excluded.more",
    stored: 1,
    recomputed: undefined,
  },
  {
    what: "other inputs under the old hash",
    forged: { ...receipt, inputs: receipt.inputs.replace('"s@1"', '"s@2"') },
    path: "inputsSha256",
    stored: receipt.inputsSha256,
    recomputed: digestText(receipt.inputs.replace('"s@1"', '"s@2"')).sha256,
  },
  {
    what: "a blank at the end",
    forged: { ...receipt, inputs: `${receipt.inputs} ` },
    path: "inputs",
    stored: " ",
    recomputed: "",
  },
  {
    what: "another length",
    forged: { ...receipt, inputsBytes: 1 },
    path: "inputsBytes",
    stored: 1,
    recomputed: receipt.inputsBytes,
  },
];

test.each(FORGED)("$what is found", ({ forged, path, stored, recomputed }) => {
  const check = verifyReceipt(forged);
  expect(check).toMatchObject({ ok: false, problem: { path, stored, recomputed } });
});

const UNREADABLE: { what: string; inputs: string; path: string }[] = [
  { what: "no JSON", inputs: "{", path: "inputs" },
  { what: "a million brackets", inputs: "[".repeat(1_000_000), path: "inputs" },
  { what: "brackets in brackets", inputs: "[".repeat(100_000) + "]".repeat(100_000), path: "inputs" },
  { what: "another formula", inputs: receipt.inputs.replaceAll('"sf-1"', '"sf-9"'), path: "inputs.formula" },
  { what: "a value above 1", inputs: receipt.inputs.replace(",600000,", ",2600000,"), path: "inputs.units.0.5" },
];

test.each(UNREADABLE)("inputs with $what are a finding, not an error", ({ inputs, path }) => {
  const check = verifyReceipt(withInputs(inputs));
  expect(check).toMatchObject({ ok: false, problem: { path } });
});

test("rows in another order, rightly hashed, are not canonical", () => {
  const inputs: { units: unknown[] } = JSON.parse(receipt.inputs);
  const check = verifyReceipt(withInputs(JSON.stringify({ ...inputs, units: inputs.units.toReversed() })));
  expect(check).toMatchObject({ ok: false, problem: { path: "inputsSha256" } });
});

test("a file that is no receipt is refused by its field", () => {
  expect(() => parseInput(Receipt, { ...receipt, inputsSha256: "x" }, "receipt")).toThrow(
    "receipt is not valid at inputsSha256: a sha256 has 64 lower-case hex digits",
  );
  expect(() => parseInput(Receipt, { ...receipt, formula: "sf-2" }, "receipt")).toThrow(
    "receipt is not valid at formula",
  );
});
