"use client";

import { useMutation } from "@tanstack/react-query";
import type { ScoreOverview } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { formatCount, formatTime } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { toast } from "@/ui/toast.tsx";

type Recount = ScoreOverview["recount"];

/** An alarm when scores are not what their rows come to, when the last look failed, or nobody has looked for long. */
export function RecountAlarm({ recount }: { recount: Recount }) {
  if (recount.state === "agrees" || recount.state === "never") return null;
  return (
    <div className="banners">
      <Note tone={recount.state === "differs" ? "bad" : "warn"}>
        {WORDS[recount.state](recount)} {recount.jobId ? <Link href={`/jobs/${recount.jobId}`}>See why.</Link> : null}{" "}
        <RecountButton />
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
  failed: ({ at }) => `The last recount of the scores failed${lastOf(at)}.`,
  stale: ({ at }) => `Scores were not recounted for more than two days${lastOf(at)}.`,
} as const satisfies Record<Exclude<Recount["state"], "agrees" | "never">, (recount: Recount) => string>;

function lastOf(at: Date | null): string {
  return at ? `; the last one that ended was on ${formatTime(at)} UTC` : "; none has ended yet";
}

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
