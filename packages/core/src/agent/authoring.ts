import * as z from "zod";
import type { AgentFailureKind } from "./failure.ts";

/**
 * research: a draft for a person to judge · create: a skill of this name, installed when its checks pass · rewrite: the prose of a text
 * that waits, another draft of the same candidate.
 */
export const AuthoringKind = z.enum(["research", "create", "rewrite"]);
export type AuthoringKind = z.infer<typeof AuthoringKind>;

/** What an agent may reach (decision 39). repo: the checkout and its model alone · full: the network too. */
export const AuthoringAccess = z.enum(["repo", "full"]);
export type AuthoringAccess = z.infer<typeof AuthoringAccess>;

/** Every agent there may be. `surveyor` is built in and needs no model; the others are there when a worker's host has them. */
export const AgentName = z.enum(["surveyor", "claude", "codex", "command", "api"]);
export type AgentName = z.infer<typeof AgentName>;

/** The agent where neither the request nor the team names one. */
export const DEFAULT_AGENT: AgentName = "surveyor";

/** How far an agent is kept from the host, best first. */
export const AgentIsolation = z.enum(["bubblewrap", "namespace", "process"]);
export type AgentIsolation = z.infer<typeof AgentIsolation>;

/** What is asked for, in a few words or a page. */
export const AuthoringTopic = z
  .string()
  .trim()
  .min(1, "say what the skill shall be about")
  .max(2_000, "a topic has at most 2,000 characters")
  .refine((text) => text.isWellFormed() && !text.includes("\0"), "a topic is plain text");

/** What a run of an agent cost, as the agent itself says. */
export const AgentCost = z.strictObject({
  tokens: z.int().min(0).optional(),
  usd: z.number().min(0).optional(),
});
export type AgentCost = z.infer<typeof AgentCost>;

/** A path of the disposable folder that an agent changed although it may not. */
export const OutsideChange = z.strictObject({ path: z.string(), what: z.enum(["added", "changed", "removed"]) });
export type OutsideChange = z.infer<typeof OutsideChange>;

/** `not_begun`: what stood in the way before an agent was started; its message says what. */
export const AuthoringFailureKind = z.enum([
  "not_begun",
  "not_installed",
  "not_started",
  "cancelled",
  "timed_out",
  "output_too_large",
  "exit_status",
  "result_missing",
  "result_not_a_file",
  "result_too_large",
  "result_invalid",
  "result_of_another_run",
  "provider_key_refused",
  "provider_busy",
  "provider_unavailable",
  "provider_refused",
  "left_processes",
  "wrote_outside",
  "secret_exposed",
] as const satisfies readonly (AgentFailureKind | "not_begun")[]);
export type AuthoringFailureKind = z.infer<typeof AuthoringFailureKind>;

/** Why an authoring has no draft, or why its draft is held for a person. */
export const AuthoringFailure = z.strictObject({
  kind: AuthoringFailureKind,
  code: z.string(),
  message: z.string(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })),
});
export type AuthoringFailure = z.infer<typeof AuthoringFailure>;

/** A request to write a skill and the run that answered it, as people see it. */
export interface AuthoringView {
  id: string;
  kind: AuthoringKind;
  /** The repo whose checkout the agent reads. */
  repo: string;
  /** Where the skill will be at home: "library" or a repo's slug. */
  home: string;
  topic: string;
  /** Null while nobody has named it. */
  name: string | null;
  access: AuthoringAccess;
  /** Null where the team's default was taken. */
  askedAgent: AgentName | null;
  /** The gap that asked for it, a candidate. */
  gapId: string | null;
  jobId: string | null;
  by: string;
  createdAt: Date;
  /** The commit whose checkout the agent had. */
  commit: string | null;
  /** Everything that the agent was told. Untrusted where it quotes the repo. */
  packet: string | null;
  packetVersion: number | null;
  agent: AgentName | null;
  agentVersion: string | null;
  isolation: AgentIsolation | null;
  exitCode: number | null;
  durationMs: number | null;
  cost: AgentCost | null;
  failure: AuthoringFailure | null;
  outside: OutsideChange[];
  draftId: string | null;
  /** The candidate that waits, or waited, with its draft. */
  candidateId: string | null;
  finishedAt: Date | null;
}

/** An agent that a worker's host has. */
export interface WorkerAgent {
  host: string;
  name: AgentName;
  version: string | null;
  isolation: AgentIsolation;
  seenAt: Date;
}
