import { CandidateListAnswer, DraftAnswer } from "@yardlet/core/candidate/answers";
import { AskJobAnswer, JobDetailAnswer, JobListAnswer } from "@yardlet/core/job/answers";
import { addRepos, configureAgents } from "@yardlet/services";
import { AUTHORED, scriptAgent } from "@yardlet/services/testing/agents";
import { builderRun } from "@yardlet/services/testing/evidence";
import { git, makeRepo, RUST_CLI } from "@yardlet/services/testing/repos";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { ErrorAnswer } from "./http-error.ts";
import { jsonBody, openTestApi, type TestApi } from "./testing/api.ts";

const TESTS_FAILED = "validation_failed/tests_failed";

let api: TestApi;
let key: string;
let parcel: string;

beforeEach(async () => {
  api = await openTestApi(inject("serverUrl"), { stock: inject("stock") });
  const { services } = api;
  parcel = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
  const harbor = makeRepo(path.join(services.folder, "harbor"), RUST_CLI);
  await addRepos(services.ctx, { locations: [parcel, harbor], autoEquip: false });
  await services.runJobs();
  key = await api.newKey();
});
afterEach(() => api.close());

const read = async (where: string, as = key): Promise<unknown> => (await api.ask(where, { key: as })).json();
const post = async (where: string, body: unknown, as = key): Promise<unknown> =>
  (await api.ask(where, { key: as, ...jsonBody(body) })).json();
const list = async (query = "", as = key) => CandidateListAnswer.parse(await read(`/candidates${query}`, as));

async function refused(where: string, body?: unknown, as = key) {
  const answer = await api.ask(where, { key: as, ...(body === undefined ? {} : jsonBody(body)) });
  const { error } = ErrorAnswer.parse(await answer.json());
  return [answer.status, error.code, error.message];
}

/** Three intents fail alike in a repo, which is a gap. */
async function failIn(repo: string): Promise<void> {
  const ended = new Date(Date.now() - 60_000).toISOString();
  const runs = [1, 2, 3].map((n) =>
    builderRun({
      run_id: `${repo}-${n}`,
      task_id: `task-${n}`,
      intent_id: `intent-${n}`,
      repo,
      eval_state: "Failed",
      failure_codes: [TESTS_FAILED],
      ended_at: ended,
    }),
  );
  await post("/runs", runs);
  await api.services.runJobs();
}

async function useAgent(script: string): Promise<void> {
  const { services } = api;
  services.ctx.settings.agents = { command: scriptAgent(script) };
  await services.tellAgents();
  await configureAgents(services.ctx, { agent: "command", allowFullAccess: false });
}

test("what waits is listed most at stake first, page by page, and can be put away or turned down", async () => {
  await failIn("parcel");
  const all = await list();
  expect(all.candidates.map(({ kind, repo, stake }) => [kind, repo, stake.value])).toEqual([
    ["gap", "parcel", 12],
    ["equip", "parcel", 2],
    ["equip", "harbor", 2],
  ]);
  expect(all).toMatchObject({ total: 3, kinds: { gap: 1, equip: 2 }, snoozed: 0, next: null });
  expect(all.rule).toContain("Most at stake first");
  const [gap] = all.candidates;
  expect(gap).toMatchObject({
    title: "the same failure again: tests failed",
    stake: { why: "what a skill could prevent goes on: 3 × (3 intents + 1 repo) = 12" },
    skill: null,
    draft: null,
    changes: [],
    evidence: { kind: "gap", gap: { about: "code", code: TESTS_FAILED, intents: 3 } },
  });
  const kinds = async (query: string) => (await list(query)).candidates.map(({ kind, repo }) => `${kind} ${repo}`);
  expect(await kinds("?repo=harbor")).toEqual(["equip harbor"]);
  expect(await kinds(`?repo=${encodeURIComponent(parcel)}&kind=equip`)).toEqual(["equip parcel"]);
  expect(await kinds("?kind=gap")).toEqual(["gap parcel"]);
  expect(await kinds("?sort=oldest&limit=1")).toEqual(["equip parcel"]);
  expect(await list("?limit=2")).toMatchObject({ total: 3, next: 2 });
  expect(await list("?limit=2&offset=2")).toMatchObject({ candidates: [{ repo: "harbor" }], next: null });

  const id = gap?.id ?? "";
  expect(await post(`/candidates/${id}/snooze`, { reason: "after the release", intents: 2 })).toEqual({
    id,
    state: "open",
  });
  expect(await kinds("?kind=gap")).toEqual([]);
  expect(await list("?snoozed=true")).toMatchObject({ candidates: [{ id, snoozed_intents: 2 }], snoozed: 1 });
  expect(await post(`/candidates/${id}/reject`, { reason: "they are flaky" })).toEqual({ id, state: "rejected" });
  expect(await list("?state=rejected")).toMatchObject({
    candidates: [{ id, decided_by: "any repo", decision_reason: "they are flaky" }],
  });
  expect(await refused(`/candidates/${id}/apply`, {})).toEqual([
    409,
    "conflict",
    "somebody else has decided this already; it is rejected",
  ]);
});

