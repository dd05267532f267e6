"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TombstoneLine } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { RowAction } from "@/ui/button.tsx";
import { toast } from "@/ui/toast.tsx";

const ReasonDialog = dynamic(() => import("@/ui/reason-dialog.tsx").then((module) => module.ReasonDialog), {
  ssr: false,
});

/** Lets a text come back. The skill itself is restored on its own page. */
export function LiftAction({ tombstone: { id, name } }: { tombstone: TombstoneLine }) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const mayLift = useMay("skill.write");
  const lift = useMutation({
    mutationFn: (reason: string) => api.tombstone.lift.mutate({ id, reason }),
    onSuccess: () => toast({ text: `Lifted: ${name} may be recorded and proposed again` }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(trpc.tombstone.pathFilter()),
  });
  if (!mayLift) return null;
  return (
    <>
      <RowAction aria-label={`Lift the tombstone of ${name}`} disabled={lift.isPending} onClick={() => setAsking(true)}>
        lift
      </RowAction>
      {asking ? (
        <ReasonDialog
          title={`Lift the tombstone of ${name}`}
          action="Lift"
          lead={<p>The same text may be recorded or proposed again. A pruned skill is restored on its own page.</p>}
          onClose={() => setAsking(false)}
          onDo={(reason) => {
            setAsking(false);
            lift.mutate(reason);
          }}
        />
      ) : null}
    </>
  );
}
