"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { DistillationDetail } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatBytes, formatCount, formatNumber } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { RailSection, WithRail } from "@/ui/section.tsx";
import { When } from "@/ui/time.tsx";
import { DistilButton } from "./distil-button.tsx";
import { DistilFiles } from "./distil-files.tsx";
import { DistilProgress } from "./distil-progress.tsx";
import { DistilStateWord } from "./distil-state-word.tsx";
import { DistilOutcome } from "./distil-outcome.tsx";
import { isUnderWay } from "./distil-state.ts";
import { distillationHref } from "./place.ts";
import { Refusal } from "./refusal.tsx";
import { ScopeLink, scopeWords } from "./scope-words.tsx";

/** One run of the distiller: what went in, what came out, and what it changed. */
export function DistillationView({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: distillation } = useSuspenseQuery(trpc.distil.get.queryOptions({ id }));
  const { state, scope, by, at, result } = distillation;
  const again = scope.repo === null ? scope.skill : { repo: scope.repo };
  return (
    <>
      <PageHead
        title={titleOf(distillation)}
        lead={
          <>
            By <UntrustedText text={by} />, <When at={at} />.
          </>
        }
      >
        {again === null || isUnderWay(state) ? null : <DistilButton scope={again} />}
      </PageHead>
      <WithRail rail={<DistillationRail distillation={distillation} />}>
        {isUnderWay(state) ? <DistilProgress jobId={distillation.jobId} /> : null}
        {state === "refused" ? <Refusal distillation={distillation} /> : null}
        {state === "unchanged" ? <Unchanged sameAs={distillation.sameAs} /> : null}
        {state === "done" && result ? <DistilOutcome distillation={distillation} result={result} /> : null}
        <DistilFiles distillation={distillation} />
      </WithRail>
    </>
  );
}

/** The title is what came of it, once something did. */
function titleOf({ state, scope, result, refusal }: DistillationDetail): string {
  const of = scopeWords(scope);
  if (state === "refused") return `Refused: ${formatCount(refusal.length, "thing")} to mend in ${of}`;
  if (state === "unchanged") return `Nothing new in ${of}`;
  if (state !== "done" || !result) return `Distilling ${of}`;
  const lessons = formatCount(result.failure_lessons.length, "lesson");
  return `${lessons} and ${formatCount(result.proposals.length, "proposal")} of ${of}`;
}

function Unchanged({ sameAs }: { sameAs: string | null }) {
  return (
    <Note tone="warn">
      Packets, budget and versions are the same as last time, so nothing was distilled and the ledger stays as it
      stands.{" "}
      {sameAs === null ? null : (
        <Link className="link" href={distillationHref(sameAs)}>
          What came of it then
        </Link>
      )}
    </Note>
  );
}

function DistillationRail({ distillation }: { distillation: DistillationDetail }) {
  const { scope, state, counts, budget, finishedAt, jobId } = distillation;
  return (
    <>
      <RailSection title="Packets">
        <Facts>
          <Fact label="Experience">{formatNumber(counts.experience)}</Fact>
          <Fact label="Failure">{formatNumber(counts.failure)}</Fact>
          <Fact label="Simulated, not counted">{formatNumber(counts.simulated)}</Fact>
          <Fact label="Left out by the cap">{formatNumber(counts.leftOut)}</Fact>
        </Facts>
      </RailSection>
      <RailSection title="Budget">
        <Facts>
          <Fact label="Proposals">at most {formatNumber(budget.max_candidates)}</Fact>
          <Fact label="Lessons">at most {formatNumber(budget.max_lessons)}</Fact>
          <Fact label="Output">at most {formatBytes(budget.max_output_bytes)}</Fact>
        </Facts>
      </RailSection>
      <RailSection title="Facts">
        <Facts>
          <Fact label="State">
            <DistilStateWord state={state} />
          </Fact>
          <Fact label="Distilled of">
            <ScopeLink scope={scope} />
          </Fact>
          {finishedAt === null ? null : (
            <Fact label="Ended">
              <When at={finishedAt} />
            </Fact>
          )}
          {jobId === null ? null : (
            <Fact label="Job">
              <Link className="link" href={`/jobs/${jobId}`}>
                log
              </Link>
            </Fact>
          )}
        </Facts>
      </RailSection>
    </>
  );
}
