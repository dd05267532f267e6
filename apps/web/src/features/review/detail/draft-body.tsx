"use client";

import { useQuery } from "@tanstack/react-query";
import type { CandidateWithChanges } from "@yardlet/services";
import Link from "next/link";
import { AGENTS } from "@/features/agent/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Note } from "@/ui/note.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { DraftChecks } from "./draft-checks.tsx";
import { DraftText } from "./draft-text.tsx";
import { Rationale, SourceTable } from "./rationale.tsx";
import { RunList } from "./run-list.tsx";

interface DraftBodyProps {
  candidate: CandidateWithChanges;
  draft: NonNullable<CandidateWithChanges["draft"]>;
}

/** A skill that is not installed: why it was written, what it rests on, what the checks say, and the whole of its text. */
export function DraftBody({ candidate, draft }: DraftBodyProps) {
  const trpc = useTRPC();
  const view = useQuery(trpc.draft.get.queryOptions({ id: draft.id }));
  if (view.isError) return <QueryError error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data) return <SkeletonTable rows={8} columns={3} />;
  const { checks, rationale, sources } = view.data;
  return (
    <>
      <Asked evidence={candidate.evidence} />
      <Rationale text={rationale} by={view.data.by} at={view.data.at} />
      <RunList candidate={candidate} />
      <SourceTable sources={sources} />
      <Section title="Checks" note="run again when it is accepted">
        <DraftChecks checks={checks} />
      </Section>
      <DraftText draft={view.data} />
    </>
  );
}

/** What was asked for, and why it was not installed by itself. */
function Asked({ evidence }: { evidence: CandidateWithChanges["evidence"] }) {
  if (evidence?.kind !== "draft") return null;
  const { topic, agent, held, job } = evidence;
  return (
    <>
      {held === null ? null : (
        <Note tone="warn">
          This was not a clean run.{" "}
          {job === null ? null : (
            <Link className="link" href={`/jobs/${job}`}>
              Its job shows what the agent did.
            </Link>
          )}
        </Note>
      )}
      <Section title="Topic" note={agent === null ? undefined : `answered by ${AGENT_WORDS.get(agent) ?? agent}`}>
        <p className="quote">
          <UntrustedText text={topic} />
        </p>
      </Section>
    </>
  );
}

const AGENT_WORDS = new Map<string, string>(Object.entries(AGENTS).map(([name, { word }]) => [name, word]));
