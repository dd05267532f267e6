import { ServerApplyReport, ServerAuthoringReport, ServerReviewReport } from "@yardlet/core/agent/server-report";
import { STAKE_RULE } from "@yardlet/core/candidate/stake";
import { beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, type Workbench } from "../testing/cli.ts";
import { serveEach } from "../testing/serve-each.ts";
import { type Behaviour, type RunServer, answers } from "../testing/server.ts";

let bench: Workbench;
let server: RunServer;

serveEach((served) => ({ bench, server } = served));
beforeEach(() => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  bench.git("remote", "add", "origin", "https://git.example.com/team/shop.git");
});

const ORIGIN = "https://git.example.com/team/shop.git";
const AT = "2026-11-21T10:00:00.000Z";
const HASH = "a".repeat(64);

const JOB = {
  id: "job-1",
  kind: "agent.research",
  state: "running",
  repo: "shop",
  attempt: 1,
  max_attempts: 3,
  step: "Agent",
  progress: 0.5,
  error: null,
  created_by: "Eve",
  worker: "w1",
  created_at: AT,
  started_at: AT,
  finished_at: null,
};

const AUTHORING = {
  id: "authoring-1",
  kind: "research",
  repo: "shop",
  home: "shop",
  topic: "how tests are written",
  name: null,
  access: "repo",
  commit: "0".repeat(40),
  agent: "surveyor",
  agent_version: "1",
  isolation: "namespace",
  exit_code: 0,
  duration_ms: 900,
  cost: null,
  failure: null,
  outside: [],
  gap: null,
  draft: "draft-1",
  candidate: "candidate-1",
  finished_at: AT,
};

const DRAFT = {
  id: "draft-1",
  name: "write-tests",
  home: "shop",
  source: "created",
  description: "Use when tests are missing.",
  rationale: "Nobody says how.",
  sources: [],
  hash: HASH,
  files: [
    { path: "SKILL.md", mode: "100644", size: 30, text: "---\nname: write-tests\n---\n\n# Tests\u001b[2J\n" },
    { path: "scripts/go.sh", mode: "100755", size: 12, text: "#!/bin/sh\n" },
  ],
  checks: { valid: [], safe: [], clash: null, similar: null, tombstone: null },
  parent: null,
  by: "surveyor, for Eve",
  at: AT,
};

const line = (seq: number, message: string) => ({ seq, at: AT, source: "agent", level: "info", message });

/** What the server says of the job, one answer after the other; the last one stays. */
function jobSays(first: object, ...later: [path: string, answer: object][]): void {
  server.says.set("POST /api/v1/jobs", { authoring_id: "authoring-1", job_id: "job-1" });
  server.says.set("GET /api/v1/jobs/job-1", first);
  for (const [path, answer] of later) server.says.set(`GET /api/v1/jobs/job-1${path}`, answer);
}

function researched(authoring: object = AUTHORING, job: object = {}): void {
  const end = { ...JOB, state: "done", finished_at: AT, ...job, authoring };
  jobSays(
    { ...JOB, log: [line(1, "looking"), line(2, "\u001b[31mfound")], authoring: null },
    ["?after=2", { ...end, log: [line(3, "done")] }],
    ["?after=3", { ...end, log: [] }],
  );
  server.says.set("GET /api/v1/drafts/draft-1", DRAFT);
}

test("research asks the server, follows the job's log live and shows the draft; apply takes just that text", async () => {
  researched();
  const run = await bench.run("skill", "research", "how tests are written", "--agent", "surveyor");
  expect(run.exit).toBe(0);
  expect(JSON.parse(server.bodies[0] ?? "")).toEqual({
    kind: "research",
    repo: ORIGIN,
    topic: "how tests are written",
    agent: "surveyor",
    access: "repo",
  });
  expect(run.stderr.split("\n")).toEqual([
    `yardlet: the job is job-1: ${server.url}/jobs/job-1`,
    "agent  looking",
    "agent  \uFFFD[31mfound",
    "agent  done",
    "",
  ]);
  expect(run.stdout.split("\n")).toEqual([
    "Draft of write-tests for shop, aaaaaaaaaaaa:",
    "",
    "  ---",
    "  name: write-tests",
    "  ---",
    "",
    "  # Tests\uFFFD[2J",
    "",
    "  scripts/go.sh  12 bytes",
    `Nothing is installed. "yardlet skill apply candidate-1" installs it; edit it on ${server.url}/review?at=candidate-1`,
    "",
  ]);
  server.says.set("POST /api/v1/candidates/candidate-1/apply", { id: "candidate-1", state: "accepted", job_id: "j2" });
  const applied = await bench.run("skill", "apply", "candidate-1", "--json");
  expect(applied.exit).toBe(0);
  expect(ServerApplyReport.parse(applied.json())).toEqual({
    server: server.url,
    id: "candidate-1",
    state: "accepted",
    job_id: "j2",
  });
  expect(JSON.parse(server.bodies.at(-1) ?? "")).toEqual({ hash: HASH });
  expect(bench.git("status", "--porcelain", "--untracked-files=all")).toBe("");
});

test("what nobody was shown is not applied; another text by now is a conflict", async () => {
  const unseen = await bench.run("skill", "apply", "candidate-1");
  expect([unseen.exit, unseen.stderr]).toEqual([
    1,
    `yardlet: "candidate-1" is not among what ${server.url} was last asked to show here; run "yardlet skill review" first\n`,
  ]);
  expect(server.requests).toEqual([]);
  researched();
  await bench.run("skill", "research", "tests", "--json");
  server.plan = [answers(409)];
  const other = await bench.run("skill", "apply", "candidate-1", "--json");
  expect(other.exit).toBe(1);
  expect(other.json()).toMatchObject({ error: { code: "conflict", message: "so it is" } });
});

