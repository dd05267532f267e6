import { agentRouter } from "./routers/agent.ts";
import { auditRouter } from "./routers/audit.ts";
import { candidateRouter } from "./routers/candidate.ts";
import { credentialRouter } from "./routers/credential.ts";
import { distilRouter } from "./routers/distil.ts";
import { draftRouter } from "./routers/draft.ts";
import { driftRouter } from "./routers/drift.ts";
import { editRouter } from "./routers/edit.ts";
import { equipRouter } from "./routers/equip.ts";
import { inviteRouter } from "./routers/invite.ts";
import { jobRouter } from "./routers/job.ts";
import { keyRouter } from "./routers/key.ts";
import { libraryRouter } from "./routers/library.ts";
import { liveRouter } from "./routers/live.ts";
import { overviewRouter } from "./routers/overview.ts";
import { policyRouter } from "./routers/policy.ts";
import { repoRouter } from "./routers/repo.ts";
import { rolloutRouter } from "./routers/rollout.ts";
import { runRouter } from "./routers/run.ts";
import { scoreRouter } from "./routers/score.ts";
import { searchRouter } from "./routers/search.ts";
import { setupRouter } from "./routers/setup.ts";
import { skillRouter } from "./routers/skill.ts";
import { teamRouter } from "./routers/team.ts";
import { tombstoneRouter } from "./routers/tombstone.ts";
import { versionRouter } from "./routers/version.ts";
import { viewRouter } from "./routers/view.ts";
import { webhookRouter } from "./routers/webhook.ts";
import { router } from "./trpc/init.ts";

export const appRouter = router({
  agent: agentRouter,
  audit: auditRouter,
  candidate: candidateRouter,
  credential: credentialRouter,
  distil: distilRouter,
  draft: draftRouter,
  drift: driftRouter,
  edit: editRouter,
  equip: equipRouter,
  invite: inviteRouter,
  job: jobRouter,
  key: keyRouter,
  library: libraryRouter,
  live: liveRouter,
  overview: overviewRouter,
  policy: policyRouter,
  repo: repoRouter,
  rollout: rolloutRouter,
  run: runRouter,
  score: scoreRouter,
  search: searchRouter,
  setup: setupRouter,
  skill: skillRouter,
  team: teamRouter,
  tombstone: tombstoneRouter,
  version: versionRouter,
  view: viewRouter,
  webhook: webhookRouter,
});

export type AppRouter = typeof appRouter;
