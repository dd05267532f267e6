import { expect, test } from "vitest";
import {
  asksAnew,
  type CodeGapEvidence,
  countFailures,
  describeGap,
  findCodeGaps,
  findSkillGaps,
  gapCodesOf,
  reposOfGap,
  type SkillGapEvidence,
} from "./gap.ts";

const TESTS_FAILED = "validation_failed/tests_failed";
const TIMEOUT = "execution_error/host_timeout";
const UNCLEAR = "no_progress/requirements_unclear";

const FAILED = { role: "builder", state: "Failed", simulated: false, codes: [TESTS_FAILED] } as const;

test.each([
  [{}, [TESTS_FAILED]],
  [{ state: "NeedsUser", codes: [UNCLEAR, UNCLEAR] }, [UNCLEAR]],
  [{ state: "Partial" }, [TESTS_FAILED]],
  [{ state: "Blocked" }, [TESTS_FAILED]],
  [{ state: "Done" }, []],
  [{ state: "Queued" }, []],
  [{ state: "Deferred" }, []],
  [{ role: "reviewer" }, []],
  [{ role: "security" }, []],
  [{ role: "researcher" }, []],
  [{ simulated: true }, []],
  [{ codes: [] }, []],
  [{ codes: [TIMEOUT] }, []],
  [{ codes: [TIMEOUT, TESTS_FAILED] }, [TESTS_FAILED]],
  [{ codes: ["ours/unheard_of"] }, ["ours/unheard_of"]],
] as const)("of a run with %j the codes %j may speak of a gap", (change, codes) => {
  expect(gapCodesOf({ ...FAILED, ...change })).toEqual(codes);
});

test("failures are counted by distinct intents, and what is too old is not", () => {
  const fact = (repo: string, intent: string, code: string, at = "2026-11-20T00:00:00.000Z") => ({
    repo,
    intent,
    code,
    at,
  });
  const facts = [
    fact("parcel", "i1", TESTS_FAILED),
    fact("parcel", "i1", TESTS_FAILED),
    fact("parcel", "i2", TESTS_FAILED),
    fact("parcel", "i2", UNCLEAR),
    fact("parcel", "i3", TESTS_FAILED, "2026-10-20T23:59:59.999Z"),
    fact("harbor", "i1", TESTS_FAILED, "2026-10-21T00:00:00.000Z"),
  ];
  expect(countFailures(facts, "2026-10-21T00:00:00.000Z")).toEqual([
    { repo: "parcel", code: TESTS_FAILED, intents: 2 },
    { repo: "parcel", code: UNCLEAR, intents: 1 },
    { repo: "harbor", code: TESTS_FAILED, intents: 1 },
  ]);
});

test.each([
  ["two intents are not enough", { a: 2 }, []],
  ["three in one repo are a gap of that repo", { a: 3 }, ["gap:code:a:x/y"]],
  ["three in two repos are a gap of both together", { a: 1, b: 2 }, ["gap:code:*:x/y"]],
  ["two in two repos are not enough", { a: 1, b: 1 }, []],
  ["a repo that reaches it alone is one of its own too", { a: 1, b: 3 }, ["gap:code:b:x/y", "gap:code:*:x/y"]],
] as const)("%s", (_name, intents, keys) => {
  const counts = Object.entries(intents).map(([repo, n]) => ({ repo, code: "x/y", intents: n }));
  expect(findCodeGaps(counts).map(({ key }) => key)).toEqual(keys);
});

test("codes are kept apart, and repos come in order of how often they fail", () => {
  const counts = [
    { repo: "b", code: "x/z", intents: 3 },
    { repo: "a", code: "x/y", intents: 1 },
    { repo: "c", code: "x/y", intents: 2 },
    { repo: "b", code: "x/y", intents: 1 },
  ];
  expect(findCodeGaps(counts)).toEqual([
    {
      key: "gap:code:*:x/y",
      code: "x/y",
      repo: null,
      intents: 4,
      repos: [
        { repo: "c", intents: 2 },
        { repo: "a", intents: 1 },
        { repo: "b", intents: 1 },
      ],
    },
    { key: "gap:code:b:x/z", code: "x/z", repo: "b", intents: 3, repos: [{ repo: "b", intents: 3 }] },
  ]);
});

