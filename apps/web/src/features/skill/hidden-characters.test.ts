import { expect, test } from "vitest";
import { HIDDEN, textParts } from "./hidden-characters.ts";

test("plain text stays in one piece, with its line ends and tabs", () => {
  expect(textParts("Run `npm test`,\n\tthen commit: 정상 — ok")).toEqual([
    { text: "Run `npm test`,\n\tthen commit: 정상 — ok" },
  ]);
  expect(textParts("")).toEqual([]);
});

test("tag characters that spell an instruction are each named", () => {
  expect(textParts("hi\u{e0072}\u{e006d}")).toEqual([
    { text: "hi" },
    { hidden: "U+E0072", name: "tag character" },
    { hidden: "U+E006D", name: "tag character" },
  ]);
});

test("direction overrides and zero-width characters are named", () => {
  expect(textParts("a\u202eb\u200bc\ufeff")).toEqual([
    { text: "a" },
    { hidden: "U+202E", name: "direction override" },
    { text: "b" },
    { hidden: "U+200B", name: "zero-width character" },
    { text: "c" },
    { hidden: "U+FEFF", name: "byte order mark" },
  ]);
});

test("an emoji keeps what it is made of", () => {
  expect(textParts("👩\u200d💻 ✔\ufe0f 1\ufe0f\u20e3")).toEqual([{ text: "👩\u200d💻 ✔\ufe0f 1\ufe0f\u20e3" }]);
  expect(textParts("a\u200db")).toEqual([
    { text: "a" },
    { hidden: "U+200D", name: "zero-width character" },
    { text: "b" },
  ]);
});

test("control characters are named", () => {
  expect(textParts("a\u0007\u001bb")).toEqual([
    { text: "a" },
    { hidden: "U+0007", name: "control character" },
    { hidden: "U+001B", name: "control character" },
    { text: "b" },
  ]);
});

test("a pattern finds what is hidden and leaves emoji alone", () => {
  expect(HIDDEN.exec("a\u202eb")?.index).toBe(1);
  expect(HIDDEN.exec("hi\u{e0072}")?.index).toBe(2);
  expect(HIDDEN.exec("a\u200bb")?.index).toBe(1);
  expect(HIDDEN.exec("\u{1f469}\u200d\u{1f4bb} and \u2764\ufe0f, 정상\n\t")).toBe(null);
});
