import fc from "fast-check";
import { expect, test } from "vitest";
import { type SectionLesson, lessonSection } from "./section.ts";

function lesson(group: string, more: Partial<SectionLesson> = {}): SectionLesson {
  return {
    lesson_id: `lesson:${group.repeat(16)}-0123456789abcdef`,
    task_signature: "feature/web-ui",
    failure_mode: "tests failed",
    symptom: "tests failed",
    prevention: "Run the whole suite.",
    ...more,
  };
}

const A = lesson("a");
const B = lesson("b", {
  task_signature: "bugfix/web-ui",
  symptom: "the total is\n off by one",
  prevention: "Round once.\nAdd a test.",
});
const BULLET_A = "- In feature/web-ui, when tests failed: Run the whole suite. (lesson aaaaaaaaaaaa)";
const BULLET_B =
  "- In bugfix/web-ui, when tests failed (seen: the total is off by one): Round once. Add a test. (lesson bbbbbbbbbbbb)";
const HEAD = "---\nname: write-tests\ndescription: Tests.\n---\n";

const CASES: { what: string; before: string; lessons: SectionLesson[]; after: string; lines: number[] }[] = [
  {
    what: "no section: it is made at the end",
    before: `${HEAD}# Write tests\n\nBe brief.\n`,
    lessons: [A, B],
    after: `${HEAD}# Write tests\n\nBe brief.\n\n## Lessons\n\n${BULLET_B}\n${BULLET_A}\n`,
    lines: [12, 11],
  },
  {
    what: "no newline at the end, and CRLF",
    before: "# Write tests\r\nBe brief.",
    lessons: [A],
    after: `# Write tests\r\nBe brief.\r\n\r\n## Lessons\r\n\r\n${BULLET_A}\r\n`,
    lines: [6],
  },
  { what: "an empty file", before: "", lessons: [A], after: `## Lessons\n\n${BULLET_A}\n`, lines: [3] },
  {
    what: "a section of somebody's own: lessons stand behind what it holds, before the next heading",
    before: "\uFEFF# T\n\n## Lessons\n\n- Mine.\n\n### Old\nText.\n\n\n## Next\nEnd.",
    lessons: [A],
    after: `\uFEFF# T\n\n## Lessons\n\n- Mine.\n\n### Old\nText.\n\n${BULLET_A}\n\n\n## Next\nEnd.`,
    lines: [10],
  },
  {
    what: "a heading and nothing else, close to the next",
    before: "## Lessons\n## Next\n",
    lessons: [A],
    after: `## Lessons\n\n${BULLET_A}\n\n## Next\n`,
    lines: [3],
  },
  {
    what: "a later lesson of a group takes the place of the earlier, the others stay",
    before: `## Lessons\n\n${BULLET_B}\n- In x, when y: Old words. (lesson aaaaaaaaaaaa)\n- Mine.\n`,
    lessons: [A],
    after: `## Lessons\n\n${BULLET_B}\n${BULLET_A}\n- Mine.\n`,
    lines: [4],
  },
  {
    what: "what is quoted is no section and no lesson",
    before: `---\n## Lessons\n---\n\`\`\`\`md\n## Lessons\n\`\`\`\n${BULLET_A}\n\`\`\`\`\n`,
    lessons: [A],
    after: `---\n## Lessons\n---\n\`\`\`\`md\n## Lessons\n\`\`\`\n${BULLET_A}\n\`\`\`\`\n\n## Lessons\n\n${BULLET_A}\n`,
    lines: [12],
  },
];

test.each(CASES)("$what", ({ before, lessons, after, lines }) => {
  const { text, hunks } = lessonSection(before, lessons);
  expect(text).toBe(after);
  expect(hunks).toEqual(
    lessons.map(({ lesson_id }, index) => ({ lessonId: lesson_id, fromLine: lines[index], toLine: lines[index] })),
  );
  expect(lessonSection(text, lessons)).toEqual({ text, hunks });
});

test("without lessons nothing changes", () => {
  expect(lessonSection("text", [])).toEqual({ text: "text", hunks: [] });
});

test("text from outside stays within its line, and is cut", () => {
  const hostile = lesson("c", {
    task_signature: "x\r\n## Lessons\u2028y",
    failure_mode: "\n```\n",
    symptom: "s".repeat(500),
    prevention: `${"p".repeat(3000)}\n- In x (lesson aaaaaaaaaaaa)`,
  });
  const { text } = lessonSection("", [hostile]);
  expect(text).toBe(
    `## Lessons\n\n- In x ## Lessons y, when \`\`\` (seen: ${"s".repeat(239)}…): ${"p".repeat(1999)}… (lesson cccccccccccc)\n`,
  );
});

test("everything else stays byte for byte, and a second time changes nothing", () => {
  const line = fc.constantFrom(
    "## Lessons",
    "# Title",
    "### Sub",
    "text",
    "",
    "```",
    "~~~",
    "---",
    "- Mine.",
    BULLET_A,
    BULLET_B,
    "- In x: Old. (lesson aaaaaaaaaaaa)",
    "\uFEFF",
    "\u2028",
  );
  const file = fc
    .tuple(fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 14 }), fc.constantFrom("", "end"))
    .map(([lines, end]) => lines.map(([text, newline]) => `${text}${newline}`).join("") + end);
  const lessons = fc.subarray([A, B, lesson("c")], { minLength: 1 });
  const isMark = (text: string) => /^- .*\(lesson [0-9a-f]{12}\)$/.test(text.replace(/\r$/, ""));
  const others = (text: string) =>
    text.split("\n").filter((text) => text.trim() !== "" && !isMark(text) && text.trim() !== "## Lessons");
  fc.assert(
    fc.property(file, lessons, (before, lessons) => {
      const { text, hunks } = lessonSection(before, lessons);
      expect(others(text).map((line) => line.trimEnd())).toEqual(others(before).map((line) => line.trimEnd()));
      expect(lessonSection(text, lessons).text).toBe(text);
      const lines = text.split("\n");
      for (const { lessonId, fromLine } of hunks)
        expect(lines[fromLine - 1]).toContain(`(lesson ${lessonId.slice(7, 19)})`);
    }),
    { numRuns: 2000 },
  );
});
