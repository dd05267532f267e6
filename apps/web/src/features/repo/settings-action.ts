"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Delivery, Repo, RepoSwitches, SwitchName } from "@yardlet/core/repo";
import type { RepoDetail } from "@yardlet/services";
import { DELIVERIES } from "@/features/equip/words.ts";
import { SWITCHES } from "@/features/team/switches.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";

export type SettingsChange = Partial<RepoSwitches> & { delivery?: Delivery };

interface Request {
  change: SettingsChange;
  back: SettingsChange | undefined;
}

/** Changes a repo's own settings; taking a change back puts the old ones there again. */
export function useRepoSettings(repo: Pick<Repo, "slug" | "switches" | "delivery">) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const key = trpc.repo.get.queryKey({ slug: repo.slug });
  const mutation = useMutation<void, Error, Request, RepoDetail | undefined>({
    mutationFn: ({ change }) => api.repo.updateSettings.mutate({ slug: repo.slug, ...change }),
    onMutate: async ({ change }) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData(key);
      if (before) queries.setQueryData(key, withSettings(before, change));
      return before;
    },
    onSuccess: (_answer, { change, back }) =>
      toast({
        text: settingsWords(change),
        ...(back ? { undo: () => mutation.mutate({ change: back, back: undefined }) } : {}),
      }),
    onError: (error, _input, before) => {
      if (before) queries.setQueryData(key, before);
      toast({ text: errorOf(error).message, tone: "bad" });
    },
    onSettled: () => queries.invalidateQueries(trpc.repo.pathFilter()),
  });
  return {
    change: (change: SettingsChange) => mutation.mutate({ change, back: backOf(change, repo) }),
    isPending: mutation.isPending,
  };
}

const SWITCH_NAMES = ["autoEquip", "autoSkill", "autoPrune"] as const satisfies readonly SwitchName[];

function backOf(change: SettingsChange, { switches, delivery }: Pick<Repo, "switches" | "delivery">): SettingsChange {
  const own = SWITCH_NAMES.filter((name) => change[name] !== undefined).map((name) => [name, switches[name]] as const);
  return { ...Object.fromEntries(own), ...(change.delivery ? { delivery } : {}) };
}

function withSettings(detail: RepoDetail, { delivery, ...switches }: SettingsChange): RepoDetail {
  const effective = { ...detail.switches };
  for (const name of SWITCH_NAMES) {
    const value = switches[name];
    if (value === undefined || value === null || effective[name].from === "yardlet.yaml") continue;
    effective[name] = { value, from: "repo" };
  }
  return {
    ...detail,
    switches: effective,
    repo: {
      ...detail.repo,
      switches: { ...detail.repo.switches, ...switches },
      ...(delivery ? { delivery } : {}),
    },
  };
}

/** `auto_equip is on for this repo`. */
export function settingsWords({ delivery, ...switches }: SettingsChange): string {
  if (delivery) return `Delivery is ${DELIVERIES[delivery].word}: ${DELIVERIES[delivery].sentence}`;
  const told = SWITCH_NAMES.flatMap((name) => {
    const value = switches[name];
    if (value === undefined) return [];
    return [
      value === null
        ? `${SWITCHES[name].label} follows the team`
        : `${SWITCHES[name].label} is ${value ? "on" : "off"} for this repo`,
    ];
  });
  return told.join(", ");
}
