"use client";

import { useMay } from "@/features/frame/viewer.tsx";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { toast } from "@/ui/toast.tsx";
import { useDistil, type DistilScope } from "./use-distil.ts";

/** Distils what is at hand: the page says which repo or skill. */
export function DistilButton({ scope }: { scope: DistilScope }) {
  const distil = useDistil();
  const mayDistil = useMay("distil.run");
  if (!mayDistil) return null;
  return (
    <Button
      busy={distil.isPending || distil.isSuccess}
      onClick={() => distil.mutate(scope, { onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }) })}
    >
      Distil now
    </Button>
  );
}
