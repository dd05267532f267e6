"use client";

import type { OpenPlan } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { Link } from "@/ui/link.tsx";
import { RowAction } from "@/ui/button.tsx";
import { When } from "@/ui/time.tsx";
import { useRedeliver } from "./redeliver-action.ts";
import { useWithdraw } from "./withdraw-action.ts";

const ReasonDialog = dynamic(() => import("@/ui/reason-dialog.tsx").then((module) => module.ReasonDialog), {
  ssr: false,
});

const PURPOSES = {
  equip: "Equip",
  pick: "Equip",
  unequip: "Remove",
  choice: "Write the choice about",
  change: "New text of",
  create: "Create",
  prune: "Prune",
  restore: "Put back",
  take: "Take the library’s",
} as const satisfies Record<OpenPlan["purpose"], string>;

/** What is on its way into the repo, with the way to give it up. */
export function OpenPlans({ plans, slug }: { plans: readonly OpenPlan[]; slug: string }) {
  const [asking, setAsking] = useState<OpenPlan>();
  const mayWrite = useMay("equip.write");
  if (plans.length === 0) return null;
  return (
    <>
      <h3 className="under">On their way</h3>
      <ul className="open-plans">
        {plans.map((plan) => (
          <li key={plan.planId}>
            <span>{titleOf(plan)}</span>{" "}
            <span className="t3">
              {stateOf(plan)}, asked for by {plan.by}, <When at={plan.at} />
            </span>{" "}
            {mayWrite && plan.lost ? <Redeliver plan={plan} slug={slug} /> : null}{" "}
            {mayWrite ? <GiveUp plan={plan} slug={slug} onAsk={() => setAsking(plan)} /> : null}
          </li>
        ))}
      </ul>
      {asking ? <WithdrawDialog plan={asking} slug={slug} onClose={() => setAsking(undefined)} /> : null}
    </>
  );
}

function WithdrawDialog({ plan, slug, onClose }: { plan: OpenPlan; slug: string; onClose: () => void }) {
  const { withdraw, busy, error } = useWithdraw(slug, onClose);
  const title = titleOf(plan);
  return (
    <ReasonDialog
      title={`Give up: ${title}`}
      action="Give it up"
      kind="danger"
      lead={
        <p>
          {plan.delivered
            ? "What lies on the branch yardlet/skills stays there: delete that branch, or its next merge brings this into the repo."
            : "Its job is cancelled before it begins; nothing is written."}
        </p>
      }
      busy={busy}
      error={error}
      onClose={onClose}
      onDo={(reason) => withdraw({ plan: plan.planId, title, reason })}
    />
  );
}

/** Somebody took its branch away: it is made again when it is asked for. */
function Redeliver({ plan: { planId }, slug }: { plan: OpenPlan; slug: string }) {
  const { redeliver, busy } = useRedeliver(slug);
  return (
    <RowAction disabled={busy} onClick={() => redeliver({ plan: planId })}>
      push it again
    </RowAction>
  );
}

/** A new text is given up with its change, on the skill's page; a skill that is not there yet has none. */
function GiveUp({ plan, slug, onAsk }: { plan: OpenPlan; slug: string; onAsk: () => void }) {
  if (plan.changeId === null || plan.purpose === "create") return <RowAction onClick={onAsk}>give up</RowAction>;
  return (
    <Link className="link" href={`/skills/${slug}/${plan.skills[0]}`}>
      see it
    </Link>
  );
}

const NAMED = 3;

function titleOf({ purpose, skills }: OpenPlan): string {
  const more = skills.length - NAMED;
  return `${PURPOSES[purpose]} ${skills.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function stateOf({ delivered, stopped, lost }: OpenPlan): string {
  if (lost) return "its branch is gone, and was not merged";
  if (delivered) return "on its branch, to be merged";
  return stopped ? "its job has stopped" : "a job writes it";
}
