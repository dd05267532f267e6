"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AuditLine } from "@yardlet/services";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { RowAction } from "@/ui/button.tsx";
import { When } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";
import { didWord } from "./words.ts";

/** Takes an entry back where that is possible; where it is not, the opened row says why. */
export function UndoAction({ entry }: { entry: AuditLine }) {
  const api = useTRPCClient();
  const queries = useQueryClient();
  const mayUndo = useMay("audit.undo");
  const undo = useMutation({
    mutationFn: () => api.audit.undo.mutate({ id: entry.id }),
    onSuccess: () => toast({ text: `Undone: ${didWord(entry.action)} ${entry.subject}` }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(),
  });
  if (entry.undoneBy !== null) return <span className="t3">undone</span>;
  if (!mayUndo || !entry.undo.possible) return null;
  return (
    <RowAction
      aria-label={`Undo: ${didWord(entry.action)} ${entry.subject}`}
      disabled={undo.isPending}
      onClick={() => undo.mutate()}
    >
      undo
    </RowAction>
  );
}

/** Whether and until when an entry can be taken back, and what to do where it cannot. */
export function UndoWords({ entry: { undo, undoneBy } }: { entry: AuditLine }) {
  if (undoneBy !== null) return <p className="t2">This was undone.</p>;
  if (!undo.possible) return <p className="t2">It is not undone from here: {undo.remedy}.</p>;
  return (
    <p className="t2">
      It can be undone until <When at={undo.until} />.
    </p>
  );
}
