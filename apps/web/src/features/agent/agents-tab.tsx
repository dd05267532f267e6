"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { AgentName } from "@yardlet/core/agent";
import { useMay } from "@/features/frame/viewer.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { FilterChip } from "@/ui/filters.tsx";
import { Section } from "@/ui/section.tsx";
import { Switch } from "@/ui/switch.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { Ago } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";
import { ACCESSES, AGENT_NAMES, AGENTS, ISOLATIONS } from "./words.ts";

/** Which agents the workers have, and what the team lets them do. */
export function AgentsTab() {
  return (
    <>
      <Policy />
      <Found />
    </>
  );
}

function useAgents() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.agent.list.queryOptions());
  return data;
}

function useConfigure() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation({
    ...trpc.agent.configure.mutationOptions(),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(trpc.agent.list.queryFilter()),
  });
}

function Policy() {
  const { teamDefault, allowFullAccess } = useAgents();
  const mayConfigure = useMay("agent.configure");
  const configure = useConfigure();
  const options = AGENT_NAMES.map((value) => ({ value, label: AGENTS[value].word }));
  const choose = (agent: AgentName | null, undone = false) =>
    configure.mutate(
      { agent, allowFullAccess },
      {
        onSuccess: () =>
          toast({
            text: `${AGENTS[agent ?? "surveyor"].word} writes where nobody chooses another`,
            ...(undone ? {} : { undo: () => choose(teamDefault, true) }),
          }),
      },
    );
  const allow = (on: boolean, undone = false) =>
    configure.mutate(
      { agent: teamDefault, allowFullAccess: on },
      {
        onSuccess: () =>
          toast({
            text: on ? "An agent may be given the network" : "Agents have no network but their model’s",
            ...(undone ? {} : { undo: () => allow(!on, true) }),
          }),
      },
    );
  return (
    <Section title="Agents" note="for every request that does not say otherwise itself">
      <Table label="What the team lets agents do">
        <TableHead columns={["Setting", "State", ["What it means", "p2"]]} />
        <tbody>
          <tr>
            <th scope="row">Default agent</th>
            <td className="nw">
              {mayConfigure ? (
                <FilterChip
                  bare
                  label="Default agent"
                  value={teamDefault ?? "surveyor"}
                  options={options}
                  onChange={(agent) => choose(agent)}
                />
              ) : (
                AGENTS[teamDefault ?? "surveyor"].word
              )}
            </td>
            <td className="t2 p2">{AGENTS[teamDefault ?? "surveyor"].means}</td>
          </tr>
          <tr>
            <th scope="row">Full access</th>
            <td className="nw">
              <Switch
                bare
                label="Full access"
                note={allowFullAccess ? "on" : "off"}
                on={allowFullAccess}
                disabled={!mayConfigure || configure.isPending}
                onChange={allow}
              />
            </td>
            <td className="t2 p2">
              {allowFullAccess
                ? `who asks for research may give the agent ${ACCESSES.full.word}: ${ACCESSES.full.means}`
                : `an agent reaches ${ACCESSES.repo.word}: ${ACCESSES.repo.means}`}
            </td>
          </tr>
        </tbody>
      </Table>
    </Section>
  );
}

function Found() {
  const { workers } = useAgents();
  const hosts = [...Map.groupBy(workers, ({ host }) => host)];
  return (
    <Section title="Found on the workers" note="looked for whenever a worker starts">
      {hosts.length === 0 ? (
        <EmptyState title="No worker has said what it has" command="npm start">
          A worker looks for agents when it starts. Start one, or see its log.
        </EmptyState>
      ) : (
        <Table label="Agents found">
          <TableHead
            columns={[
              "Agent",
              "Host",
              ["Version", "p2"],
              "Isolation",
              ["What it keeps from the host", "p3"],
              ["Seen", "num p2"],
            ]}
          />
          <tbody>
            {hosts.flatMap(([host, found]) =>
              found.map(({ name, version, isolation, seenAt }) => (
                <tr key={`${host} ${name}`}>
                  <th scope="row">
                    {AGENTS[name].word}
                    <div className="sub wrap">{AGENTS[name].means}</div>
                  </th>
                  <td className="t2">{host}</td>
                  <td className="t2 p2">{version === null ? "—" : <UntrustedText text={version} />}</td>
                  <td className="t2">{isolation}</td>
                  <td className="t2 p3 wrap">{ISOLATIONS[isolation]}</td>
                  <td className="num t3 p2">
                    <Ago at={seenAt} />
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
