import { realpath } from "node:fs/promises";
import {
  type AuthoringChecks,
  type AuthoredSkill,
  type PacketFacts,
  type Surroundings,
  PACKET_VERSION,
  checkAuthored,
  compilePacket,
  toSkillFiles,
} from "@yardlet/core/agent";
import type { SkillFile, SkillSource } from "@yardlet/core/skill";
import { type AgentAdapter, withAccess } from "./adapter/adapters.ts";
import type { Environment } from "./environment.ts";
import { layoutOf } from "./folder/layout.ts";
import { detectIsolations, type Isolation } from "./isolation/isolation.ts";
import type { LogLine } from "./log/log.ts";
import { type AgentFailure, type AgentLimits, type AgentReport, failureOf, runAgent } from "./run.ts";

/** What is known before the agent is started. */
export interface AuthoringBegin {
  readonly packet: string;
  readonly packetVersion: number;
  readonly isolation: Isolation;
}

export interface AuthorRequest {
  readonly facts: PacketFacts;
  readonly adapter: AgentAdapter;
  /** Where the skill would go ("library" or a repo's id), and what its source would be. */
  readonly home: string;
  readonly source: SkillSource;
  /** Everything that it may run into there. Asked for once the agent is done, since it may take long. */
  readonly around: () => Promise<Surroundings>;
  /** A disposable folder that holds `checkout`; the caller makes and removes it. */
  readonly folder: string;
  /** Called before the agent is started; when it fails, none is. */
  readonly onBegin?: (begin: AuthoringBegin) => Promise<void>;
  readonly onLog?: (line: LogLine) => void;
  readonly limits?: Partial<AgentLimits>;
  readonly isolation?: Isolation;
  readonly hidden?: readonly string[];
  readonly host?: Environment;
}

/** A skill as an agent wrote it, with its checks. `held`: the agent broke a rule, a person has to look before anything uses it. */
export interface AuthoredDraft {
  readonly skill: AuthoredSkill;
  readonly files: readonly SkillFile[];
  readonly checks: AuthoringChecks;
  readonly held: AgentFailure | undefined;
}

export type AuthorOutcome =
  | { readonly ok: true; readonly draft: AuthoredDraft; readonly report: AgentReport }
  | { readonly ok: false; readonly failure: AgentFailure; readonly report: AgentReport };

/** Looked for once: what a host can do changes with its next worker. */
let best: Promise<Isolation> | undefined;

async function findBest(): Promise<Isolation> {
  return (await detectIsolations())[0] ?? "process";
}

/**
 * Packet → agent → checked draft (decision 32). Whatever the agent does ends in one or the other; nothing is installed, and
 * nothing it started is alive.
 * @throws DomainError `invalid` for a run id that can't stand in a path; what `onBegin` and `around` throw
 */
export async function author(request: AuthorRequest, signal?: AbortSignal): Promise<AuthorOutcome> {
  const { facts, adapter, onBegin, onLog, limits, hidden, host } = request;
  const folder = await realpath(request.folder);
  const isolation = request.isolation ?? (await (best ??= findBest()));
  const packet = compilePacket(facts, layoutOf(folder).result);
  await onBegin?.({ packet, packetVersion: PACKET_VERSION, isolation });
  const outcome = await runAgent({
    runId: facts.runId,
    adapter: withAccess(adapter, facts.access),
    packet,
    folder,
    isolation,
    ...(signal === undefined ? {} : { signal }),
    ...(onLog === undefined ? {} : { onLog }),
    ...(limits === undefined ? {} : { limits }),
    ...(hidden === undefined ? {} : { hidden }),
    ...(host === undefined ? {} : { host }),
  });
  const { report } = outcome;
  if (outcome.ok) return judge(request, outcome.skill, undefined, report);
  const { failure, held } = outcome;
  return held === undefined ? { ok: false, failure, report } : judge(request, held, failure, report);
}

async function judge(
  { facts, home, source, around }: AuthorRequest,
  skill: AuthoredSkill,
  held: AgentFailure | undefined,
  report: AgentReport,
): Promise<AuthorOutcome> {
  if (facts.name !== null && skill.name !== facts.name) {
    const issues = [{ path: "name", message: `is ${skill.name}, and ${facts.name} was asked for` }];
    return { ok: false, failure: failureOf("result_invalid", issues), report };
  }
  const files = toSkillFiles(skill, source);
  const checks = checkAuthored({ home, name: skill.name, files }, await around());
  return { ok: true, draft: { skill, files, checks, held }, report };
}
