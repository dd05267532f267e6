import { expect, test } from "vitest";
import { FAILURE_CODES } from "../run/index.ts";
import { AGENT_FAILURES } from "./failure.ts";
import { parseAuthoredSkill } from "./result.ts";

const SKILL = {
  name: "write-tests",
  description: "Use when tests are missing.",
  body: "# Tests\n\nWrite them first.\n",
  rationale: "Three runs had none.",
};
const read = (change: object) => parseAuthoredSkill(JSON.stringify({ ...SKILL, ...change }));

test("a skill as an agent returns it", () => {
  const whole = {
    ...SKILL,
    sources: [{ ref: "package.json", note: "line 7" }],
    files: [{ path: "references/layout.md", content: "one\n" }],
    run_id: "run-1",
  };
  expect(parseAuthoredSkill(JSON.stringify(whole))).toEqual({ ok: true, skill: whole });
});

test.each<[object, string]>([
  [{ name: "../x" }, "name"],
  [{ description: "" }, "description"],
  [{ description: "a".repeat(1025) }, "description"],
  [{ body: " \n" }, "body"],
  [{ body: "---\nname: other\n---\n" }, "body"],
  [{ body: "a\u0000b" }, "body"],
  [{ rationale: undefined }, "rationale"],
  [{ files: [{ path: "../out", content: "" }] }, "files.0.path"],
  [{ files: [{ path: "/etc/passwd", content: "" }] }, "files.0.path"],
  [{ files: [{ path: ".git/config", content: "" }] }, "files.0.path"],
  [{ files: [{ path: "SKILL.md", content: "" }] }, "files.0.path"],
  [
    {
      files: [
        { path: "a", content: "" },
        { path: "a", content: "" },
      ],
    },
    "files",
  ],
  [{ job: "mine" }, ""],
  [{ run_id: "../x" }, "run_id"],
])("%j is refused with its field", (change, path) => {
  const parsed = read(change);
  expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.path)).toEqual([path]);
});

test.each(["", "{", '{"name": "write-te', "null", "[]", "7"])("%j is no result", (text) => {
  expect(parseAuthoredSkill(text).ok).toBe(false);
});

test("every failure stands for a code of the taxonomy", () => {
  const known = [...FAILURE_CODES.keys()];
  expect(Object.values(AGENT_FAILURES).filter(({ code }) => !known.includes(code))).toEqual([]);
});
