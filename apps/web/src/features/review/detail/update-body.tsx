"use client";

import { useQuery } from "@tanstack/react-query";
import type { CandidateSubject, CandidateWithChanges } from "@yardlet/services";
import { useTRPC } from "@/trpc/client.ts";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { DraftChecks } from "./draft-checks.tsx";
import { PreviewedDiff } from "./previewed-diff.tsx";
import { Rationale, SourceTable } from "./rationale.tsx";
import { RunList } from "./run-list.tsx";

interface UpdateBodyProps {
  candidate: CandidateWithChanges;
  draft: NonNullable<CandidateWithChanges["draft"]>;
  subject: CandidateSubject;
}

/** An amendment of a skill that is installed: what it would change, and what it rests on. */
export function UpdateBody({ candidate, draft, subject }: UpdateBodyProps) {
  const trpc = useTRPC();
  const view = useQuery(trpc.draft.get.queryOptions({ id: draft.id }));
  if (view.isError) return <QueryError error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data) return <SkeletonTable rows={8} columns={3} />;
  const base = subject.version ?? 1;
  return (
    <>
      <Rationale text={view.data.rationale} by={view.data.by} at={view.data.at} />
      <RunList candidate={candidate} />
      <Section title="Change" note={`against v${base}, in force now`}>
        <PreviewedDiff named={subject} base={base} files={view.data.files} />
      </Section>
      <SourceTable sources={view.data.sources} />
      <Section title="Checks" note="run again when it is accepted">
        <DraftChecks checks={view.data.checks} />
      </Section>
    </>
  );
}
