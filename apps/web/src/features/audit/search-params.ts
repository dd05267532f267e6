import type { ActorKind } from "@yardlet/core/audit";
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

const ACTORS = ["person", "worker", "setup"] as const satisfies readonly ActorKind[];

/** The filters of the audit log, as they stand in the URL. */
export const AUDIT_FILTERS = {
  actor: parseAsStringLiteral(ACTORS),
  repo: parseAsString,
};

export const loadAuditFilters = createLoader(AUDIT_FILTERS);
