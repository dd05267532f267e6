import * as z from "zod";
import {
  AgentCost,
  AgentIsolation,
  AgentName,
  AuthoringAccess,
  AuthoringFailure,
  AuthoringKind,
  AuthoringTopic,
  OutsideChange,
} from "../agent/authoring.ts";
import { RUN_LIMITS } from "../run/limits.ts";
import { SkillName } from "../skill/names.ts";
import { JobKind } from "./kinds.ts";
import { JobError, JobLogLevel, JobState } from "./state.ts";

const Count = z.int().min(0);
const Time = z.iso.datetime();
const Id = z.string().min(1).max(128);

export const JobAnswer = z.strictObject({
  id: z.string(),
  kind: JobKind,
  state: JobState,
  repo: z.string().nullable(),
  attempt: Count,
  max_attempts: Count,
  step: z.string().nullable(),
  progress: z.number().meta({ description: "0 to 1" }),
  error: JobError.nullable(),
  created_by: z.string(),
  worker: z.string().nullable(),
  created_at: Time,
  started_at: Time.nullable(),
  finished_at: Time.nullable(),
});
export type JobAnswer = z.infer<typeof JobAnswer>;

/** `GET /jobs`, newest first. */
export const JobListAnswer = z.strictObject({
  jobs: z.array(JobAnswer),
  next: z.string().nullable().meta({ description: "The cursor of the next page; null at the end" }),
});
export type JobListAnswer = z.infer<typeof JobListAnswer>;

/** The request that a job writes a skill for, and the run of the agent. The packet is left out: the job's page shows it. */
export const AuthoringAnswer = z.strictObject({
  id: z.string(),
  kind: AuthoringKind,
  repo: z.string(),
  home: z.string(),
  topic: z.string(),
  name: z.string().nullable(),
  access: AuthoringAccess,
  commit: z.string().nullable(),
  agent: AgentName.nullable(),
  agent_version: z.string().nullable(),
  isolation: AgentIsolation.nullable(),
  exit_code: z.int().nullable(),
  duration_ms: Count.nullable(),
  cost: AgentCost.nullable(),
  failure: AuthoringFailure.nullable(),
  outside: z.array(OutsideChange).meta({ description: "What the agent changed although it may not" }),
  gap: z.string().nullable().meta({ description: "The candidate that asked for it" }),
  draft: z.string().nullable(),
  candidate: z.string().nullable().meta({ description: "What waits with its draft" }),
  finished_at: Time.nullable(),
});
export type AuthoringAnswer = z.infer<typeof AuthoringAnswer>;

/** `GET /jobs/{id}`: log lines after `after`, at most 2,000. */
export const JobDetailAnswer = JobAnswer.extend({
  log: z.array(z.strictObject({ seq: Count, at: Time, source: z.string(), level: JobLogLevel, message: z.string() })),
  authoring: AuthoringAnswer.nullable().meta({ description: "Of a job that writes a skill" }),
});
export type JobDetailAnswer = z.infer<typeof JobDetailAnswer>;

const Asked = {
  repo: z
    .string()
    .min(1)
    .max(RUN_LIMITS.repo)
    .meta({ description: "A repo's name or remote: its checkout is what the agent reads" }),
  agent: AgentName.optional().meta({ description: "The team's default without it" }),
  access: AuthoringAccess.optional().meta({ description: "repo without it: no network but the model's" }),
};

/** `POST /jobs`: has an agent write a skill. A research leads to a draft that waits; what is created is installed at once. */
export const AskJobBody = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("research"),
      ...Asked,
      topic: AuthoringTopic,
      gap: Id.optional().meta({ description: "The candidate of the gap that it shall fill" }),
    }),
    z.strictObject({
      kind: z.literal("create"),
      ...Asked,
      name: SkillName,
      from: AuthoringTopic.optional().meta({ description: "What it shall be about; its name says it without" }),
      library: z.boolean().default(false).meta({ description: "In the library instead of the repo" }),
    }),
  ])
  .meta({ examples: [{ kind: "research", repo: "storefront", topic: "how to build and test this repository" }] });
export type AskJobBody = z.input<typeof AskJobBody>;

export const AskJobAnswer = z.strictObject({ authoring_id: z.string(), job_id: z.string() });
export type AskJobAnswer = z.infer<typeof AskJobAnswer>;
