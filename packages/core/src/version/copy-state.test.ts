import { expect, test } from "vitest";
import { type CopyFacts, copyStateOf } from "./copy-state.ts";

const NOTHING: CopyFacts = { lies: null, fork: false, vetoed: false, pruned: false };
const lies = (home: string | null, contentHash: string, edited = false) => ({ home, contentHash, edited });
const LIBRARY = { home: "library", contentHash: "v3" };
const OWN = { home: "parcel", contentHash: "v3" };

test.each<[string, typeof LIBRARY, Partial<CopyFacts>, string | null]>([
  ["nothing", LIBRARY, {}, null],
  ["the version itself", LIBRARY, { lies: lies("library", "v3") }, "equipped"],
  ["another version of it", LIBRARY, { lies: lies("library", "v2") }, "behind"],
  ["a text nobody knows", LIBRARY, { lies: lies(null, "x") }, "behind"],
  ["a text changed by hand", LIBRARY, { lies: lies(null, "x", true) }, "forked"],
  ["bytes changed by hand, the text not", LIBRARY, { lies: lies("library", "v3", true) }, "equipped"],
  ["a fork at home there", LIBRARY, { lies: lies("parcel", "x", true), fork: true }, "forked"],
  ["another skill of the name", LIBRARY, { lies: lies("parcel", "x") }, null],
  ["a veto", LIBRARY, { vetoed: true }, "vetoed"],
  ["a veto that waits to be written", LIBRARY, { lies: lies("library", "v3"), vetoed: true }, "equipped"],
  ["a veto and a prune", LIBRARY, { vetoed: true, pruned: true }, "vetoed"],
  ["a prune", LIBRARY, { pruned: true }, "pruned"],
  ["a prune, and restored", OWN, { lies: lies("parcel", "v3"), pruned: true }, "equipped"],
  ["its own skill", OWN, { lies: lies("parcel", "v3") }, "equipped"],
  ["its own skill, a fork", OWN, { lies: lies("parcel", "v3", true), fork: true }, "equipped"],
  ["its own skill, rolled back", OWN, { lies: lies("parcel", "v2") }, "behind"],
  ["its own skill, pruned", OWN, { pruned: true }, "pruned"],
  ["the library's of that name", OWN, { lies: lies("library", "v3") }, null],
  [
    "a skill of another repo",
    { home: "harbor", contentHash: "v3" },
    { lies: lies("harbor", "v3"), vetoed: true },
    null,
  ],
])("a repo with %s", (_name, version, facts, state) => {
  expect(copyStateOf(version, "parcel", { ...NOTHING, ...facts })).toBe(state);
});
