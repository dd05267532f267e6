"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { RepoListItem, SkillDetail } from "@yardlet/services";
import { ChooseDialog, type Choosable } from "@/features/equip/choose-dialog.tsx";
import { DELIVERIES } from "@/features/equip/words.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { formatCount } from "@/ui/format.ts";
import { toast } from "@/ui/toast.tsx";

/** Equips one skill in several repos; each becomes a pick there. */
export function EquipInDialog({ detail, onClose }: { detail: SkillDetail; onClose(): void }) {
  const trpc = useTRPC();
  const repos = useQuery(trpc.repo.list.queryOptions({}));
  const { name } = detail.item;
  const equip = useEquipInRepos(name);
  return (
    <ChooseDialog
      title={`Equip ${name} in…`}
      lead="In each repo it becomes a pick and stays equipped whatever is detected there."
      search="Search repos"
      items={(repos.data ?? []).map((repo) => itemOf(repo, detail))}
      empty={repos.isPending ? "Reading the list of repos" : "No repo has this name"}
      action={(count) => (count === 0 ? "Equip" : `Equip in ${formatCount(count, "repo")}`)}
      busy={equip.isPending}
      onChoose={(slugs) => equip.mutate(slugs, { onSettled: onClose })}
      onClose={onClose}
    />
  );
}

function itemOf({ slug, presets, delivery, syncedAt }: RepoListItem, { item, equipped }: SkillDetail): Choosable {
  const carrier = equipped.find((one) => one.repoSlug === slug);
  const named = presets.map((preset) => preset.name).filter((preset) => preset !== "core");
  return {
    key: slug,
    label: slug,
    text: named.join(" "),
    note: carrier
      ? `carries v${carrier.number ?? "?"}, the library is at v${item.version}`
      : [named.join(", ") || "core alone", ...(delivery === "none" ? [`${DELIVERIES.none.word}: a patch`] : [])].join(
          "; ",
        ),
    off:
      syncedAt === null
        ? "not read yet"
        : carrier && (carrier.current || carrier.edited)
          ? carriedWords(carrier)
          : undefined,
  };
}

function carriedWords({ number, edited }: SkillDetail["equipped"][number]): string {
  return edited ? "carries it, edited by hand" : `carries v${number}`;
}

function useEquipInRepos(name: string) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const inEach = async (slugs: readonly string[], act: (slug: string) => Promise<unknown>) => {
    const outcomes = await Promise.allSettled(slugs.map(act));
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") toast({ text: errorOf(outcome.reason).message, tone: "bad" });
    }
    return slugs.filter((_, index) => outcomes[index]?.status === "fulfilled");
  };
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.skill.pathFilter()),
      queries.invalidateQueries(trpc.repo.pathFilter()),
    ]);
  const remove = useMutation({
    mutationFn: (slugs: string[]) =>
      inEach(slugs, (slug) => api.equip.unequip.mutate({ slug, names: [name], reason: "equipping was undone" })),
    onSuccess: (done) =>
      toast({ text: `Removing ${name} from ${formatCount(done.length, "repo")}; vetoed until lifted` }),
    onSettled,
  });
  return useMutation({
    mutationFn: (slugs: string[]) => inEach(slugs, (slug) => api.equip.equip.mutate({ slug, names: [name] })),
    onSuccess: (done) => {
      if (done.length === 0) return;
      const where = done.length === 1 ? done[0] : formatCount(done.length, "repo");
      toast({ text: `Equipping ${name} in ${where}`, undo: () => remove.mutate(done) });
    },
    onSettled,
  });
}
