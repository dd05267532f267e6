"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { AuthoringView } from "@yardlet/core/agent";
import type { Job } from "@yardlet/core/job";
import { reviewHref } from "@/features/review/search-params.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Fact, Facts } from "@/ui/facts.tsx";
import { capital, formatBytes, formatDuration, formatNumber } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { RailSection, Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { ACCESSES, AGENTS, ISOLATIONS } from "./words.ts";

function useAuthoring(jobId: string): AuthoringView {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.agent.authoring.queryOptions({ jobId })).data;
}

/** What was asked for, in a line. */
export function AuthoringLead({ jobId }: { jobId: string }) {
  const { topic, name, home } = useAuthoring(jobId);
  return (
    <>
      {name === null ? null : (
        <>
          <UntrustedText text={name} /> for {home === "library" ? "the library" : home}:{" "}
        </>
      )}
      <UntrustedText text={topic} />
    </>
  );
}

/** How it ended: where its draft waits, or what failed with the remedy, and what the agent wrote where it may not. */
export function AuthoringOutcome({ job }: { job: Job }) {
  const { failure, candidateId, outside, kind } = useAuthoring(job.id);
  return (
    <>
      {failure ? (
        <Note tone={candidateId === null ? "bad" : "warn"}>
          <code>{failure.code}</code>: <UntrustedText text={failure.message} />.
          {failure.issues.map(({ path, message }) => (
            <span key={`${path} ${message}`} className="line">
              <UntrustedText text={path === "" ? message : `${path}: ${message}`} />
            </span>
          ))}
        </Note>
      ) : job.error && job.state !== "done" ? (
        <Note tone="bad">{job.error.message}.</Note>
      ) : null}
      {candidateId === null ? null : (
        <p className="under">
          {kind === "create" ? "It was not installed by itself. " : "Nothing is installed yet. "}
          <Link className="link" href={reviewHref(candidateId)}>
            Look at the draft in Review
          </Link>
        </p>
      )}
      {outside.length > 0 ? (
        <Section title="Changes outside" note="what the agent changed besides its result; none of it was kept">
          <Table dense label="Changes outside">
            <TableHead columns={["Path", "What"]} />
            <tbody>
              {outside.map(({ path, what }) => (
                <tr key={path}>
                  <th scope="row" className="mono wrap">
                    <UntrustedText text={path} />
                  </th>
                  <td className="t2">{what}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Section>
      ) : null}
    </>
  );
}

/** Everything that the agent was told, folded. */
export function AuthoringPacket({ jobId }: { jobId: string }) {
  const { packet, packetVersion } = useAuthoring(jobId);
  if (packet === null) return null;
  return (
    <Section title="Packet" note="everything the agent was told, and nothing else">
      <details className="frontmatter">
        <summary>
          {formatBytes(new TextEncoder().encode(packet).length)}
          {packetVersion === null ? "" : `, format ${packetVersion}`}
        </summary>
        <pre className="code" tabIndex={0} aria-label="Packet">
          <code>
            <UntrustedText text={packet} />
          </code>
        </pre>
      </details>
    </Section>
  );
}

/** Who wrote, under which conditions, and what it cost. */
export function AuthoringFacts({ jobId }: { jobId: string }) {
  const it = useAuthoring(jobId);
  const agent = it.agent ?? it.askedAgent;
  return (
    <RailSection title="Agent">
      <Facts>
        <Fact label="Agent">
          {agent === null ? <span className="t3">— the team’s default</span> : AGENTS[agent].word}
          {it.agentVersion === null ? null : (
            <>
              , <UntrustedText text={it.agentVersion} />
            </>
          )}
        </Fact>
        <Fact label="May reach">{ACCESSES[it.access].word}</Fact>
        <Fact label="Isolation">{it.isolation ?? <span className="t3">— not begun</span>}</Fact>
        {it.commit === null ? null : (
          <Fact label="Reads">
            <code>{it.commit.slice(0, 7)}</code>
          </Fact>
        )}
        {it.exitCode === null ? null : <Fact label="Exit">{it.exitCode}</Fact>}
        {it.durationMs === null ? null : <Fact label="Ran for">{formatDuration(it.durationMs)}</Fact>}
        {it.agent === null ? null : <Fact label="Cost">{costWords(it.cost)}</Fact>}
      </Facts>
      {it.isolation === null ? null : <p className="t3 under">{capital(ISOLATIONS[it.isolation])}.</p>}
    </RailSection>
  );
}

function costWords(cost: AuthoringView["cost"]): string {
  const parts = [
    ...(cost?.usd === undefined ? [] : [`$${cost.usd.toFixed(2)}`]),
    ...(cost?.tokens === undefined ? [] : [`${formatNumber(cost.tokens)} ${cost.tokens === 1 ? "token" : "tokens"}`]),
  ];
  return parts.length === 0 ? "— not told" : parts.join(", ");
}
