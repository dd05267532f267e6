import { urlState } from "@/url/state.ts";

/** `all` shows every skill and repo of the matrix. */
export const OVERVIEW_PARAMS = urlState((get) => ({ all: get("all") === "true" }));
