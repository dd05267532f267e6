import type { Api } from "@/trpc/options.ts";

const PAGE = 50;

/** What was sent to a webhook, page by page; the same on the server and in the browser. */
export function deliveriesOptions(trpc: Api, { id, failed }: { id: string; failed: boolean }) {
  return trpc.webhook.deliveries.infiniteQueryOptions(
    { id, failed, limit: PAGE },
    { getNextPageParam: ({ next }) => next },
  );
}
