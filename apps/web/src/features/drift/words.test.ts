import { expect, test } from "vitest";
import { driftNote, driftWords, pendingWord } from "./words.ts";

test("a copy's state is told with its numbers", () => {
  expect(driftWords({ drift: { state: "in_sync", version: 3, touched: false } })).toBe("in sync");
  expect(driftWords({ drift: { state: "behind", by: 2, from: 1, to: 3, touched: false } })).toBe("behind by 2");
  expect(driftWords({ drift: { state: "forked", from: 3 } })).toBe("forked from v3");
  expect(driftWords({ drift: { state: "orphaned", reason: "skill_gone", edited: false } })).toBe("orphaned");
});

test("what cannot be seen in the state is told beside it", () => {
  const note = (drift: Parameters<typeof driftNote>[0]["drift"], deprecated = false) =>
    driftNote({ drift, deprecated });
  expect(note({ state: "orphaned", reason: "skill_gone", edited: false })).toBe("the library has it no longer");
  expect(note({ state: "in_sync", version: 3, touched: true })).toBe(
    "bytes or modes were changed by hand, the text was not",
  );
  expect(note({ state: "forked", from: 1 }, true)).toBe("the library’s is deprecated");
  expect(note({ state: "behind", by: 1, from: 1, to: 2, touched: false })).toBe(undefined);
});

test("a change that nobody writes any more is told apart from one that is being written", () => {
  expect(pendingWord({ state: "waiting", stopped: false })).toBe("being written");
  expect(pendingWord({ state: "waiting", stopped: true })).toBe("not written, its job has stopped");
  expect(pendingWord({ state: "delivered", stopped: false })).toBe("on the branch yardlet/skills");
});
