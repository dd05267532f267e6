import { expect, test } from "vitest";
import { excerpt, markHits, runWords, SearchText, tidySearch, type Marked } from "./index.ts";

const shown = (pieces: readonly Marked[] | null) => pieces?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");

test("what is typed is tidied, and refused where no database takes it", () => {
  expect(tidySearch("  plan\t diff\n\u00A0review ")).toBe("plan diff review");
  expect(tidySearch("cafe\u0301")).toBe("caf\u00e9");
  expect(tidySearch("a\ud800b")).toBe("a b");
  expect(SearchText.parse(" a ")).toBe("a");
  expect(SearchText.parse("x".repeat(200))).toHaveLength(200);
  const refused = (text: string) => SearchText.safeParse(text).error?.issues.map(({ message }) => message);
  expect(refused("x".repeat(10_000))).toEqual([
    "what is searched for is longer than 200 characters; search for fewer words",
  ]);
  expect(refused("a\0b")).toEqual(["what is searched for holds a NUL character; remove it"]);
});

test("words of runs are ids as they stand, and known codes by their parts", () => {
  expect(runWords("Run-12 (timeout), ab &|!:*")).toEqual([
    { word: "run-12", prefix: true, codes: [] },
    { word: "timeout", prefix: true, codes: ["execution_error/host_timeout"] },
    { word: "ab", prefix: false, codes: [] },
  ]);
  expect(runWords("validation_failed/tests_fa")).toMatchObject([{ codes: ["validation_failed/tests_failed"] }]);
  expect(runWords("it's \\ '")).toEqual([{ word: "it's", prefix: true, codes: [] }]);
  expect(runWords("w ".repeat(40))).toHaveLength(16);
  expect(runWords("x".repeat(129))).toEqual([]);
  expect(runWords("")).toEqual([]);
});

test("hits are marked where a word begins with a term, and never inside of one", () => {
  expect(shown(markHits("Plan-diff-review of a replan", ["plan", "rev"]))).toBe("[Plan]-diff-[review] of a replan");
  expect(shown(markHits("A library, two libraries", ["librari"]))).toBe("A [library], two [libraries]");
  expect(shown(markHits("<b>plan</b>&amp;", ["plan", "b"]))).toBe("<[b]>[plan]</[b]>&amp;");
  expect(shown(markHits("Überprüfung 日本語", ["über", "日本"]))).toBe("[Überprüfung] [日本語]");
  expect(markHits("", ["a"])).toEqual([]);
  expect(markHits("none", [])).toEqual([{ text: "none", hit: false }]);
});

test("an excerpt shows where the most terms stand together", () => {
  const far = `${"lorem ".repeat(60)}plan ${"ipsum ".repeat(80)}plan the\n\ndiff ${"dolor ".repeat(60)}`;
  const part = shown(excerpt(far, ["plan", "diff"])) ?? "";
  expect(part).toContain("[plan] the [diff]");
  expect(part.startsWith("… ")).toBe(true);
  expect(part.endsWith(" …")).toBe(true);
  expect(part.length).toBeLessThan(240);
  expect(shown(excerpt("short plan", ["plan"]))).toBe("short [plan]");
  expect(excerpt("nothing here", ["plan"])).toBeNull();
  const unbroken = `${"😀".repeat(300)} plan ${"😀".repeat(300)}`;
  expect(shown(excerpt(unbroken, ["plan"]))?.isWellFormed()).toBe(true);
});
