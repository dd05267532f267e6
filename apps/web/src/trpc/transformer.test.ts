import fc from "fast-check";
import { expect, test } from "vitest";
import { transformer } from "./transformer.ts";

const { serialize, deserialize } = transformer;
const travel = (value: unknown) => deserialize(JSON.parse(JSON.stringify(serialize(value))));

test("dates stay dates, at any depth", () => {
  const job = {
    id: "j1",
    createdAt: new Date("2026-11-21T08:40:00.000Z"),
    log: [{ at: new Date(0) }],
    finishedAt: null,
  };
  expect(travel(job)).toEqual(job);
  expect(serialize({ at: new Date(0) })).toEqual({ at: { $date: "1970-01-01T00:00:00.000Z" } });
});

test("what looks like a date does not become one", () => {
  const stored = { details: { $date: "1970-01-01T00:00:00.000Z", $$date: 1, $: true } };
  expect(travel(stored)).toEqual(stored);
});

test("anything made of JSON values and dates arrives as it was", () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.date({ noInvalidDate: true }));
  const key = fc.oneof(fc.string(), fc.constantFrom("$date", "$$date", "$")).filter((name) => name !== "__proto__");
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("value")), fc.dictionary(key, tie("value"))),
  }));
  fc.assert(
    fc.property(value, (sent) => {
      expect(travel(sent)).toEqual(sent);
    }),
  );
});

test("nothing is lost in silence", () => {
  expect(() => serialize({ names: new Map() })).toThrow("a Map does not travel");
  expect(() => serialize({ score: Number.NaN })).toThrow("the number NaN does not travel");
  expect(() => serialize({ id: 1n })).toThrow("the bigint 1 does not travel");
});

test("nothing at all is nothing at all", () => {
  expect(deserialize(undefined)).toBe(undefined);
  expect(travel({ a: undefined, b: 1 })).toEqual({ b: 1 });
});
