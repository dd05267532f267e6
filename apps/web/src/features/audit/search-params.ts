import type { ActorKind } from "@yardlet/core/audit";
import { oneOf, urlState } from "@/url/state.ts";

const ACTORS = ["person", "worker", "setup"] as const satisfies readonly ActorKind[];

/** The filters of the audit log, as they stand in the URL. */
export const AUDIT_FILTERS = urlState((get) => ({ actor: oneOf(ACTORS, get("actor")), repo: get("repo") }));
