import * as z from "zod";
import { SkillName } from "../skill/names.ts";
import { Sha256 } from "../skill/types.ts";
import {
  AgentCost,
  AgentIsolation,
  AgentName,
  AuthoringAccess,
  AuthoringFailure,
  AuthoringKind,
  AuthoringTopic,
  OutsideChange,
} from "./authoring.ts";
import { AgentRunId } from "./run-parts.ts";

/** The one version of the contract that is known. */
export const AUTHORING_SCHEMA = "yardlet.authoring/1";

/**
 * How far an authoring of file mode has come. `running`: nobody has said how it ended. `draft`: its text waits for a person.
 * `installed`: what lay in its folder is a skill now.
 */
export const AuthoringState = z.enum(["running", "draft", "failed", "cancelled", "installed"]);
export type AuthoringState = z.infer<typeof AuthoringState>;

/** `.agents/runs/<run-id>/run.json`: a request to write a skill, and the run of the agent that answered it. */
export const AuthoringRun = z.strictObject({
  schema: z.literal(AUTHORING_SCHEMA),
  run_id: AgentRunId,
  kind: AuthoringKind,
  topic: AuthoringTopic,
  /** What a `create` has to be called; null leaves it to the agent. */
  name: SkillName.nullable(),
  home: z.enum(["repo", "library"]),
  access: AuthoringAccess,
  /** The commit that the agent read. */
  commit: z.string(),
  state: AuthoringState,
  agent: AgentName,
  agent_version: z.string().nullable(),
  packet_version: z.int().min(1).nullable(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  isolation: AgentIsolation.nullable(),
  exit_code: z.int().nullable(),
  duration_ms: z.int().min(0).nullable(),
  cost: AgentCost.nullable(),
  /** Why there is no draft, or why its draft is held for a person. */
  failure: AuthoringFailure.nullable(),
  /** What the agent changed of its copy of the repository. */
  outside: z.array(OutsideChange),
  /** What the agent returned; `hash` is the content hash. */
  draft: z.strictObject({ name: SkillName, hash: Sha256 }).nullable(),
  installed: z
    .strictObject({
      at: z.iso.datetime(),
      skill: SkillName,
      version: z.int().min(1),
      hash: Sha256,
      /** Whether a person changed the draft before. */
      edited: z.boolean(),
      commit: z.string(),
    })
    .nullable(),
});
export type AuthoringRun = z.infer<typeof AuthoringRun>;
