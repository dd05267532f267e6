import { CandidateKind, CandidateState } from "@yardlet/core/candidate";
import {
  ApplyAnswer,
  ApplyBody,
  CandidateListAnswer,
  DecidedAnswer,
  DraftAnswer,
  RejectBody,
  SnoozeBody,
} from "@yardlet/core/candidate/answers";
import {
  acceptCandidate,
  CandidateSort,
  findReadableRepo,
  getDraft,
  listCandidates,
  rejectCandidate,
  requireBoundCandidate,
  type ServiceContext,
  snoozeCandidate,
} from "@yardlet/services";
import * as z from "zod";
import { candidateListAnswer, draftAnswer } from "./candidate-answers.ts";
import { Name, NOTHING, RepoName } from "./fields.ts";
import { bodyRoute, route, type Route } from "./route.ts";
import { requireReadableHome } from "./scores.ts";

const IdParams = z.strictObject({ id: Name });

const CandidatesQuery = z.strictObject({
  repo: RepoName.optional(),
  kind: CandidateKind.optional(),
  state: CandidateState.optional().meta({ description: "open without it" }),
  snoozed: z.stringbool().optional().meta({ description: "true: those that are out of sight" }),
  sort: CandidateSort.optional().meta({ description: "stake without it" }),
  offset: z.coerce.number().int().min(0).max(2_000).optional().meta({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(200).optional().meta({ description: "50 without it" }),
});

const PAGE = 50;

/** What waits for a person, and the texts that wait with it. */
export const CANDIDATE_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    path: "/candidates",
    summary: "List what waits for a decision, most at stake first",
    permission: "candidate.read",
    params: NOTHING,
    query: CandidatesQuery,
    answer: CandidateListAnswer,
    handle: async (ctx, { query: { repo: said, ...query } }) => {
      const repo = await findReadableRepo(ctx, said);
      const offset = query.offset ?? 0;
      const list = await listCandidates(ctx, { limit: PAGE, ...query, ...(repo ? { repo: repo.slug } : {}) });
      return { body: candidateListAnswer(list, offset) };
    },
  }),
  bodyRoute({
    method: "POST",
    path: "/candidates/{id}/apply",
    summary: "Do what a candidate proposes; of a draft exactly the text that was read",
    permission: "candidate.decide",
    params: IdParams,
    query: NOTHING,
    body: ApplyBody,
    answer: ApplyAnswer,
    handle: async (ctx, { params: { id }, body: { hash } }) => {
      await requireBoundCandidate(ctx, id);
      const { jobId } = await acceptCandidate(ctx, { id, ...(hash === undefined ? {} : { contentHash: hash }) });
      return { body: { id, state: "accepted" as const, job_id: jobId } };
    },
  }),
  bodyRoute({
    method: "POST",
    path: "/candidates/{id}/reject",
    summary: "Turn a candidate down; it comes back on new evidence alone",
    permission: "candidate.decide",
    params: IdParams,
    query: NOTHING,
    body: RejectBody,
    answer: DecidedAnswer,
    handle: async (ctx, { params: { id }, body: { reason } }) => {
      await requireBoundCandidate(ctx, id);
      await rejectCandidate(ctx, { id, reason });
      return { body: { id, state: "rejected" as const } };
    },
  }),
  bodyRoute({
    method: "POST",
    path: "/candidates/{id}/snooze",
    summary: "Put a candidate out of sight, until a moment or until more intents have ended",
    permission: "candidate.decide",
    params: IdParams,
    query: NOTHING,
    body: SnoozeBody,
    answer: DecidedAnswer,
    handle: async (ctx, { params: { id }, body }) => {
      await requireBoundCandidate(ctx, id);
      await snooze(ctx, id, body);
      return { body: { id, state: "open" as const } };
    },
  }),
  route({
    method: "GET",
    path: "/drafts/{id}",
    summary: "A text that nobody has installed, with its files and what the checks say of it",
    permission: "candidate.read",
    params: IdParams,
    query: NOTHING,
    answer: DraftAnswer,
    handle: async (ctx, { params }) => {
      const draft = await getDraft(ctx, params);
      await requireReadableHome(ctx, draft.home);
      return { body: draftAnswer(draft) };
    },
  }),
];

async function snooze(ctx: ServiceContext, id: string, { reason, until, intents }: z.output<typeof SnoozeBody>) {
  if (intents !== undefined) await snoozeCandidate(ctx, { id, reason, intents });
  else if (until !== undefined) await snoozeCandidate(ctx, { id, reason, until: new Date(until) });
}
