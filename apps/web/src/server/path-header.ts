/** Where the proxy tells a page its own path and query, for the way back after signing in. */
export const PATH_HEADER = "x-yardlet-path";
