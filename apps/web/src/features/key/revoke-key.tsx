"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ApiKey } from "@yardlet/core/team";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { ConfirmDialog } from "@/ui/dialog.tsx";
import { toast } from "@/ui/toast.tsx";

/** Ends a key; asks once, because a key can't be brought back. */
export function RevokeKeyDialog({ apiKey: { id, name, start }, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useMutation({
    ...trpc.key.revoke.mutationOptions(),
    onSuccess: () => toast({ text: `The key ${name} does not work any more` }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: async () => {
      await queries.invalidateQueries(trpc.key.list.queryFilter());
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Revoke ${name}?`}
      action="Revoke"
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate({ id })}
      onClose={onClose}
    >
      Whatever uses <code>{start}…</code> is refused from now on. What it reported stays.
    </ConfirmDialog>
  );
}
