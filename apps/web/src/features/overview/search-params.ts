import { createLoader, parseAsBoolean } from "nuqs/server";

/** `all` shows every skill and repo of the matrix. */
export const OVERVIEW_PARAMS = { all: parseAsBoolean.withDefault(false) };

export const loadOverviewParams = createLoader(OVERVIEW_PARAMS);
