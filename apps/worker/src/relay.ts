import { listenForEvents } from "@yardlet/db";
import { relayWebhooks, type ServiceContext } from "@yardlet/services";

/** What happens in a burst is looked at once. */
const GATHER_MS = 500;
/** How late a webhook is tried again at most, and what a lost notice costs. */
const LOOK_MS = 15_000;

/** Has webhooks sent what they wait for: when something happened, and now and then for those whose next try has come. */
export function startRelay(ctx: ServiceContext, onError: (error: unknown) => void): { stop(): Promise<void> } {
  let gathering: NodeJS.Timeout | undefined;
  let relaying = Promise.resolve();
  const relay = () => {
    relaying = relaying.then(async () => void (await relayWebhooks(ctx))).catch(onError);
  };
  const gather = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      relay();
    }, GATHER_MS);
  };
  const listener = listenForEvents(ctx.db, gather, onError);
  const looking = setInterval(relay, LOOK_MS);
  return {
    async stop() {
      clearInterval(looking);
      clearTimeout(gathering);
      await listener.close();
      await relaying;
    },
  };
}
