import { expect, test } from "vitest";
import { resolveAsk } from "./ask.ts";

const LIBRARY = {
  skills: [
    { name: "rust", tier: "preset" as const },
    { name: "lint", tier: "opt_in" as const },
    { name: "own-tools", tier: "internal" as const },
  ],
  presets: [{ name: "rust" }, { name: "web-ui" }],
};

test("a name is a skill before it is a preset, and it is said when it is both", () => {
  expect(resolveAsk(["web-ui", "rust", "lint", "rust", "nope"], LIBRARY)).toEqual({
    skills: ["rust", "lint"],
    presets: ["web-ui"],
    ambiguous: ["rust"],
    unknown: ["nope"],
  });
});

test.each(["", "../x", "/etc/passwd", ".git", "a\0b", "nul", "com1", "A", "a--b", "x".repeat(65), "a/b", "a\\b", "ä"])(
  "a name that may not touch a path is refused: %j",
  (name) => {
    expect(() => resolveAsk(["lint", name], LIBRARY)).toThrow(
      expect.objectContaining({ name: "DomainError", code: "refused", details: { name } }),
    );
  },
);

test("an internal skill is refused", () => {
  expect(() => resolveAsk(["own-tools"], LIBRARY)).toThrow(
    "own-tools is internal to the library and cannot be equipped",
  );
});

test("a deprecated skill is refused, with what to use instead", () => {
  const skills = [{ name: "old-way", tier: "preset" as const, deprecated: { replacedBy: "new-way" } }];
  expect(() => resolveAsk(["old-way"], { skills, presets: [] })).toThrow(
    "old-way is deprecated and no longer equipped; use new-way",
  );
});
