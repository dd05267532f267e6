"use client";

import type { SkillDetail, WaitingChange } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { useSkillActions } from "@/features/version/actions.ts";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { UntrustedText } from "./untrusted-text.tsx";
import { CHANGE_KINDS } from "./words.ts";

const ReasonDialog = dynamic(() => import("@/ui/reason-dialog.tsx").then((module) => module.ReasonDialog), {
  ssr: false,
});

interface WaitingBannerProps {
  item: SkillDetail["item"];
  waiting: WaitingChange;
}

/** A change that is on its way: what it is, who writes it, and the way to give it up. */
export function WaitingBanner({ item, waiting }: WaitingBannerProps) {
  const [asking, setAsking] = useState(false);
  const mayWrite = useMay("skill.write");
  const { title } = CHANGE_KINDS[waiting.kind];
  return (
    <>
      <Note tone="warn">
        {title} by <UntrustedText text={waiting.by} />{" "}
        {waiting.stopped ? "was not written, its job has stopped" : "is on its way"}:{" "}
        <UntrustedText text={waiting.reason} />.{" "}
        <Link className="link" href={`/skills/${item.homeSlug}/${item.name}/diff?from=${item.version}&to=waiting`}>
          What changes
        </Link>
        {waiting.jobId === null ? null : (
          <>
            {" "}
            ·{" "}
            <Link className="link" href={`/jobs/${waiting.jobId}`}>
              job
            </Link>
          </>
        )}
        {mayWrite ? (
          <>
            {" "}
            ·{" "}
            <button type="button" className="link" onClick={() => setAsking(true)}>
              Give it up
            </button>
          </>
        ) : null}
      </Note>
      {asking ? <WithdrawDialog item={item} waiting={waiting} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function WithdrawDialog({ item, waiting, onClose }: WaitingBannerProps & { onClose: () => void }) {
  const { withdraw, busy, error } = useSkillActions({ home: item.homeSlug, name: item.name }, onClose);
  return (
    <ReasonDialog
      title={`Give up this change of ${item.name}`}
      action="Give it up"
      kind="danger"
      busy={busy}
      error={error}
      lead={
        <>
          <p>Its text is kept under Versions, so that somebody can go on from it. The version in force stays.</p>
          {item.home === "library" ? null : (
            <p>
              What lies on the branch yardlet/skills already stays there: delete that branch, or merge it, before the
              skill is changed again.
            </p>
          )}
        </>
      }
      onClose={onClose}
      onDo={(reason) => withdraw(waiting.id, reason)}
    />
  );
}
