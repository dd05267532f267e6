"use client";

import { useQuery } from "@tanstack/react-query";
import { ScanFindings } from "@/features/scan/findings.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Check, Checks } from "@/ui/checks.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";

/** A text that the scan keeps out: what it finds, and who waives what of it. */
export function HarmfulBody({ candidateId, taken }: { candidateId: string; taken: boolean }) {
  const trpc = useTRPC();
  const of = { candidate: candidateId };
  const findings = useQuery(trpc.skill.findings.queryOptions({ of }));
  if (findings.isError) return <QueryError error={findings.error} onRetry={() => void findings.refetch()} />;
  if (!findings.data) return <SkeletonTable rows={3} columns={2} />;
  return (
    <Section
      title="What the scan finds"
      note={
        taken
          ? "accepting deprecates the skill; waive what is meant well, and repos may have it"
          : "waive what is meant well, and it is taken over; reject it, and it stays out"
      }
    >
      <Checks>
        <Check state="fail" name="Scan">
          <ScanFindings findings={findings.data} of={of} />
        </Check>
      </Checks>
    </Section>
  );
}
