import { fileURLToPath } from "node:url";

/** The command's own bundle, seen from a source file at the top and from the bundle in `dist` alike. */
export const ENTRY = fileURLToPath(new URL("../dist/yardlet.mjs", import.meta.url));

/** The argument with which the command starts itself as the surveyor's process; no person gives it. */
export const AS_SURVEYOR = "--as-surveyor";
