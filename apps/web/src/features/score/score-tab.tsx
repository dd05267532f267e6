"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { SkillScore } from "@yardlet/services";
import dynamic from "next/dynamic";
import { SKILL_PAGE } from "@/features/skill/search-params.ts";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { useUrlState } from "@/url/use-url-state.ts";
import { ByRepo } from "./by-repo.tsx";
import { ByVersion } from "./by-version.tsx";
import { Components } from "./components.tsx";
import { formatCoins } from "./format.ts";
import { namedVersion, readVersion } from "./queries.ts";
import { Receipts } from "./receipts.tsx";
import { ScoreFigures } from "./score-figures.tsx";
import { CountedTasks, ExcludedTasks } from "./score-tasks.tsx";
import { UpliftTable } from "./uplift-table.tsx";
import { REASONS } from "./words.ts";

const ReceiptDialog = dynamic(() => import("./receipt-dialog.tsx").then((module) => module.ReceiptDialog), {
  ssr: false,
});

/** A skill's score, opened down to the tasks that made it. */
export function ScoreTab({ home, name }: { home: string; name: string }) {
  const trpc = useTRPC();
  const [{ version, receipt }, setParams] = useUrlState(SKILL_PAGE);
  const named = namedVersion({ home, name }, readVersion(version));
  const { data: score } = useSuspenseQuery(trpc.score.skill.queryOptions(named));
  const known = score.versions.some((one) => one.score.tasks > 0);
  const excluded = Object.keys(score.excluded).length > 0;
  return (
    <>
      {known || excluded ? <ScoreFigures score={score} /> : null}
      <Standing score={score} />
      {known || excluded ? null : <NoRuns score={score} />}
      {score.series.length > 0 ? <ByVersion score={score} /> : null}
      {score.score.tasks > 0 ? (
        <>
          <Components score={score} />
          <ByRepo score={score} />
          {score.uplift && score.uplift.repos.length > 0 ? <UpliftTable score={score} uplift={score.uplift} /> : null}
          <CountedTasks score={score} named={named} />
        </>
      ) : null}
      {excluded ? <ExcludedTasks score={score} named={named} /> : null}
      {known ? <Receipts score={score} onOpen={(id) => setParams({ receipt: id })} /> : null}
      {receipt === null ? null : <ReceiptDialog id={receipt} onClose={() => setParams({ receipt: null })} />}
    </>
  );
}

/** What needs saying before the numbers: another version than the one in force, or a turn against it. */
function Standing({ score }: { score: SkillScore }) {
  const { home, name, version, inForce, decision, bet, policy, against } = score;
  return (
    <div className="notes">
      {inForce ? null : (
        <Note tone="warn">
          v{version} is not in force.{" "}
          <Link className="link" href={`/skills/${home}/${name}`}>
            Show the version that is
          </Link>
        </Note>
      )}
      {decision && decision.action !== "keep" ? (
        <Note tone="warn">
          {formatCoins(bet.coins)} coins against it, {policy.coins} were needed: {REASONS[decision.reason]}.
          {decision.receiptId ? (
            <>
              {" "}
              <Link className="link" href={`/skills/${home}/${name}?receipt=${decision.receiptId}`} scroll={false}>
                Open the receipt
              </Link>
            </>
          ) : null}
        </Note>
      ) : null}
      {against?.state === "regressed" ? (
        <Note tone="warn">
          v{version} does worse than v{against.number} in {against.pairs} pairs of intents. Consider going back.
        </Note>
      ) : null}
    </div>
  );
}

function NoRuns({ score: { name, version, policy } }: { score: SkillScore }) {
  return (
    <EmptyState
      title="No run has named this skill yet"
      action={<ButtonLink href="/runs">How to report runs</ButtonLink>}
      code={`"skills": [{ "name": "${name}", "version": ${version}, "use": "declared" }]`}
    >
      A score comes from tasks whose runs declare the skill: {policy.minIntents} intents give a number with its
      interval, and independent reviews make it solid. A run declares it by this field of its record:
    </EmptyState>
  );
}
