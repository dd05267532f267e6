import { expect, test } from "vitest";
import { formOf, readRecords } from "./read-records.ts";

const MOST = 1000;
const values = (text: string, form: "lines" | "either") =>
  readRecords(text, form, MOST).map(({ value, problem }) => problem ?? value);

test.each([
  ['{"a":1}', "either", [{ a: 1 }]],
  ['[{"a":1},2]', "either", [{ a: 1 }, 2]],
  ['{"a":1}\n{"a":2}\n', "either", [{ a: 1 }, { a: 2 }]],
  ['{\n  "a": 1\n}', "either", [{ a: 1 }]],
  ['{"a":1}', "lines", [{ a: 1 }]],
  ['\r\n{"a":1}\r\n\r\n{"b":2}\r\n', "lines", [{ a: 1 }, { b: 2 }]],
  ['[{"a":1}]\n', "lines", [[{ a: 1 }]]],
  ["null", "either", [null]],
] as const)("%j is read as %s", (text, form, expected) => {
  expect(values(text, form)).toEqual(expected);
});

test("a line that is no JSON is its own problem, with its number; the last may be torn", () => {
  expect(values('{"a":1}\n\n{"a":\n{"a":3}\n{"run_id":"tor', "either")).toEqual([
    { a: 1 },
    "line 3 is not JSON, or is cut off",
    { a: 3 },
    "line 5 is not JSON, or is cut off",
  ]);
  expect(values("what?", "lines")).toEqual(["line 1 is not JSON, or is cut off"]);
});

test.each([
  ["", "either", "the body is not JSON, or is cut off; send one record, a list, or one a line"],
  ['{"a":', "either", "the body is not JSON, or is cut off; send one record, a list, or one a line"],
  ['[{"a":1},\n{"a":2}', "either", "the body is not JSON, or is cut off; send one record, a list, or one a line"],
  ["[]", "either", "the body holds no record; send at least one"],
  ["\n \n", "lines", "the body holds no record; send at least one"],
  ["[".repeat(20_000), "either", "the body is nested too deep; flatten it; send one record, a list, or one a line"],
] as const)("%.20j is refused", (text, form, message) => {
  expect(() => readRecords(text, form, MOST)).toThrow(message);
});

test("brackets inside texts are no levels", () => {
  const text = JSON.stringify({ a: `${"[".repeat(20_000)}"\\` });
  expect(values(text, "either")).toEqual([{ a: `${"[".repeat(20_000)}"\\` }]);
});

test("a depth that a record may be sent with reaches the record's own check", () => {
  const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  expect(readRecords(`{"a":${deep}}`, "lines", MOST)[0]?.problem).toBeNull();
});

test("reading stops one record behind the limit", () => {
  expect(readRecords("{}\n".repeat(50), "lines", 10).length).toBe(11);
});

test.each([
  [null, "either"],
  ["application/json", "either"],
  ["Application/JSON; charset=UTF-8", "either"],
  ["application/x-ndjson", "lines"],
  ['application/ndjson;charset="utf-8"', "lines"],
] as const)("content type %s", (type, form) => {
  expect(formOf(type)).toBe(form);
});

test.each(["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""])(
  "content type %j is not read",
  (type) => {
    expect(() => formOf(type)).toThrow(expect.objectContaining({ code: "unsupported_media_type" }));
  },
);
