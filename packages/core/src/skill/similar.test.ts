import { expect, test } from "vitest";
import { similarity, sketchSkill, sketchText } from "./similar.ts";

const words = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `w${at + from}`).join(" ");
const like = (a: string, b: string) => similarity(sketchText(a), sketchText(b));

test("short texts are compared exactly", () => {
  expect(like("one two three four five", "one two three four five")).toBe(1);
  expect(like("one two three", "ONE, two; three!")).toBe(1);
  expect(like("one two three", "one two four")).toBe(0);
  // Six words are the shingles 1–5 and 2–6: one of three is in both.
  expect(like("a b c d e f", "b c d e f g")).toBe(1 / 3);
  expect(like(words(104), words(104, 20))).toBe(80 / 120);
  expect(like("", "")).toBe(0);
  expect(like("…", "one two three")).toBe(0);
});

test("signs of scripts without blanks count as words", () => {
  expect(like("テストを先に書く", "テストを先に書く")).toBe(1);
  expect(like("テストを先に書く人", "テストを先に書く鳥")).toBe(4 / 6);
  expect(like("테스트를 먼저 쓰고 코드를 나중에 쓴다", "테스트를 먼저 쓰고 코드를 나중에 쓴다")).toBe(1);
});

test("long texts are estimated, near the truth", () => {
  const [a, b] = [words(20_000), words(20_000, 2_000)];
  const truth = 17_996 / 21_996;
  expect(Math.abs(like(a, b) - truth)).toBeLessThan(0.03);
  expect(like(a, a)).toBe(1);
  expect(like(a, words(20_000, 50_000))).toBe(0);
  expect(like(a, words(100))).toBeLessThan(0.02);
});

test("a number is the same whoever asks", () => {
  expect(like(words(30_000), words(1_000))).toBe(like(words(1_000), words(30_000)));
  expect(sketchText("write the test first, then the code").hashes).toEqual([
    1_809_556_917_393_557, 4_819_612_846_924_175, 7_544_001_409_158_496,
  ]);
});

test("of a skill the description and the body count, not its name or its metadata", () => {
  const skill = (head: string) => [
    {
      path: "SKILL.md",
      mode: "100644" as const,
      bytes: new TextEncoder().encode(`---\n${head}\n---\n# Tests\n\nWrite them first, then the code.\n`),
    },
  ];
  const one = sketchSkill(skill('name: one\ndescription: Use when tests are missing.\nmetadata:\n  version: "3"'));
  const two = sketchSkill(skill("name: two\ndescription: Use when tests are missing."));
  expect(similarity(one, two)).toBe(1);
  expect(sketchSkill([])).toEqual({ hashes: [], count: 0 });
});
