import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import {
  type AuthoringAccess,
  type AuthoringKind,
  type PacketFacts,
  countLanguages,
  pathsOfInterest,
} from "@yardlet/core/agent";
import { AUTHORING_SCHEMA, type AuthoringRun } from "@yardlet/core/agent/run-file";
import type { LocalState } from "../local/state.ts";
import type { ChosenAgent } from "./agent.ts";
import type { Home } from "./surroundings.ts";

/** What is asked for; `name` of a `create`. */
export interface Ask {
  kind: AuthoringKind;
  topic: string;
  name: string | null;
  home: Home;
  access: AuthoringAccess;
}

/** A run as it is before its agent is started. */
export function begin(
  { kind, topic, name, home, access }: Ask,
  { adapter, version }: ChosenAgent,
  commit: string,
): AuthoringRun {
  const started = new Date().toISOString();
  return {
    schema: AUTHORING_SCHEMA,
    run_id: `${started.slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-")}-${randomUUID().slice(0, 8)}`,
    kind,
    topic,
    name,
    home,
    access,
    commit,
    state: "running",
    agent: adapter.name,
    agent_version: version,
    packet_version: null,
    started_at: started,
    ended_at: null,
    isolation: null,
    exit_code: null,
    duration_ms: null,
    cost: null,
    failure: null,
    outside: [],
    draft: null,
    installed: null,
  };
}

/** What the agent's packet is made from. */
export function factsOf(run: AuthoringRun, ask: Ask, paths: string[], { root, seen, shelf }: LocalState): PacketFacts {
  const name = basename(root);
  return {
    runId: run.run_id,
    kind: ask.kind,
    topic: ask.topic,
    name: ask.name,
    access: ask.access,
    repo: { name, commit: run.commit },
    home: ask.home === "library" ? "library" : name,
    paths,
    detections: seen.detections,
    languages: countLanguages(paths),
    interest: pathsOfInterest(paths),
    gap: null,
    catalogue: [
      ...seen.placed.map((skill) => ({ name: skill.name, home: name, description: skill.description })),
      ...seen.found.map((skill) => ({ name: skill.name, home: name, description: skill.description })),
      ...shelf.skills.map((skill) => ({ name: skill.name, home: "library", description: skill.description })),
    ],
  };
}
