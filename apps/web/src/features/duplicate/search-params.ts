import { oneOf, urlState } from "@/url/state.ts";

const STATES = ["open", "dismissed"] as const;

/** The page of near-duplicates, as it stands in the URL. */
export const DUPLICATES = urlState((get) => ({ state: oneOf(STATES, get("state")) ?? "open" }));
