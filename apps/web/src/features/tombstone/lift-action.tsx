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
export function LiftAction({ tombstone }: { tombstone: TombstoneLine }) {
  const [asking, setAsking] = useState(false);
  const mayLift = useMay("skill.write");
  if (!mayLift) return null;
  return (
    <>
      <RowAction aria-label={`Lift the tombstone of ${tombstone.name}`} onClick={() => setAsking(true)}>
        lift
      </RowAction>
      {asking ? <LiftDialog tombstone={tombstone} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function LiftDialog({ tombstone: { id, name }, onClose }: { tombstone: TombstoneLine; onClose: () => void }) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const lift = useMutation({
    mutationFn: (reason: string) => api.tombstone.lift.mutate({ id, reason }),
    onSuccess: () => {
      toast({ text: `Lifted: ${name} may be recorded and proposed again` });
      onClose();
    },
    onSettled: () => queries.invalidateQueries(trpc.tombstone.pathFilter()),
  });
  return (
    <ReasonDialog
      title={`Lift the tombstone of ${name}`}
      action="Lift"
      lead={<p>The same text may be recorded or proposed again. A pruned skill is restored on its own page.</p>}
      busy={lift.isPending}
      error={lift.error ? errorOf(lift.error).message : undefined}
      onClose={onClose}
      onDo={(reason) => lift.mutate(reason)}
    />
  );
}
