import { countWebhooks, giveTurns, listDueWebhooks } from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";
import { enqueueDelivery } from "./find.ts";

/** Takes what was announced up, and has every webhook whose time has come sent to. Answers how many there are. */
export async function relayWebhooks(ctx: ServiceContext): Promise<number> {
  if ((await countWebhooks(ctx.db)) === 0) return 0;
  await transact(ctx, giveTurns);
  return transact(ctx, async (tx) => {
    const due = await listDueWebhooks(tx, ctx.now());
    for (const id of due) await enqueueDelivery(ctx, tx, id);
    return due.length;
  });
}
