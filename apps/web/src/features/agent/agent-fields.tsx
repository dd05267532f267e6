"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.ts";
import { SelectField } from "@/ui/field.tsx";
import type { AgentName, AuthoringAccess } from "@yardlet/core/agent";
import { ACCESSES, AGENT_NAMES, AGENTS } from "./words.ts";

/** Which agent, and what it may reach; null is the team's default. */
export interface AgentChoice {
  agent: AgentName | null;
  access: AuthoringAccess;
}

export const DEFAULT_CHOICE: AgentChoice = { agent: null, access: "repo" };

/** The part of a request that the choice makes. */
export function asked({ agent, access }: AgentChoice) {
  return { access, ...(agent === null ? {} : { agent }) };
}

interface AgentFieldProps {
  /** Null is the team's default. */
  value: AgentName | null;
  onChange: (agent: AgentName | null) => void;
  /** Those that can't do what is asked. */
  without?: readonly AgentName[];
}

/** Chooses among the agents that the workers have; where the team's default can't do what is asked, somebody has to choose. */
export function AgentField({ value, onChange, without = [] }: AgentFieldProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.agent.list.queryOptions());
  const found = new Set((data?.workers ?? []).map(({ name }) => name));
  const names = AGENT_NAMES.filter((name) => found.has(name) && !without.includes(name));
  const byDefault = data?.teamDefault ?? "surveyor";
  const fits = !without.includes(byDefault);
  const used = value ?? (fits ? byDefault : null);
  return (
    <SelectField
      label="Agent"
      name="agent"
      required={!fits}
      hint={used === null ? hintOfNone(names, without) : `${AGENTS[used].word}: ${AGENTS[used].means}.`}
      value={value ?? ""}
      onChange={(event) => onChange(names.find((name) => name === event.target.value) ?? null)}
    >
      <option value="">{fits ? `the team’s default: ${AGENTS[byDefault].word}` : "choose an agent"}</option>
      {names.map((name) => (
        <option key={name} value={name}>
          {AGENTS[name].word}
        </option>
      ))}
    </SelectField>
  );
}

function hintOfNone(names: readonly AgentName[], without: readonly AgentName[]): string {
  const words = without.map((name) => AGENTS[name].word).join(", ");
  return names.length > 0
    ? `Not ${words}: it can’t do this.`
    : `No worker has an agent for this, and ${words} can’t do it. Settings, Agents says which there are.`;
}

/** Which agent; access only where the team allows more than the repo. */
export function AgentFields({ choice, onChange }: { choice: AgentChoice; onChange: (choice: AgentChoice) => void }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.agent.list.queryOptions());
  return (
    <>
      <AgentField value={choice.agent} onChange={(agent) => onChange({ ...choice, agent })} />
      {data?.allowFullAccess ? (
        <SelectField
          label="Access"
          name="access"
          hint={`${ACCESSES[choice.access].means}.`}
          value={choice.access}
          onChange={(event) => onChange({ ...choice, access: event.target.value === "full" ? "full" : "repo" })}
        >
          <option value="repo">{ACCESSES.repo.word}</option>
          <option value="full">{ACCESSES.full.word}</option>
        </SelectField>
      ) : null}
    </>
  );
}
