import { expect, test } from "vitest";
import { offerOf, type OfferFacts } from "./offer.ts";

const HASH = "a".repeat(64);
const entry = (origin: "library" | "repo") => ({ version: 1, hash: HASH, tree_hash: HASH, origin, why: [] });
const FACTS: OfferFacts = {
  skill: "fixture-builder",
  version: 1,
  from: ["anvil", "barrel", "parcel"],
  shared: ["rust"],
  own: null,
  placed: undefined,
  action: "add",
};
const OWN: Partial<OfferFacts> = {
  own: { version: 1, same: true },
  placed: { entry: entry("repo"), treeHash: HASH },
  action: "conflict",
};

test("a repo of the same kind may equip what was promoted", () => {
  expect(offerOf(FACTS)).toEqual({
    offer: "equip",
    title: "equip fixture-builder v1",
    why: "promoted from anvil and 2 more; rust applies there and here",
  });
  expect(offerOf({ ...FACTS, from: ["anvil"], shared: ["cli", "core", "rust"] })?.why).toBe(
    "promoted from anvil; cli, rust apply there and here",
  );
});

test("where the text comes from, the library's may take the place of the repo's own, whatever its kind", () => {
  expect(offerOf({ ...FACTS, ...OWN, shared: [] })).toEqual({
    offer: "take",
    title: "take the library's fixture-builder v1",
    why: "the text is the same; from then on it follows the library's",
  });
  expect(offerOf({ ...FACTS, ...OWN, version: 2, own: { version: 3, same: false } })).toMatchObject({
    offer: "take",
    why: "its own v3 is another text; the library's v2 takes its place, and its versions are kept",
  });
});

test.each([
  ["another kind of repo", { shared: ["core"] }],
  ["one that has vetoed it", { action: "veto" }],
  ["one where a folder of that name lies", { action: "conflict" }],
  ["one that carries it already", { action: "keep" }],
  ["one that has taken it", { ...OWN, placed: { entry: entry("library"), treeHash: HASH }, action: "keep" }],
  ["one whose folder somebody removed", { ...OWN, placed: { entry: entry("repo"), treeHash: undefined } }],
] as const)("%s is offered nothing", (_name, change) => {
  expect(offerOf({ ...FACTS, ...change })).toBeNull();
});
