"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ByRepo } from "@/features/score/by-repo.tsx";
import { UpliftTable } from "@/features/score/uplift-table.tsx";
import { NOT_COMPARABLE } from "@/features/score/words.ts";
import { useTRPC } from "@/trpc/client.ts";
import { Link } from "@/ui/link.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { AgainstOlder } from "./against-older.tsx";
import { ChosenWorkers } from "./chosen-workers.tsx";

interface ChosenVersionProps {
  home: string;
  name: string;
  version: number;
  /** The table above shows some repos or one kind of task; what stands here is of all. */
  filtered: boolean;
}

/** The chosen row of a comparison, repo by repo. */
export function ChosenVersion({ home, name, version, filtered }: ChosenVersionProps) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.score.skill.queryOptions({ home, name, version }),
    placeholderData: keepPreviousData,
  });
  if (query.isError) return <QueryError error={query.error} onRetry={() => query.refetch()} />;
  if (query.isPending) return <SkeletonTable rows={4} columns={4} />;
  const { data: score } = query;
  const title = `${score.name} v${score.version}`;
  const open = (
    <Link className="link" href={`/skills/${score.home}/${score.name}?version=${score.version}`}>
      open {score.name}
    </Link>
  );
  return (
    <>
      {score.repos.length > 0 ? (
        <ByRepo score={score} title={`${title} by repo${filtered ? ", tasks of every kind" : ""}`} end={open} />
      ) : null}
      {score.uplift && score.uplift.repos.length > 0 ? (
        <UpliftTable score={score} uplift={score.uplift} title={`${title}, with against without`} />
      ) : score.uplift && score.score.tasks > 0 ? (
        <Section title={`${title}, with against without`}>
          <p className="t2">Not comparable, because {NOT_COMPARABLE[score.uplift.uplift.reason ?? "no_evidence"]}.</p>
        </Section>
      ) : null}
      <AgainstOlder score={score} />
      {score.score.tasks > 0 ? <ChosenWorkers score={score} /> : null}
    </>
  );
}
