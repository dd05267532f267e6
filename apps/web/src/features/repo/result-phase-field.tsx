"use client";

import { useQuery } from "@tanstack/react-query";
import type { Repo } from "@yardlet/core/repo";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { wrappedProducersOptions } from "@/features/run/queries.ts";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { formatCount } from "@/ui/format.ts";

const ResultPhaseDialog = dynamic(
  () => import("./result-phase-dialog.tsx").then((module) => module.ResultPhaseDialog),
  {
    ssr: false,
  },
);

/** Whether a run without a SkillResult is wrapped or refused, and who would be. */
export function ResultPhaseField({ repo: { slug, resultPhase } }: { repo: Pick<Repo, "slug" | "resultPhase"> }) {
  const trpc = useTRPC();
  const { data: wrapped = [] } = useQuery(wrappedProducersOptions(trpc, slug));
  const [asking, setAsking] = useState(false);
  const mayConfigure = useMay("repo.configure");
  const other = resultPhase === "compat" ? "strict" : "compat";
  return (
    <>
      <p className="t2">
        {resultPhase === "strict" ? (
          <>
            <b>Strict</b>: such a run is refused, with every problem listed.
          </>
        ) : (
          <>
            <b>Compat</b>: such a run is wrapped, with a warning.{" "}
            {wrapped.length === 0
              ? "Nobody needed that in the last 14 days."
              : `${formatCount(wrapped.length, "producer")} needed that in the last 14 days.`}
          </>
        )}
      </p>
      <p className="more">
        <span className="acts">
          {mayConfigure ? <Button onClick={() => setAsking(true)}>Turn {other}…</Button> : null}
          <ButtonLink href={`/runs/producers?repo=${slug}`}>Producers</ButtonLink>
        </span>
      </p>
      {asking ? (
        <ResultPhaseDialog slug={slug} phase={other} wrapped={wrapped} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
}
