import { API_PATH } from "@/server/api/address.ts";

/** What a git host is to call for a repo. */
export function pushHookHref(address: string, slug: string): string {
  return `${address}${API_PATH}/hooks/push?repo=${encodeURIComponent(slug)}`;
}
