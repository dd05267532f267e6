export { filesOf } from "./files.ts";
export { type DemoHistory, demoHistory } from "./history.ts";
export type { DemoRecord } from "./records.ts";
export { DEMO_REPOS } from "./repos.ts";
export { libraryFilesOf, skillText } from "./skill-text.ts";
export { DEMO_SKILLS, isOfHardWork } from "./skills.ts";
export { type DemoRepo, type DemoSkill, type IsGone, WEEKS, type Worth } from "./types.ts";
