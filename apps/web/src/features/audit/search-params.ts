import type { ActorKind } from "@yardlet/core/audit";
import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";

const ACTORS = ["person", "key", "worker", "setup"] as const satisfies readonly ActorKind[];

/** The audit log, as its list stands in the URL. */
export const AUDIT_LIST = listState((get) => ({ actor: oneOf(ACTORS, get("actor")), repo: get("repo") }));
