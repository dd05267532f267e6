import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";

export const SEVERITIES = ["high", "medium", "low"] as const;
export const KINDS = ["infrastructure", "evidence"] as const;

/** The list of failure codes, as it stands in the URL. */
export const FAILURE_CODE_LIST = listState((get) => ({
  q: get("q") ?? "",
  namespace: get("namespace"),
  severity: oneOf(SEVERITIES, get("severity")),
  kind: oneOf(KINDS, get("kind")),
}));
