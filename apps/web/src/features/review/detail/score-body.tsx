"use client";

import { useQuery } from "@tanstack/react-query";
import type { PolicyBrief } from "@yardlet/services";
import type { SubjectLink } from "@/features/candidate/subject.ts";
import { ByRepo } from "@/features/score/by-repo.tsx";
import { ScoreFigures } from "@/features/score/score-figures.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Link } from "@/ui/link.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { EvidenceLinks } from "./evidence-links.tsx";

interface ScoreBodyProps {
  home: string;
  name: string;
  policy: PolicyBrief | undefined;
  links?: readonly SubjectLink[];
}

/** What the evidence says of the version in force: its figures, and repo by repo. */
export function ScoreBody({ home, name, policy, links = [] }: ScoreBodyProps) {
  const trpc = useTRPC();
  const score = useQuery(trpc.score.skill.queryOptions({ home, name }));
  if (score.isError) return <QueryError error={score.error} onRetry={() => void score.refetch()} />;
  if (!score.data) return <SkeletonTable rows={5} columns={4} />;
  return (
    <>
      <ScoreFigures score={score.data} />
      <p className="sm t3 under">
        {policy ? `Decided at ${policy.coins} coins against it. ` : ""}
        <Link className="link" href={`/skills/${home}/${name}`}>
          tasks and receipts
        </Link>
        {links.length > 0 ? " · " : ""}
        <EvidenceLinks links={links} />
      </p>
      <div className="main-columns">
        <ByRepo score={score.data} />
      </div>
    </>
  );
}
