import type { RunDetail } from "@yardlet/services";
import type { ReactNode } from "react";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatCount, formatNumber } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { RailSection } from "@/ui/section.tsx";
import { When } from "@/ui/time.tsx";
import { LongText } from "./long-text.tsx";
import { givenIntent, runHref, taskHref } from "./place.ts";
import { AcceptanceWord, StateWord } from "./run-state.tsx";
import { formatTook, ROLES } from "./words.ts";

/** What is known of a run beside what it says. */
export function RunRail({ run }: { run: RunDetail }) {
  const { record, key, repo, attempt } = run;
  const intent = givenIntent(key);
  const { agent, cost } = record;
  return (
    <>
      <RailSection title="Task">
        <Facts>
          <Fact label="Task">
            <Link className="link" href={taskHref(repo, key)}>
              <UntrustedText text={key.task} />
            </Link>
          </Fact>
          <Fact label="Intent">{intent === null ? "none given" : <UntrustedText text={intent} />}</Fact>
          <Text label="Kind">{run.kind}</Text>
          {run.task.state ? (
            <Fact label="Stands">
              <StateWord state={run.task.state} />
              {run.task.open ? ", open" : ""}
            </Fact>
          ) : null}
          {run.role === "builder" ? (
            <Fact label="Reviews">
              <AcceptanceWord acceptance={run.acceptance} />
            </Fact>
          ) : null}
          {attempt ? (
            <Fact label="Attempt">
              {attempt.rank} of {attempt.of}
            </Fact>
          ) : null}
        </Facts>
      </RailSection>
      <RailSection title="Run">
        <Facts>
          <Fact label="State">
            <StateWord state={run.state} />
          </Fact>
          <Fact label="Role">{ROLES[run.role]}</Fact>
          <Text label="Agent">{agent?.name ?? "not said"}</Text>
          <Text label="Its version">{agent?.version}</Text>
          <Text label="Model">{agent?.model}</Text>
          <Fact label="Session">{agent?.session === undefined ? "not said" : <Code text={agent.session} />}</Fact>
          {record.commit ? (
            <Fact label="Commit">
              <Code text={record.commit.length > 16 ? record.commit.slice(0, 12) : record.commit} />
            </Fact>
          ) : null}
          <Text label="Branch">{record.branch}</Text>
          {run.startedAt ? (
            <Fact label="Started, UTC">
              <When at={run.startedAt} />
            </Fact>
          ) : null}
          <Fact label="Ended, UTC">{run.endedAt ? <When at={run.endedAt} /> : "not yet"}</Fact>
          <Fact label="Took">{formatTook(run.wallSeconds)}</Fact>
          {cost?.tokens === undefined ? null : <Fact label="Tokens">{formatNumber(cost.tokens)}</Fact>}
          {cost?.usd === undefined ? null : <Fact label="Cost">${cost.usd.toFixed(2)}</Fact>}
          {record.reverts.length > 0 ? (
            <Fact label="Takes back">
              {record.reverts.map((runId) => (
                <Link key={runId} className="link line" href={runHref({ repo, runId })}>
                  <UntrustedText text={runId} />
                </Link>
              ))}
            </Fact>
          ) : null}
        </Facts>
      </RailSection>
      <RailSection title="Record">
        <Facts>
          <Fact label="Id">
            <Code text={run.runId} />
          </Fact>
          <Fact label="Sent by">{run.sender ?? "a key that is gone"}</Fact>
          <Fact label="Arrived, UTC">
            <When at={run.receivedAt} />
          </Fact>
          {run.revision > 1 ? <Fact label="Corrected">{formatCount(run.revision - 1, "time")}</Fact> : null}
        </Facts>
      </RailSection>
    </>
  );
}

/** A line for a text that may not have been given. */
function Text({ label, children }: { label: ReactNode; children: string | undefined }) {
  return children ? (
    <Fact label={label}>
      <LongText text={children} most={80} />
    </Fact>
  ) : null;
}

function Code({ text }: { text: string }) {
  return (
    <code>
      <UntrustedText text={text} />
    </code>
  );
}
