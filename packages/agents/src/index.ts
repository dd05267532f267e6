export { type AgentAdapter, commandAdapter, INSTALLED_AGENTS, type InstalledAgent } from "./adapter/adapters.ts";
export { adapterFor, type AgentSettings, findAdapter } from "./adapter/choose.ts";
export { type DetectedAgent, detectAgents } from "./adapter/detect.ts";
export { author, type AuthoredDraft, type AuthoringBegin, type AuthorOutcome, type AuthorRequest } from "./author.ts";
export { API_KEY, apiAdapter, type ApiModel, type OwnProgram, surveyorAdapter } from "./adapter/own.ts";
export type { FolderChange } from "./folder/compare.ts";
export { type AgentLayout, layoutOf } from "./folder/layout.ts";
export { detectIsolations, type Isolation } from "./isolation/isolation.ts";
export type { LogLine } from "./log/log.ts";
export {
  AGENT_LIMITS,
  type AgentFailure,
  type AgentLimits,
  type AgentOutcome,
  type AgentReport,
  type AgentRun,
  endStrayAgents,
  runAgent,
} from "./run.ts";
