export { AGENT_FAILURES, type AgentFailureKind } from "./failure.ts";
export { AgentRunId, AuthoredSkill, parseAuthoredSkill } from "./result.ts";
export { RUN_FILES, RUN_PARTS } from "./run-parts.ts";
