import { expect, test } from "vitest";
import { sketchText } from "../skill/similar.ts";
import { compareFound, type FoundText, type Shelved } from "./inventory.ts";

const words = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `word${from + at}`).join(" ");

const shelved = (name: string, number: number, text: string): Shelved => ({
  name,
  number,
  contentHash: `hash of ${text}`,
  sketch: sketchText(text),
});
const found = (name: string, text: string, version?: number): FoundText => ({
  name,
  contentHash: `hash of ${text}`,
  version,
  sketch: sketchText(text),
});

const LIBRARY = [
  shelved("alpha", 3, words(0, 100)),
  shelved("beta", 1, words(200, 300)),
  shelved("gamma", 2, words(0, 100)),
];

test("the same text is the same skill, under its own name before another's", () => {
  expect(compareFound(found("gamma", words(0, 100)), LIBRARY, [])).toEqual({
    standing: "same",
    like: { name: "gamma", number: 2, latest: 2, likeness: 1 },
  });
  expect(compareFound(found("mine", words(0, 100)), LIBRARY, []).like).toMatchObject({ name: "alpha", number: 3 });
});

test("the text of an earlier version is older, and says how far the library has come", () => {
  const earlier = [
    { name: "alpha", number: 1 },
    { name: "gone", number: 4 },
  ];
  expect(compareFound(found("alpha", "an old text"), LIBRARY, earlier)).toEqual({
    standing: "older",
    like: { name: "alpha", number: 1, latest: 3, likeness: 1 },
  });
  expect(compareFound(found("gone", "an old text"), LIBRARY, earlier.slice(1))).toEqual({
    standing: "other",
    like: null,
  });
});

test("much alike is near, with how much; a higher number in its metadata makes it newer", () => {
  const edited = `${words(0, 90)} and an end of its own`;
  const { standing, like } = compareFound(found("alpha", edited), LIBRARY, []);
  expect([standing, like?.name, like?.likeness.toFixed(2)]).toEqual(["near", "alpha", "0.84"]);
  expect(compareFound(found("alpha", edited, 4), LIBRARY, []).standing).toBe("newer");
  expect(compareFound(found("alpha", edited, 3), LIBRARY, []).standing).toBe("near");
  expect(compareFound(found("renamed", `${words(200, 300)} more`), LIBRARY, []).like?.name).toBe("beta");
});

test("the same name with another text is a namesake; what is like nothing is another skill", () => {
  expect(compareFound(found("beta", words(500, 600)), LIBRARY, [])).toEqual({
    standing: "namesake",
    like: { name: "beta", number: 1, latest: 1, likeness: 0 },
  });
  expect(compareFound(found("delta", words(500, 600)), LIBRARY, [])).toEqual({ standing: "other", like: null });
  expect(compareFound(found("delta", ""), [], [])).toEqual({ standing: "other", like: null });
});
