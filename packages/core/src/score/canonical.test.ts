import { expect, test } from "vitest";
import { DomainError } from "../error.ts";
import { canonicalJson } from "./canonical.ts";

const REAL = "only whole numbers are hashed, so give a share in millionths";
const LACKS = "which JSON lacks";

const REFUSED: { what: string; value: unknown; path: string; message: string }[] = [
  { what: "a real", value: { units: [1, { u: 0.5 }] }, path: "units.1.u", message: `units.1.u is 0.5; ${REAL}` },
  { what: "NaN", value: { n: Number.NaN }, path: "n", message: `n is NaN; ${REAL}` },
  { what: "infinity", value: [Infinity], path: "0", message: `0 is Infinity; ${REAL}` },
  { what: "an unsafe number", value: 2 ** 53, path: "", message: `the value is 9007199254740992; ${REAL}` },
  { what: "undefined in a list", value: { a: [1, undefined] }, path: "a.1", message: `a.1 is undefined, ${LACKS}` },
  { what: "undefined", value: undefined, path: "", message: `the value is undefined, ${LACKS}` },
  { what: "a date", value: { at: new Date(0) }, path: "at", message: `at is Date, ${LACKS}` },
  { what: "a map", value: new Map(), path: "", message: `the value is Map, ${LACKS}` },
  { what: "a function", value: [canonicalJson], path: "0", message: `0 is Function, ${LACKS}` },
  { what: "a large integer", value: { n: 1n }, path: "n", message: `n is BigInt, ${LACKS}` },
  {
    what: "two keys that are one",
    value: { a: { "\u00e9": 1, "e\u0301": 2 } },
    path: "a.\u00e9",
    message: "a.\u00e9 stands there twice once its letters are normalised",
  },
];

test.each(REFUSED)("$what is refused by its path", ({ value, path, message }) => {
  expect(() => canonicalJson(value)).toThrow(new DomainError("invalid", message, { path }));
});

test("a hole in a list is refused", () => {
  const list = [1];
  list[2] = 3;
  expect(() => canonicalJson(list)).toThrow(`1 is undefined, ${LACKS}`);
});

test("keys are sorted by code units after they are normalised, and undefined members left out", () => {
  expect(canonicalJson({ b: undefined, "e\u0301": 1, z: [true, null], A: -0 })).toBe(
    '{"A":0,"z":[true,null],"\u00e9":1}',
  );
  expect(canonicalJson("e\u0301")).toBe('"\u00e9"');
});

test("what is read back has the same text", () => {
  const text = canonicalJson({ "e\u0301": ["\ud800", '"\\\n'], f: {} });
  expect(canonicalJson(JSON.parse(text))).toBe(text);
});
