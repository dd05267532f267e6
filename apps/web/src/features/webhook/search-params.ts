import { listState } from "@/url/list-state.ts";
import { oneOf, urlState } from "@/url/state.ts";

export const WEBHOOK_STATES = ["active", "paused", "disabled"] as const;

/** The list of webhooks, as it stands in the URL. */
export const WEBHOOK_LIST = listState((get) => ({ state: oneOf(WEBHOOK_STATES, get("state")) }));

/** The log of one webhook. */
export const DELIVERY_LIST = listState((get) => ({ outcome: oneOf(["failed"], get("outcome")) }));

/** Which webhook's page it is; null is the list. */
export const WEBHOOK_PAGE = urlState((get) => ({ tab: get("tab"), webhook: get("webhook") }));

export function webhookHref(webhook: string): string {
  return WEBHOOK_PAGE.href("/settings", { tab: "webhooks", webhook });
}

export const WEBHOOKS_HREF = WEBHOOK_PAGE.href("/settings", { tab: "webhooks" });
