import { expect, test } from "vitest";
import { runDigest, stableJson } from "./digest.ts";
import { run } from "./testing.ts";

test("keys have one order at every depth, lists keep theirs", () => {
  expect(stableJson({ b: [{ d: 1.5, c: null }], a: undefined, "10": "x" })).toBe('{"10":"x","b":[{"c":null,"d":1.5}]}');
});

test("the same content has the same digest, however it is written", () => {
  const one = run({ agent: { name: "a", session: "s" }, kind: "other", skills: [] });
  const two = run({ agent: { session: "s", name: "a" }, ended_at: "2026-11-21T11:00:00.000+01:00" });
  expect(runDigest(one)).toBe(runDigest(two));
  expect(runDigest(run())).toBe("5284b676426dd0a9641f38e1328dabf8cfe14bdbe9176c6dfc93b5dc4e656c26");
});

test.each([{ eval_state: "Failed" }, { wall_seconds: 1.25 }, { verdict: [{ x: 1 }] }, { refs: ["b", "a"] }])(
  "other content has another digest: %j",
  (more) => {
    expect(runDigest(run({ refs: ["a", "b"], ...more }))).not.toBe(runDigest(run({ refs: ["a", "b"] })));
  },
);
