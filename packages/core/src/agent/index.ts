export {
  AgentCost,
  AgentIsolation,
  AgentName,
  AuthoringAccess,
  AuthoringFailure,
  AuthoringFailureKind,
  AuthoringKind,
  AuthoringTopic,
  type AuthoringView,
  DEFAULT_AGENT,
  OutsideChange,
  type WorkerAgent,
} from "./authoring.ts";
export {
  type AuthoringChecks,
  type KnownSkill,
  type KnownTombstone,
  type Obstacle,
  type Surroundings,
  checkAuthored,
  obstaclesOf,
  toSkillFiles,
} from "./check.ts";
export { packetWithFiles } from "./evidence.ts";
export { AGENT_FAILURES, type AgentFailureKind } from "./failure.ts";
export { countLanguages, pathsOfInterest } from "./interest.ts";
export {
  PACKET_VERSION,
  type PacketFacts,
  PacketHead,
  type PacketTask,
  BODY_CHARACTERS,
  compilePacket,
  readPacketHead,
} from "./packet.ts";
export { ApiProvider } from "./provider.ts";
export { AuthoredSkill, parseAuthoredSkill } from "./result.ts";
export { AgentRunId, RUN_FILES, RUN_PARTS } from "./run-parts.ts";
