import { ServerScoreReport } from "@yardlet/core/run/command-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Workbench, buildCli } from "../testing/cli.ts";
import { RunServer, answers } from "../testing/server.ts";

let bench: Workbench;
let server: RunServer;

beforeAll(buildCli);
beforeEach(async () => {
  bench = new Workbench();
  server = await new RunServer().open();
  bench.variables = { YARDLET_SERVER: server.url, YARDLET_KEY: server.key };
  server.scores = { policy: POLICY, scores: [line(7, DECISION), line(3, null)] };
});
afterEach(async () => {
  await server.close();
  bench.remove();
});

const score = (...args: string[]) => bench.run("skill", "score", ...args);

const POLICY = { version: 2, floor: 0.5, min_intents: 5, coins: 20 };
const DECISION = { action: "keep", reason: "not_below_floor", at: "2026-11-21T10:00:00.000Z" };

function line(intents: number, decision: typeof DECISION | null) {
  return {
    home: intents === 7 ? "library" : "shop",
    name: "code-review",
    version: intents,
    epoch: 1,
    score: { value: 0.7, lo: 0.4, hi: 0.9, intents, tasks: 9, reviewed: 2, grade: "emerging", place: "undecided" },
    excluded: { open: 1 },
    coins: 0.1,
    decision,
    uplift: null,
    source: "library",
  };
}

test("scores of a server: one document, or a table with their homes", async () => {
  const run = await score("--json");
  expect(run.exit).toBe(0);
  const report = ServerScoreReport.parse(run.json());
  expect(report.server).toBe(server.url);
  expect(report.scores[0]).toEqual({
    home: "library",
    skill: "code-review",
    version: 7,
    epoch: 1,
    score: 0.7,
    lo: 0.4,
    hi: 0.9,
    intents: 7,
    units: 9,
    reviewed: 2,
    grade: "emerging",
    excluded: { open: 1 },
    coins: 0.1,
    decision: DECISION,
  });
  expect((await score()).stdout.split("\n").slice(1)).toEqual([
    "library/code-review v7  0.70   0.40 to 0.90   7 intents, 9 tasks, 1 excluded  emerging                  keep: not below the floor",
    "shop/code-review v3     0.70   0.40 to 0.90   3 intents, 9 tasks, 1 excluded  emerging  3 of 5 intents  not decided yet",
    "",
  ]);
  expect(server.requests[0]).toEqual({ path: "/api/v1/scores", authorization: `Bearer ${server.key}` });
});

test("one skill is asked for by name, and a version must be in force", async () => {
  expect((await score("code-review@3", "--json")).exit).toBe(0);
  expect(server.requests[0]?.path).toBe("/api/v1/scores?skill=code-review");
  const other = await score("code-review@4");
  expect(other.exit).toBe(1);
  expect(other.stderr).toContain("has no score of code-review v4; in force is v7, v3");
  server.scores = { policy: POLICY, scores: [] };
  expect((await score("lost")).exit).toBe(1);
  expect((await score("code-review", "--receipt")).exit).toBe(2);
});

test.each([
  [401, 1, "set YARDLET_KEY to one that may read scores"],
  [403, 2, "set YARDLET_KEY to one that may read scores"],
  [503, 1, "is away (it answers 503: so it is); try again later"],
  [418, 1, "does not answer as a Yardlet server"],
])("a server that says %i: exit %i", async (status, exit, message) => {
  server.plan = [answers(status)];
  const run = await score();
  expect(run.exit).toBe(exit);
  expect(run.stderr).toContain(message);
});
