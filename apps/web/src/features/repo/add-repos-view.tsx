"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { formatCount } from "@/ui/format.ts";
import { toast } from "@/ui/toast.tsx";
import { AddReposForm } from "./add-repos-form.tsx";

export function AddReposView() {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { data: team } = useSuspenseQuery(trpc.team.settings.queryOptions());
  const { data: library } = useSuspenseQuery(trpc.library.status.queryOptions());
  return (
    <div className="form-page">
      <AddReposForm
        autoEquip={team.switches.autoEquip}
        waitFor={library.syncedAt === null ? "The library is still to be read; a dry run waits for it." : undefined}
        onAdded={async (added) => {
          toast({ text: `Added ${formatCount(added.length, "repo")}; Yardlet reads them now` });
          await queries.invalidateQueries(trpc.repo.pathFilter());
          router.push("/repos");
        }}
        end={
          <ButtonLink kind="quiet" href="/repos">
            Back to repos
          </ButtonLink>
        }
      />
    </div>
  );
}
