export { type CanonicalInput, canonicalInput, distilText, packetHash } from "./canonical.ts";
export { distil, distilDocument } from "./distil.ts";
export { type GroupKey, groupHash, groupOfId } from "./ids.ts";
export { DISTIL_SCHEMA, DistilBudget, DistilInput, QueueEntry } from "./input.ts";
export { DISTIL_LIMITS } from "./limits.ts";
export { type DerivedPackets, type PacketRun, type PacketTask, derivePackets } from "./packet.ts";
export { EvidenceRef, ExperiencePacket, FailurePacket, SkillAt } from "./packet-types.ts";
export {
  type Packet,
  PacketKind,
  type ParsedDistilInput,
  type ParsedPacket,
  parseDistilInput,
  parsePacket,
} from "./parse.ts";
export { refuseDistil } from "./refuse.ts";
export {
  DISTIL_RESULT_SCHEMA,
  DeferredItem,
  DistilLesson,
  type DistilOutcome,
  DistilProblem,
  DistilProposal,
  DistilResult,
  DistilState,
  LedgerRow,
} from "./result.ts";
export { type LessonHunk, type SectionLesson, type SkillWithLessons, lessonMark, lessonSection } from "./section.ts";
export { type LedgerCheck, ledgerRow, stateOf, verifyLedger } from "./state.ts";
