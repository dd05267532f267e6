export { AGENT_FAILURES, type AgentFailureKind } from "./failure.ts";
export { AgentRunId, AuthoredSkill, parseAuthoredSkill } from "./result.ts";
