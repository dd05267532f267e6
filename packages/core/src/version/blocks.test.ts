import { expect, test } from "vitest";
import { diffBlocks } from "./blocks.ts";

test("a paragraph that changed went and came; its neighbours are the same", () => {
  expect(diffBlocks("# Plan\n\nName it.\n\nProve it.\n", "# Plan\n\nName the table.\n\nProve it.\n")).toEqual([
    { kind: "same", text: "# Plan" },
    { kind: "removed", text: "Name it." },
    { kind: "added", text: "Name the table." },
    { kind: "same", text: "Prove it." },
  ]);
});

test("blank lines in code and before an indented line part nothing", () => {
  const text = "```sh\na\n\nb\n```\n\n- one\n\n  more of one\n\nend";
  expect(diffBlocks("", text)).toEqual([{ kind: "added", text }]);
  expect(diffBlocks(text, text.replace("more", "much"))?.map((change) => change.kind)).toEqual([
    "same",
    "removed",
    "added",
    "same",
  ]);
});

test("more or fewer blank lines, and the way lines end, are no difference", () => {
  expect(diffBlocks("a\r\n\r\nb\r\n", "a\n\n\nb")).toEqual([{ kind: "same", text: "a\n\nb" }]);
  expect(diffBlocks("", "")).toEqual([]);
});

test("a fence ends only with as many marks as it began with", () => {
  expect(diffBlocks("", "````\n```\n\nx\n````\n\ny")).toEqual([{ kind: "added", text: "````\n```\n\nx\n````\n\ny" }]);
});