test("a gap is researched, its draft is read, and exactly that text is applied and committed", async () => {
  await failIn("parcel");
  await useAgent('console.log("at work"); answer();');
  const [gap] = (await list("?kind=gap")).candidates;
  const asked = AskJobAnswer.parse(
    await post("/jobs", { kind: "research", repo: "parcel", topic: "counting parcels", gap: gap?.id }),
  );
  expect(JobDetailAnswer.parse(await read(`/jobs/${asked.job_id}`))).toMatchObject({
    kind: "agent.research",
    state: "queued",
    authoring: { id: asked.authoring_id, draft: null, gap: gap?.id },
  });
  await api.services.runJobs();
  const job = JobDetailAnswer.parse(await read(`/jobs/${asked.job_id}`));
  expect(job).toMatchObject({
    state: "done",
    repo: "parcel",
    authoring: { agent: "command", exit_code: 0, failure: null, commit: git(parcel, "rev-parse", "HEAD") },
  });
  expect(job.log.map(({ message }) => message)).toContain("at work");
  const last = job.log.at(-1)?.seq ?? 0;
  const rest = JobDetailAnswer.parse(await read(`/jobs/${asked.job_id}?after=${last - 1}`));
  expect(rest.log.map(({ seq }) => seq)).toEqual([last]);

  const [waiting] = (await list("?kind=draft")).candidates;
  expect(waiting).toMatchObject({ id: job.authoring?.candidate, draft: { name: AUTHORED.name }, stake: { value: 8 } });
  const draft = DraftAnswer.parse(await read(`/drafts/${waiting?.draft?.id}`));
  expect(draft).toMatchObject({
    name: AUTHORED.name,
    home: "parcel",
    hash: waiting?.draft?.hash,
    rationale: AUTHORED.rationale,
    sources: AUTHORED.sources,
    files: [{ path: "SKILL.md" }],
    checks: { clash: null, similar: null, tombstone: null },
  });
  const apply = `/candidates/${waiting?.id}/apply`;
  expect(await refused(apply, {})).toEqual([
    400,
    "invalid",
    "say which text you saw: send the hash of its content, so that no other is installed",
  ]);
  expect((await refused(apply, { hash: "0".repeat(64) })).slice(0, 2)).toEqual([409, "conflict"]);
  expect(await post(apply, { hash: draft.hash })).toMatchObject({ id: waiting?.id, state: "accepted" });
  await api.services.runJobs();
  expect(git(parcel, "show", `HEAD:.agents/skills/${AUTHORED.name}/SKILL.md`)).toContain("# Tally parcels");
  expect(await list("?state=accepted")).toMatchObject({ kinds: { draft: 1, gap: 1 } });
});

test("jobs are listed by repo, kind and state, page by page", async () => {
  const jobs = async (query: string) => JobListAnswer.parse(await read(`/jobs${query}`));
  const first = await jobs("?kind=repo.sync&limit=1");
  expect(first.jobs).toMatchObject([{ kind: "repo.sync", state: "done", attempt: 1 }]);
  const second = await jobs(`?kind=repo.sync&limit=1&cursor=${first.next}`);
  expect(new Set([first.jobs[0]?.repo, second.jobs[0]?.repo])).toEqual(new Set(["harbor", "parcel"]));
  expect((await jobs("?repo=harbor&state=queued")).jobs).toEqual([]);
});

