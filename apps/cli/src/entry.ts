import { fileURLToPath } from "node:url";

/** The command's own bundle, seen from a source file at the top and from the bundle in `dist` alike. */
export const ENTRY = fileURLToPath(new URL("../dist/yardlet.mjs", import.meta.url));
