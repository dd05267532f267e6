"use client";

import { useQuery } from "@tanstack/react-query";
import type { Share } from "@yardlet/services";
import { formatRange, formatScore } from "@/features/score/format.ts";
import { useTRPC } from "@/trpc/client.ts";
import { Fact, Facts } from "@/ui/facts.tsx";
import { RailSection } from "@/ui/section.tsx";

/** How work in the repo went lately; nothing while no task has ended. */
export function WorkFacts({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { data: trend } = useQuery(trpc.score.trend.queryOptions({ repo: slug }));
  if (!trend || trend.recent.firstTry.n === 0) return null;
  return (
    <RailSection title="4 weeks">
      <Facts>
        <Fact label="First-try Done">
          <ShareWords share={trend.recent.firstTry} />
        </Fact>
        <Fact label="Pass-through">
          <ShareWords share={trend.recent.passThrough} />
        </Fact>
      </Facts>
    </RailSection>
  );
}

function ShareWords({ share: { rate, lo, hi, n } }: { share: Share }) {
  if (rate === null) return <span className="t3">— not reviewed</span>;
  return (
    <>
      <b className="strong">{formatScore(rate)}</b>{" "}
      <span className="t3">
        {formatRange(lo, hi)}, n {n}
      </span>
    </>
  );
}
