"use client";

import { useQuery } from "@tanstack/react-query";
import type { PromotionView } from "@yardlet/services";
import { refusalWords } from "@/features/candidate/promotion-words.ts";
import { reviewHref } from "@/features/review/search-params.ts";
import { useSkillActions } from "@/features/version/actions.ts";
import { useTRPC } from "@/trpc/client.ts";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";

interface PromoteDialogProps {
  home: string;
  name: string;
  onClose: () => void;
}

/** Asks why a repo's own skill should be the library's, and says how it stands to the rule that would propose it. */
export function PromoteDialog({ home, name, onClose }: PromoteDialogProps) {
  const trpc = useTRPC();
  const view = useQuery(trpc.skill.promotion.queryOptions({ home, name }));
  const actions = useSkillActions({ home, name }, onClose);
  return (
    <ReasonDialog
      title={`Promote ${name}`}
      action="Ask for it"
      lead={
        <>
          <p>
            It waits in the inbox for a decision. Accepted, its text becomes version 1 of a skill of the library, with
            no evidence of its own; repos that have it keep theirs until they take the library’s.
          </p>
          {view.data ? <Standing view={view.data} /> : null}
        </>
      }
      onClose={onClose}
      busy={actions.busy}
      error={actions.error}
      onDo={actions.promote}
    />
  );
}

function Standing({ view: { evidence, candidateId } }: { view: PromotionView }) {
  const { refusal, full, reach } = evidence;
  if (candidateId !== null) {
    return (
      <p>
        <Link className="link" href={reviewHref(candidateId)}>
          It waits already
        </Link>
        ; asking again gives it your reason.
      </p>
    );
  }
  const held = `It is proved better in ${formatCount(full, "repo")}, with ${formatCount(reach.intents, "intent")}`;
  if (refusal === null) return <p>{held}: the rule proposes it too, at its next look.</p>;
  return <p>The rule does not propose it: {refusalWords(refusal)}.</p>;
}
