"use client";

import type { SkillDetail, WaitingChange } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { useSkillActions } from "@/features/version/actions.ts";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { CHANGE_KINDS } from "./words.ts";

const ReasonDialog = dynamic(() => import("@/ui/reason-dialog.tsx").then((module) => module.ReasonDialog), {
  ssr: false,
});

/** A change that is on its way: what it is, who writes it, and the way to give it up. */
export function WaitingBanner({ item, waiting }: { item: SkillDetail["item"]; waiting: WaitingChange }) {
  const [asking, setAsking] = useState(false);
  const mayWrite = useMay("skill.write");
  const { withdraw } = useSkillActions({ home: item.homeSlug, name: item.name });
  const { title } = CHANGE_KINDS[waiting.kind];
  return (
    <>
      <Note tone="warn">
        {title} by {waiting.by} {waiting.stopped ? "was not written, its job has stopped" : "is on its way"}:{" "}
        {waiting.reason}.{" "}
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
      {asking ? (
        <ReasonDialog
          title={`Give up this change of ${item.name}`}
          action="Give it up"
          kind="danger"
          lead={
            <>
              <p>Its text is kept under Versions, so that somebody can go on from it. The version in force stays.</p>
              {item.home === "library" ? null : (
                <p>
                  What lies on the branch yardlet/skills already stays there: delete that branch, or merge it, before
                  the skill is changed again.
                </p>
              )}
            </>
          }
          onClose={() => setAsking(false)}
          onDo={(reason) => {
            setAsking(false);
            withdraw(waiting.id, reason);
          }}
        />
      ) : null}
    </>
  );
}
