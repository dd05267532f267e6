import { runAuthoring } from "../agent/run.ts";
import { runGapFind } from "../candidate/gaps.ts";
import { runCredentialTry } from "../credential/try.ts";
import { runDistil } from "../distil/run.ts";
import { runDistilSchedule } from "../distil/start.ts";
import { runRepoWrite } from "../equip/write.ts";
import { runLibrarySync } from "../library/sync.ts";
import { runLibraryWrite } from "../library/write.ts";
import { runProposalRead } from "../proposal/read.ts";
import { runPreview } from "../repo/preview.ts";
import { runRepoSync } from "../repo/sync.ts";
import { runScoreDecide } from "../score/decide.ts";
import { runScoreAudit } from "../score/recount.ts";
import { runWebhookDeliver } from "../webhook/deliver.ts";
import type { JobHandlers } from "./run.ts";

/** Which service verb does which kind of job. */
export const HANDLERS: JobHandlers = {
  "agent.create": (ctx, { authoringId }, run) => runAuthoring(ctx, authoringId, run),
  "agent.research": (ctx, { authoringId }, run) => runAuthoring(ctx, authoringId, run),
  "agent.rewrite": (ctx, { authoringId }, run) => runAuthoring(ctx, authoringId, run),
  "credential.try": (ctx, { trialId }, run) => runCredentialTry(ctx, trialId, run),
  "distil.run": (ctx, { distillationId }, run) => runDistil(ctx, distillationId, run),
  "distil.schedule": (ctx, _payload, run) => runDistilSchedule(ctx, run),
  "gap.find": (ctx, _payload, run) => runGapFind(ctx, run),
  "library.sync": (ctx, _payload, run) => runLibrarySync(ctx, run),
  "library.write": (ctx, { changeId }, run) => runLibraryWrite(ctx, changeId, run),
  "proposal.read": (ctx, _payload, run) => runProposalRead(ctx, run),
  "repo.preview": (ctx, { previewId }, run) => runPreview(ctx, previewId, run),
  "repo.sync": (ctx, { repoId }, run) => runRepoSync(ctx, repoId, run),
  "repo.write": (ctx, payload, run) => runRepoWrite(ctx, payload, run),
  "score.audit": (ctx, _payload, run) => runScoreAudit(ctx, run),
  "score.decide": (ctx, _payload, run) => runScoreDecide(ctx, run),
  "webhook.deliver": (ctx, { webhookId }, run) => runWebhookDeliver(ctx, webhookId, run),
};
