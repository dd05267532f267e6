import type { Actor } from "@yardlet/core/audit";

/** Who does what a person has to do in the demo, and reports its runs: nobody who can sign in. */
export const DEMO: Actor = { kind: "setup", id: "demo", name: "Demo", role: "admin" };

/** Who commits in the demo's repos. */
export const AUTHOR = { name: "Mara Demo", email: "mara@example.com" };
