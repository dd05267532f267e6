import { expect, test } from "vitest";
import { distilled, linesOf } from "./testing-result.ts";
import { rawEntry, rawExperience, rawFailure } from "./testing.ts";

const LINE = "write-tests feature/web-ui validation_failed/tests_failed";

const NO_SKILLS = { skills: [] };
const GROUPS: { what: string; input: object; lines: string[]; proposals: number }[] = [
  {
    what: "one failure is kept, and not in force",
    input: { failure_packets: [rawFailure("1")] },
    lines: [`${LINE} 1/0 archived`],
    proposals: 0,
  },
  {
    what: "one severe failure is enough",
    input: { failure_packets: [rawFailure("1", { severity: "high" })] },
    lines: [`${LINE} 1/0`],
    proposals: 1,
  },
  {
    what: "one failure that somebody asks about is enough",
    input: { failure_packets: [rawFailure("1")], skill_evolution_queue: [rawEntry("1")] },
    lines: [`${LINE} 1/0`],
    proposals: 1,
  },
  {
    what: "who asks without a failure gets a proposal and no lesson",
    input: { skill_evolution_queue: [rawEntry("1")] },
    lines: [],
    proposals: 1,
  },
  {
    what: "the same run twice is one run",
    input: { failure_packets: [rawFailure("1"), rawFailure("1", { task_id: "t-other" })] },
    lines: [`${LINE} 1/0 archived`],
    proposals: 0,
  },
  {
    what: "another signature, skill or code is another group; the order of codes is none",
    input: {
      failure_packets: [
        rawFailure("1", { reason_codes: ["validation_failed/tests_failed", "validation_failed/build_failed"] }),
        rawFailure("2", { reason_codes: ["validation_failed/build_failed", "validation_failed/tests_failed"] }),
        rawFailure("3", { task_signature: "bugfix/web-ui" }),
        rawFailure("4", { skills: [{ name: "review", version: 1 }] }),
      ],
    },
    lines: [
      "write-tests feature/web-ui validation_failed/build_failed,validation_failed/tests_failed 2/0",
      "review feature/web-ui validation_failed/tests_failed 1/0 archived",
      "write-tests bugfix/web-ui validation_failed/tests_failed 1/0 archived",
    ],
    proposals: 1,
  },
  {
    what: "versions of one skill are one group",
    input: { failure_packets: [rawFailure("1"), rawFailure("2", { skills: [{ name: "write-tests", version: 4 }] })] },
    lines: [`${LINE} 2/0`],
    proposals: 1,
  },
  {
    what: "a failure with two skills speaks for both",
    input: {
      failure_packets: ["1", "2"].map((id) =>
        rawFailure(id, {
          skills: [
            { name: "write-tests", version: 3 },
            { name: "review", version: 1 },
          ],
        }),
      ),
    },
    lines: ["review feature/web-ui validation_failed/tests_failed 2/0", `${LINE} 2/0`],
    proposals: 2,
  },
  {
    what: "failures without skills join the targets that the queue names for their signature and codes",
    input: {
      failure_packets: [rawFailure("1", NO_SKILLS), rawFailure("2", NO_SKILLS)],
      skill_evolution_queue: [rawEntry("1"), rawEntry("2", { target_skills: ["review"] })],
    },
    lines: ["review feature/web-ui validation_failed/tests_failed 2/0", `${LINE} 2/0`],
    proposals: 2,
  },
  {
    what: "where the queue names none for them, they have no target",
    input: {
      failure_packets: [rawFailure("1", NO_SKILLS), rawFailure("2", NO_SKILLS), rawFailure("3")],
      skill_evolution_queue: [rawEntry("1", { task_signature: "bugfix/web-ui" })],
    },
    lines: [" feature/web-ui validation_failed/tests_failed 2/0", `${LINE} 1/0 archived`],
    proposals: 2,
  },
  {
    what: "only a passed gate, the same signature and the same version count against",
    input: {
      failure_packets: [rawFailure("1"), rawFailure("2")],
      experience_packets: [
        rawExperience("3"),
        rawExperience("3", { task_signature: "bugfix/web-ui" }),
        rawExperience("4", { gate_status: { passed: false } }),
        rawExperience("5", { skills: [{ name: "write-tests", version: 2 }] }),
        rawExperience("6", { skills: [{ name: "review", version: 3 }] }),
        rawExperience("7", { simulated: true }),
        rawExperience("8", { skills: [] }),
        rawExperience("9", { outcome: "partial", reason_codes: ["no_progress/no_change"] }),
      ],
    },
    lines: [`${LINE} 2/1`],
    proposals: 1,
  },
  {
    what: "against failures without a skill count successes without one",
    input: {
      failure_packets: [rawFailure("1", NO_SKILLS), rawFailure("2", NO_SKILLS)],
      experience_packets: [rawExperience("3", NO_SKILLS), rawExperience("4")],
    },
    lines: [" feature/web-ui validation_failed/tests_failed 2/1"],
    proposals: 1,
  },
  {
    what: "experiences that failed add their runs to a group, and make none",
    input: {
      failure_packets: [rawFailure("1")],
      experience_packets: ["1", "2"]
        .map((id) => rawExperience(id, { outcome: "failure", reason_codes: ["validation_failed/tests_failed"] }))
        .concat(rawExperience("3", { outcome: "failure", reason_codes: ["execution_error/host_timeout"] })),
    },
    lines: [`${LINE} 2/0`],
    proposals: 1,
  },
  {
    what: "what is simulated counts nowhere",
    input: { failure_packets: [rawFailure("1"), rawFailure("2", { simulated: true, severity: "high" })] },
    lines: [`${LINE} 1/0 archived`],
    proposals: 0,
  },
];

test.each(GROUPS)("$what", ({ input, lines, proposals }) => {
  const result = distilled(input);
  expect(linesOf(result)).toEqual(lines);
  expect(result.proposals.length).toBe(proposals);
});
