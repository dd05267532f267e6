"use client";

import { useQuery } from "@tanstack/react-query";
import type { CandidateSubject } from "@yardlet/services";
import { subjectLook } from "@/features/candidate/subject.ts";
import { DiffFiles } from "@/features/version/diff/diff-files.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { formatCount } from "@/ui/format.ts";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { EvidenceLinks } from "./evidence-links.tsx";
import { ScoreBody } from "./score-body.tsx";

type Rollback = Extract<NonNullable<CandidateSubject["evidence"]>, { kind: "rollback" }>;

/** Two versions against each other: what they scored, and what going back would change in the text. */
export function RollbackBody({ subject, evidence }: { subject: CandidateSubject; evidence: Rollback }) {
  const trpc = useTRPC();
  const { home, name } = subject;
  const { from, to } = evidence;
  const diff = useQuery(trpc.version.diff.queryOptions({ home, name, from, to }));
  return (
    <>
      <ScoreBody home={home} name={name} policy={undefined} links={subjectLook(subject).links} />
      <Section
        title="Change"
        note={`from v${from} back to v${to}, after ${formatCount(evidence.evidence.pairs, "pair of intents", "pairs of intents")}`}
        end={<EvidenceLinks links={subjectLook(subject).links.slice(0, 1)} />}
      >
        {diff.data ? (
          <DiffFiles files={diff.data.files} look="unified" />
        ) : diff.isError ? (
          <QueryError error={diff.error} onRetry={() => void diff.refetch()} />
        ) : (
          <SkeletonTable rows={6} columns={2} />
        )}
      </Section>
    </>
  );
}