test("a key that is bound to a repo sees and decides on nothing else, and asks for nothing in the library", async () => {
  await failIn("harbor");
  const bound = await api.newKey("parcel");
  const other = (await list("?repo=harbor&kind=gap")).candidates[0]?.id;
  expect((await list("", bound)).candidates.map(({ repo }) => repo)).toEqual(["parcel"]);
  const elsewhere = [403, "forbidden", "this key is bound to another repo"];
  expect(await refused("/candidates?repo=harbor", undefined, bound)).toEqual(elsewhere);
  expect(await refused("/jobs?repo=harbor", undefined, bound)).toEqual(elsewhere);
  for (const verb of ["apply", "reject", "snooze"]) {
    const body = { apply: {}, reject: { reason: "no" }, snooze: { reason: "no", intents: 1 } }[verb];
    expect(await refused(`/candidates/${other}/${verb}`, body, bound)).toEqual(elsewhere);
  }
  const { jobs } = JobListAnswer.parse(await read("/jobs?repo=harbor"));
  expect(await refused(`/jobs/${jobs[0]?.id}`, undefined, bound)).toEqual(elsewhere);
  expect(await refused("/jobs", { kind: "research", repo: "harbor", topic: "anything" }, bound)).toEqual(elsewhere);
  const create = { kind: "create", repo: "parcel", name: "tally-parcels", library: true };
  expect(await refused("/jobs", create, bound)).toEqual([
    403,
    "forbidden",
    "this key is bound to a repo, and the library is every repo's; use another",
  ]);
});

const HOSTILE = [
  ["/candidates?kind=nonsense", undefined, 400],
  ["/candidates?limit=1000000", undefined, 400],
  ["/candidates?offset=-1", undefined, 400],
  ["/candidates?snoozed=maybe", undefined, 400],
  ["/candidates?repo=a%00b", undefined, 400],
  ["/candidates?repo=nobody", undefined, 404],
  ["/candidates/a%00b/apply", {}, 400],
  ["/candidates/nobody/apply", {}, 404],
  ["/candidates/nobody/apply", { hash: "short" }, 400],
  ["/candidates/nobody/apply", { contentHash: "0".repeat(64) }, 400],
  ["/candidates/nobody/reject", {}, 400],
  ["/candidates/nobody/reject", { reason: " " }, 400],
  ["/candidates/nobody/reject", { reason: "x".repeat(501) }, 400],
  ["/candidates/nobody/snooze", { reason: "x" }, 400],
  ["/candidates/nobody/snooze", { reason: "x", intents: 1, until: "2030-01-01T00:00:00Z" }, 400],
  ["/candidates/nobody/snooze", { reason: "x", until: "tomorrow" }, 400],
  ["/candidates/nobody/snooze", { reason: "x", intents: 1 }, 404],
  ["/drafts/nobody", undefined, 404],
  ["/drafts/a%00b", undefined, 400],
  ["/jobs?cursor=nonsense", undefined, 400],
  ["/jobs?state=dead", undefined, 400],
  ["/jobs/nobody", undefined, 404],
  ["/jobs/nobody?after=-1", undefined, 400],
  ["/jobs/nobody?after=1e99", undefined, 400],
  ["/jobs", {}, 400],
  ["/jobs", [], 400],
  ["/jobs", { kind: "repo.sync", repo: "parcel" }, 400],
  ["/jobs", { kind: "research", repo: "nobody", topic: "x" }, 404],
  ["/jobs", { kind: "research", repo: "parcel", topic: "" }, 400],
  ["/jobs", { kind: "research", repo: "parcel", topic: "x\0" }, 400],
  ["/jobs", { kind: "research", repo: "parcel", topic: "x".repeat(2_001) }, 400],
  ["/jobs", { kind: "research", repo: "parcel", topic: "x", agent: "/bin/sh" }, 400],
  ["/jobs", { kind: "research", repo: "parcel", topic: "x", gap: "nobody" }, 404],
  ["/jobs", { kind: "create", repo: "parcel", name: "../escape" }, 400],
  ["/jobs", { kind: "create", repo: "parcel", name: "con" }, 400],
  ["/jobs", { kind: "create", repo: "parcel", name: "x", command: ["sh"] }, 400],
] as const;

test("what can't be read or isn't there is refused with a typed error, and nothing comes of it", async () => {
  await useAgent("answer();");
  const before = await list();
  for (const [where, body, status] of HOSTILE) {
    const [got, code] = await refused(where, body);
    expect([where, body, got, code]).toEqual([where, body, status, status === 404 ? "not_found" : "invalid"]);
  }
  expect(await list()).toEqual(before);
  expect(JobListAnswer.parse(await read("/jobs?kind=agent.research")).jobs).toEqual([]);
});
