"use client";

import { useMutation } from "@tanstack/react-query";
import type { ScoreOverview } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { formatCount, formatTime } from "@/ui/format.ts";
import { Note } from "@/ui/note.tsx";
import { toast } from "@/ui/toast.tsx";

type Recount = ScoreOverview["recount"];

/** An alarm when scores are not what their rows come to, or nobody has looked for long. */
export function RecountAlarm({ recount }: { recount: Recount }) {
  if (recount.state !== "differs" && recount.state !== "stale") return null;
  return (
    <div className="banners">
      <Note tone={recount.state === "differs" ? "bad" : "warn"}>
        {WORDS[recount.state](recount)} <RecountButton />
      </Note>
    </div>
  );
}

const WORDS = {
  differs: ({ differences, rows, at }) => {
    const [first] = differences;
    const where = first
      ? ` The first: ${first.table}, ${first.key}: stored ${first.stored}, counted ${first.counted}.`
      : "";
    return `Scores differ from their rows: ${formatCount(differences.length, "difference")} in ${formatCount(rows, "row")}${whenOf(at)}.${where} Don’t act on scores before this is mended.`;
  },
  stale: ({ at }) => `Scores were not recounted for more than two days${at ? `, last on ${formatTime(at)} UTC` : ""}.`,
} as const satisfies Record<"differs" | "stale", (recount: Recount) => string>;

function whenOf(at: Date | null): string {
  return at ? `, counted on ${formatTime(at)} UTC` : "";
}

function RecountButton() {
  const api = useTRPCClient();
  const router = useRouter();
  const recount = useMutation({
    mutationFn: () => api.score.recount.mutate(),
    onSuccess: ({ jobId }) => router.push(`/jobs/${jobId}`),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
  });
  if (!useMay("score.audit")) return null;
  return (
    <button type="button" className="link" disabled={recount.isPending} onClick={() => recount.mutate()}>
      Recount now
    </button>
  );
}
