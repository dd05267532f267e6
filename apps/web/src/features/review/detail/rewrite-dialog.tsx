"use client";

import { useMutation } from "@tanstack/react-query";
import type { AgentName } from "@yardlet/core/agent";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { AgentField } from "@/features/agent/agent-fields.tsx";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { FormDialog } from "@/ui/form-dialog.tsx";
import { Note } from "@/ui/note.tsx";
import { toast } from "@/ui/toast.tsx";

/** Which agent writes the prose; the built-in one has no model. */
export function RewriteDialog({ candidate, onClose }: { candidate: string; onClose: () => void }) {
  const api = useTRPCClient();
  const router = useRouter();
  const [agent, setAgent] = useState<AgentName | null>(null);
  const rewrite = useMutation({
    mutationFn: () => api.distil.rewrite.mutate({ candidate, ...(agent === null ? {} : { agent }) }),
    onSuccess: ({ jobId }) => {
      toast({ text: "Asked an agent to write the prose" });
      router.push(`/jobs/${jobId}`);
    },
  });
  return (
    <FormDialog
      title="Rewrite the prose with an agent"
      action="Rewrite"
      busy={rewrite.isPending || rewrite.isSuccess}
      onSubmit={() => rewrite.mutate()}
      onClose={onClose}
    >
      <p className="t2">
        The lessons stay, their words become the agent’s. The new text waits here in place of this one, and says whose
        prose it is; nothing is written to the skill before somebody accepts it.
      </p>
      <AgentField value={agent} onChange={setAgent} without={NO_PROSE} />
      {rewrite.error ? <Note tone="bad">{errorOf(rewrite.error).message}.</Note> : null}
    </FormDialog>
  );
}

const NO_PROSE = ["surveyor"] as const satisfies readonly AgentName[];
