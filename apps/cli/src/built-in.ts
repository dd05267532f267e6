import { fileURLToPath } from "node:url";

/** The library that comes with Yardlet, at the root of the project: three folders up from here, and from the bundle in `dist`. */
export const BUILT_IN_LIBRARY = fileURLToPath(new URL("../../../library", import.meta.url));
