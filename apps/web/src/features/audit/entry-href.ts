import type { AuditLine } from "@yardlet/services";

/** The page of what an entry tells of, where there is one besides the repo's. */
export function entryHref({ action, details }: Pick<AuditLine, "action" | "details">): string | undefined {
  if (!action.startsWith("rollout.")) return undefined;
  return typeof details.rolloutId === "string" ? `/rollouts/${details.rolloutId}` : undefined;
}
