"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InventoryRow } from "@yardlet/services";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { RowAction } from "@/ui/button.tsx";
import { toast } from "@/ui/toast.tsx";
import { adoptionsOf } from "./words.ts";

const WORDS = { repo: "adopt", library: "to the library" } as const;

/** Takes a found skill over in one action: here at once, or into the library after a review. */
export function FoundActs({ row }: { row: InventoryRow }) {
  const may = useMay("skill.write");
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const { repo, name, path, treeHash } = row;
  const { mutate, isPending } = useMutation({
    mutationFn: (to: "repo" | "library") =>
      api.skill.adopt.mutate({ slug: repo, path, treeHash: treeHash ?? "", to, reason: `found in ${path}` }),
    onSuccess: (_answer, to) => {
      toast({
        text:
          to === "repo"
            ? `Adopting ${name} in ${repo}: it is there once it is committed, and ${path} stays as it is`
            : `${name} waits in the inbox, to become the library’s`,
      });
      return Promise.all([
        queries.invalidateQueries(trpc.repo.pathFilter()),
        queries.invalidateQueries(trpc.candidate.pathFilter()),
      ]);
    },
    onError: (error) => toast({ tone: "bad", text: errorOf(error).message }),
  });
  const choices = may ? adoptionsOf(row) : [];
  if (choices.length === 0) return null;
  return (
    <span className="acts">
      {choices.map((to) => (
        <RowAction
          key={to}
          aria-label={`${WORDS[to]}: ${name} of ${repo}`}
          disabled={isPending}
          onClick={() => mutate(to)}
        >
          {WORDS[to]}
        </RowAction>
      ))}
    </span>
  );
}
