import { expect, test } from "vitest";
import { linkTarget } from "./link-target.ts";

test("a path leads to a file of the skill, seen from the file that names it", () => {
  expect(linkTarget("references/engines.md")).toEqual({ kind: "file", path: "references/engines.md" });
  expect(linkTarget("./a%20b.md#part")).toEqual({ kind: "file", path: "a b.md" });
  expect(linkTarget("../SKILL.md", "references/engines.md")).toEqual({ kind: "file", path: "SKILL.md" });
});

test("a path never leads out of the skill", () => {
  expect(linkTarget("../../../etc/passwd")).toEqual({ kind: "file", path: "etc/passwd" });
});

test("links out name their host", () => {
  expect(linkTarget("https://example.com/a?b#c")).toEqual({
    kind: "outside",
    href: "https://example.com/a?b#c",
    host: "example.com",
  });
  expect(linkTarget("mailto:a@example.com")).toEqual({ kind: "outside", href: "mailto:a@example.com", host: "e-mail" });
});

test.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//example.com/x", "#part", "", "%E0%A4%A"])(
  "%s leads nowhere",
  (href) => {
    expect(linkTarget(href)).toEqual({ kind: "none" });
  },
);
