"use client";

import type { CandidateSubject } from "@yardlet/services";
import { useQuery } from "@tanstack/react-query";
import { subjectLook } from "@/features/candidate/subject.ts";
import { useTRPC } from "@/trpc/client.ts";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { EvidenceLinks } from "./evidence-links.tsx";
import { PreviewedDiff } from "./previewed-diff.tsx";

type Fork = Extract<NonNullable<CandidateSubject["evidence"]>, { kind: "proposal" }>;

/** A fork that asks to be the library's next version: what it would change there. */
export function ForkBody({ subject, evidence }: { subject: CandidateSubject; evidence: Fork }) {
  const trpc = useTRPC();
  const { home, name } = subject;
  const { words, links } = subjectLook(subject);
  const own = useQuery(trpc.edit.open.queryOptions({ home, name, number: evidence.own }));
  return (
    <Section title="Change" note={words} end={<EvidenceLinks links={links} />}>
      {own.data ? (
        <PreviewedDiff named={{ home: "library", name }} base={evidence.library} files={own.data.files} />
      ) : own.isError ? (
        <QueryError error={own.error} onRetry={() => void own.refetch()} />
      ) : (
        <SkeletonTable rows={6} columns={2} />
      )}
    </Section>
  );
}