test("create says what becomes of the skill: on its way, held, or failed", async () => {
  const asked = { ...AUTHORING, kind: "create", name: "write-tests" };
  const create = (...more: string[]) => bench.run("skill", "create", "write-tests", "--json", ...more);
  researched({ ...asked, candidate: null });
  const written = await create("--library", "--from", "tests");
  expect(written.exit).toBe(0);
  expect(JSON.parse(server.bodies[0] ?? "")).toEqual({
    kind: "create",
    repo: ORIGIN,
    name: "write-tests",
    from: "tests",
    library: true,
    access: "repo",
  });
  expect(ServerAuthoringReport.parse(written.json())).toMatchObject({ server: server.url, draft: null });
  expect(written.stderr).toBe("");
  researched(asked);
  expect((await create()).exit).toBe(2);
  const failure = { kind: "timed_out", code: "execution_error/host_timeout", message: "it took too long", issues: [] };
  researched({ ...asked, draft: null, candidate: null, failure }, { state: "failed" });
  expect((await create()).exit).toBe(1);
  const words = await bench.run("skill", "create", "write-tests");
  expect(words.stdout).toBe("execution_error/host_timeout  it took too long\nThe job job-1 has failed.\n");
});

test("a server that is away for a moment is waited for", async () => {
  researched();
  const asked: Behaviour = ({ answer }) => answer();
  server.plan = [asked, asked, answers(503), answers(503)];
  const run = await bench.run("skill", "research", "tests", "--json");
  expect(run.exit).toBe(0);
  expect(ServerAuthoringReport.parse(run.json()).draft?.id).toBe("draft-1");
});

test("a repository that the server does not know is told, with the way without it", async () => {
  server.plan = [answers(404), answers(404)];
  const run = await bench.run("skill", "research", "tests");
  expect([run.exit, run.stderr]).toEqual([
    1,
    `yardlet: ${server.url} has no repo ${ORIGIN} or ${bench.repo}; add it there, or write the draft here with --local\n`,
  ]);
});

const CANDIDATE = {
  id: "candidate-9",
  kind: "draft",
  state: "open",
  repo: "shop",
  title: "write-tests",
  why: "Nobody says how.",
  created_at: AT,
  decided_at: null,
  decided_by: null,
  decision_reason: null,
  snoozed_until: null,
  snoozed_intents: null,
  stake: { value: 2, why: "a written text is not in use: 2 × 1 repo = 2" },
  skill: null,
  draft: { id: "draft-1", name: "write-tests", hash: HASH },
  changes: [],
  evidence: null,
};

const GAP = { ...CANDIDATE, id: "candidate-8", kind: "gap", title: "missing skill lost\u001b[2J", draft: null };

function waits(query: string): void {
  server.says.set(`GET /api/v1/candidates?${query}`, {
    rule: STAKE_RULE,
    candidates: [GAP, CANDIDATE],
    total: 3,
    kinds: { gap: 1, draft: 2 },
    snoozed: 0,
    next: 2,
  });
  server.scores = { policy: { version: 1, floor: 0.5, min_intents: 5, coins: 20 }, scores: [] };
}

test("review lists what waits for this repository, and the numbers are for apply", async () => {
  waits(`repo=${encodeURIComponent(ORIGIN)}&limit=200`);
  const run = await bench.run("skill", "review");
  expect([run.exit, run.stderr]).toEqual([0, ""]);
  expect(run.stdout.split("\n")).toEqual([
    `${ORIGIN} on ${server.url}: 3 waiting. ${STAKE_RULE}`,
    "1  gap: missing skill lost\uFFFD[2J  candidate-8",
    "   Nobody says how.",
    "   a written text is not in use: 2 × 1 repo = 2",
    "   in shop",
    `   ${server.url}/review?at=candidate-8`,
    "2  draft: write-tests  candidate-9",
    "   Nobody says how.",
    "   a written text is not in use: 2 × 1 repo = 2",
    "   in shop",
    "   draft of write-tests, aaaaaaaaaaaa",
    `   ${server.url}/review?at=candidate-9`,
    "and 1 more, on the page",
    "",
  ]);
  server.says.set("POST /api/v1/candidates/candidate-9/apply", { id: "candidate-9", state: "accepted", job_id: null });
  const applied = await bench.run("skill", "apply", "2");
  expect([applied.exit, applied.stdout]).toEqual([
    0,
    `Accepted candidate-9 on ${server.url}. There is nothing to write.\n`,
  ]);
  expect(JSON.parse(server.bodies.at(-1) ?? "")).toEqual({ hash: HASH });
});

test("where the server does not know the repository, the whole team's is shown, and said so", async () => {
  waits("limit=200");
  server.plan = [answers(404), answers(404)];
  const run = await bench.run("skill", "review", "--json");
  expect(run.exit).toBe(0);
  const report = ServerReviewReport.parse(run.json());
  expect([report.repo, report.entries.map(({ n, id }) => [n, id])]).toEqual([
    null,
    [
      [1, "candidate-8"],
      [2, "candidate-9"],
    ],
  ]);
  expect(run.stderr).toContain("what waits in the whole team is shown");
});

test("--local stays in this repository", async () => {
  const run = await bench.run("skill", "review", "--local");
  expect([run.exit, run.stdout]).toEqual([0, "Nothing waits for a decision here.\n"]);
  expect(server.requests).toEqual([]);
});
