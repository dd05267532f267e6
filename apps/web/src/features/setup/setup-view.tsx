"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LibraryLine } from "@/features/library/library-line.tsx";
import { SourceForm } from "@/features/library/source-form.tsx";
import { AddReposForm } from "@/features/repo/add-repos-form.tsx";
import { useViewer } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { toast } from "@/ui/toast.tsx";
import { SetupStep } from "./setup-step.tsx";

/** Steps 2 and 3, for the admin that step 1 has made. */
export function SetupView() {
  const trpc = useTRPC();
  const viewer = useViewer();
  const { data: library } = useSuspenseQuery(trpc.library.status.queryOptions());
  const { data: team } = useSuspenseQuery(trpc.team.settings.queryOptions());
  const [step, setStep] = useState<2 | 3>(2);
  const finish = useMutation({
    ...trpc.setup.finish.mutationOptions(),
    onSuccess: () => window.location.assign("/"),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
  });
  return (
    <>
      <SetupStep
        number={1}
        title="First admin"
        state="done"
        summary={`${viewer.name}, signed in with the one-time token. The token is used up.`}
      />
      <SetupStep
        number={2}
        title="Library"
        state={step === 2 ? "now" : "done"}
        summary={<LibraryLine status={library} />}
        onChange={() => setStep(2)}
      >
        <div className="body form">
          <SourceForm sourceUrl={library.sourceUrl} action="Use this library" primary onChosen={() => setStep(3)} />
        </div>
      </SetupStep>
      <SetupStep number={3} title="First repos" state={step === 3 ? "now" : "later"}>
        <div className="body form">
          <AddReposForm
            autoEquip={team.switches.autoEquip}
            waitFor={
              library.syncedAt === null && !library.error
                ? "The library is being read; a dry run waits for it."
                : undefined
            }
            onAdded={() => finish.mutate()}
            end={
              <Button kind="quiet" busy={finish.isPending || finish.isSuccess} onClick={() => finish.mutate()}>
                Skip for now
              </Button>
            }
          />
        </div>
      </SetupStep>
    </>
  );
}
