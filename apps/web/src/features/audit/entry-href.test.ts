import { expect, test } from "vitest";
import { entryHref } from "./entry-href.ts";

test("an entry about a rollout leads to it", () => {
  expect(entryHref({ action: "rollout.start", details: { rolloutId: "r1", repos: [] } })).toBe("/rollouts/r1");
  expect(entryHref({ action: "rollout.retry", details: { rolloutId: "r1" } })).toBe("/rollouts/r1");
  expect(entryHref({ action: "repo.equip", details: { rolloutId: "r1" } })).toBe(undefined);
  expect(entryHref({ action: "rollout.start", details: {} })).toBe(undefined);
});
