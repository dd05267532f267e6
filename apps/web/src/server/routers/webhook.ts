import {
  createWebhook,
  CreateWebhookInput,
  deleteWebhook,
  listWebhookDeliveries,
  ListDeliveriesInput,
  listWebhooks,
  pauseWebhook,
  pingWebhook,
  redeliver,
  RedeliverInput,
  resumeWebhook,
  ResumeWebhookInput,
  rotateWebhook,
  updateWebhook,
  UpdateWebhookInput,
  WebhookInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";
import { PAGING } from "../trpc/paging.ts";

export const webhookRouter = router({
  list: procedure("webhook.manage").query(({ ctx }) => listWebhooks(ctx.service)),
  deliveries: procedure("webhook.manage")
    .input(ListDeliveriesInput.omit({ before: true }).extend(PAGING).strip())
    .query(({ ctx, input: { cursor, ...rest } }) =>
      listWebhookDeliveries(ctx.service, ListDeliveriesInput.parse({ ...rest, before: cursor ?? undefined })),
    ),
  create: procedure("webhook.manage")
    .input(CreateWebhookInput)
    .mutation(({ ctx, input }) => createWebhook(ctx.service, input)),
  update: procedure("webhook.manage")
    .input(UpdateWebhookInput)
    .mutation(({ ctx, input }) => updateWebhook(ctx.service, input)),
  pause: procedure("webhook.manage")
    .input(WebhookInput)
    .mutation(({ ctx, input }) => pauseWebhook(ctx.service, input)),
  resume: procedure("webhook.manage")
    .input(ResumeWebhookInput)
    .mutation(({ ctx, input }) => resumeWebhook(ctx.service, input)),
  rotate: procedure("webhook.manage")
    .input(WebhookInput)
    .mutation(({ ctx, input }) => rotateWebhook(ctx.service, input)),
  delete: procedure("webhook.manage")
    .input(WebhookInput)
    .mutation(({ ctx, input }) => deleteWebhook(ctx.service, input)),
  ping: procedure("webhook.manage")
    .input(WebhookInput)
    .mutation(({ ctx, input }) => pingWebhook(ctx.service, input)),
  redeliver: procedure("webhook.manage")
    .input(RedeliverInput)
    .mutation(({ ctx, input }) => redeliver(ctx.service, input)),
});