test("a missing skill is one gap, whoever asks for it", () => {
  const asks = [
    { skill: "cart-rounding", repo: "harbor", preset: "commerce" },
    { skill: "axum-routes", repo: "parcel", preset: null },
    { skill: "cart-rounding", repo: "anvil", preset: "core" },
    { skill: "cart-rounding", repo: "anvil", preset: "commerce" },
  ];
  expect(findSkillGaps(asks)).toEqual([
    { key: "gap:skill:axum-routes", about: "skill", skill: "axum-routes", asks: [{ repo: "parcel", preset: null }] },
    {
      key: "gap:skill:cart-rounding",
      about: "skill",
      skill: "cart-rounding",
      asks: [
        { repo: "anvil", preset: "commerce" },
        { repo: "anvil", preset: "core" },
        { repo: "harbor", preset: "commerce" },
      ],
    },
  ]);
});

const skillGap = (...asks: [string, string | null][]): SkillGapEvidence => ({
  about: "skill",
  skill: "cart-rounding",
  asks: asks.map(([repo, preset]) => ({ repo, preset })),
});

test.each([
  ["a/commerce", "a/commerce", false],
  ["a/commerce b/core", "a/core", false],
  ["a/commerce", "a/commerce b/commerce", true],
  ["a/commerce", "a/commerce a/core", true],
  ["a/commerce", "a/", true],
])("asked by %s before and by %s now: anew is %s", (before, now, anew) => {
  expect(asksAnew(askedBy(before), askedBy(now))).toBe(anew);
});

/** "repo/preset", with nothing behind the slash for a pick. */
function askedBy(words: string): SkillGapEvidence {
  const asks = words.split(" ").map((word): [string, string | null] => {
    const [repo = "", preset = ""] = word.split("/");
    return [repo, preset === "" ? null : preset];
  });
  return skillGap(...asks);
}

const codeGap = (code: string, intents: number, repos: string[]): CodeGapEvidence => ({
  about: "code",
  code,
  intents,
  repos: repos.map((repo) => ({ repo, intents: 1 })),
  tasks: [],
});

test.each([
  [
    skillGap(["a", "commerce"], ["b", "commerce"]),
    {
      title: "missing skill cart-rounding",
      why: "asked for by preset commerce in 2 repos; no library has it",
      topic: "Cart rounding",
    },
  ],
  [
    skillGap(["a", null]),
    {
      title: "missing skill cart-rounding",
      why: "asked for by a pick in a; no library has it",
      topic: "Cart rounding",
    },
  ],
  [
    skillGap(["a", "p4"], ["a", "p1"], ["a", "p3"], ["a", "p2"], ["a", null]),
    {
      title: "missing skill cart-rounding",
      why: "asked for by presets p1, p2, p3 and 1 more and a pick in a; no library has it",
      topic: "Cart rounding",
    },
  ],
  [
    codeGap(TESTS_FAILED, 4, ["parcel"]),
    {
      title: "the same failure again: tests failed",
      why: "4 intents in parcel ended with validation_failed/tests_failed in the last 30 days",
      topic: "Prevent tests failed: Make the failing tests pass, or say why they are wrong.",
    },
  ],
  [
    codeGap("ours/flaky-e2e_run", 3, ["a", "b"]),
    {
      title: "the same failure again: ours/flaky-e2e_run",
      why: "3 intents in 2 repos ended with ours/flaky-e2e_run in the last 30 days",
      topic: "Prevent flaky e2e run",
    },
  ],
  [
    {
      about: "lesson" as const,
      scope: "repo:1",
      lesson: "lesson:1",
      codes: [TESTS_FAILED, "ours/flaky"],
      signature: "bugfix/web-ui",
      symptom: "the total is off by a cent",
      actions: ["Round once.", "Run the suite."],
      intents: 2,
      repos: [{ repo: "parcel", intents: 2 }],
      tasks: [],
    },
    {
      title: "no skill was at hand: tests failed; ours/flaky",
      why: "2 intents of bugfix/web-ui in parcel failed with validation_failed/tests_failed, ours/flaky",
      topic: "Prevent in bugfix/web-ui: tests failed; ours/flaky. Round once.",
    },
  ],
])("a gap says what it is: %#", (gap, said) => {
  expect(describeGap(gap)).toEqual(said);
});

test("a gap names each of its repos once", () => {
  expect(reposOfGap(skillGap(["a", "x"], ["a", "y"], ["b", "x"]))).toEqual(["a", "b"]);
  expect(reposOfGap(codeGap(UNCLEAR, 3, ["b", "a"]))).toEqual(["b", "a"]);
});
