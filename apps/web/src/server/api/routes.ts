import { EvalState, ReportAnswer, RunRole } from "@yardlet/core/run";
import { getRun, listRuns } from "@yardlet/services";
import * as z from "zod";
import { CANDIDATE_ROUTES } from "./candidate-routes.ts";
import { Name, NOTHING } from "./fields.ts";
import { DISTIL_ROUTES } from "./distil-routes.ts";
import { HOOK_ROUTES } from "./hook-routes.ts";
import { JOB_ROUTES } from "./job-routes.ts";
import { describeApi, OpenApi } from "./openapi.ts";
import { reportRecords } from "./report.ts";
import { REPO_ROUTES } from "./repo-routes.ts";
import { route, type Route } from "./route.ts";
import { ScoreListAnswer, SkillScoreAnswer } from "./score-answers.ts";
import { readScores, readSkillScore } from "./scores.ts";
import { SKILL_ROUTES } from "./skill-routes.ts";
import { RunDetailAnswer, runDetailAnswer, RunListAnswer, runListAnswer } from "./run-answers.ts";

/** What anybody may ask without a key, and why it is safe. */
export const PUBLIC_ROUTES = {
  "GET /openapi.json": "describes the API; holds nothing of the team",
  "POST /hooks/push": "proven by the secret of the repo's push webhook, and has that repo read again at most",
} as const satisfies Record<string, string>;

const RunsQuery = z.strictObject({
  repo: Name.optional().meta({ description: "A repo's name" }),
  skill: Name.optional().meta({ description: "A skill's name as runs say it" }),
  state: EvalState.optional(),
  role: RunRole.optional(),
  since: z.iso.datetime({ offset: true }).optional().meta({ description: "Runs from this moment on" }),
  cursor: z.string().max(2_000).optional().meta({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(200).optional().meta({ description: "50 without it" }),
});

/** The HTTP API: all that agents, CI and the command line may ask. Mounted, described and shown from here. */
export const ROUTES: readonly Route[] = [
  route({
    method: "POST",
    path: "/runs",
    summary: "Report runs: one record, a list, or one a line",
    permission: "run.report",
    params: NOTHING,
    query: NOTHING,
    takesRecords: true,
    answer: ReportAnswer,
    handle: (ctx, { records }) => reportRecords(ctx, records),
  }),
  route({
    method: "GET",
    path: "/runs",
    summary: "List runs, newest first",
    permission: "run.read",
    params: NOTHING,
    query: RunsQuery,
    answer: RunListAnswer,
    handle: async (ctx, { query }) => ({ body: runListAnswer(await listRuns(ctx, query)) }),
  }),
  route({
    method: "GET",
    path: "/runs/{repo}/{run_id}",
    summary: "Everything of one run",
    permission: "run.read",
    params: z.strictObject({ repo: Name, run_id: Name }),
    query: NOTHING,
    answer: RunDetailAnswer,
    handle: async (ctx, { params: { repo, run_id: runId } }) => ({
      body: runDetailAnswer(await getRun(ctx, { repo, runId })),
    }),
  }),
  route({
    method: "GET",
    path: "/scores",
    summary: "List the scores of skills, in the version in force",
    permission: "score.read",
    params: NOTHING,
    query: z.strictObject({
      skill: Name.optional().meta({ description: "A skill's name" }),
      repo: Name.optional().meta({ description: "Evidence of this repo alone" }),
    }),
    answer: ScoreListAnswer,
    handle: async (ctx, { query }) => ({ body: await readScores(ctx, query) }),
  }),
  route({
    method: "GET",
    path: "/scores/{home}/{name}",
    summary: "The score of one skill, opened; home is library or a repo",
    permission: "score.read",
    params: z.strictObject({ home: Name, name: Name }),
    query: NOTHING,
    answer: SkillScoreAnswer,
    handle: async (ctx, { params }) => ({ body: await readSkillScore(ctx, params) }),
  }),
  ...SKILL_ROUTES,
  ...REPO_ROUTES,
  ...CANDIDATE_ROUTES,
  ...JOB_ROUTES,
  ...DISTIL_ROUTES,
  ...HOOK_ROUTES,
  route({
    method: "GET",
    path: "/openapi.json",
    summary: "This API as an OpenAPI 3.1 document",
    permission: null,
    params: NOTHING,
    query: NOTHING,
    answer: OpenApi,
    handle: async () => ({ body: describeApi(ROUTES) }),
  }),
];
