import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";

export const KEY_STATES = ["working", "revoked"] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** The list of keys, as it stands in the URL. */
export const KEY_LIST = listState((get) => ({ state: oneOf(KEY_STATES, get("state")) }));
