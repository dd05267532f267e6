"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { RowAction } from "@/ui/button.tsx";

const RewriteDialog = dynamic(() => import("./rewrite-dialog.tsx").then((module) => module.RewriteDialog), {
  ssr: false,
});

/** Lets an agent write the prose of a distilled text anew, a step of its own. */
export function RewriteAction({ candidate }: { candidate: string }) {
  const [asking, setAsking] = useState(false);
  const mayDecide = useMay("candidate.decide");
  const mayRun = useMay("agent.run");
  if (!mayDecide || !mayRun) return null;
  return (
    <>
      <RowAction onClick={() => setAsking(true)}>rewrite the prose with an agent…</RowAction>
      {asking ? <RewriteDialog candidate={candidate} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
