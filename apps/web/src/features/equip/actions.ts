"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Delivery, RepoChoice } from "@yardlet/core/repo";
import type { EquipRequest, RepoDetail, SkillChange } from "@yardlet/services";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { formatCount } from "@/ui/format.ts";
import { toast } from "@/ui/toast.tsx";
import { doing } from "./words.ts";

type Kind = RepoChoice["kind"];

interface Action {
  send(): Promise<EquipRequest>;
  /** What the repo's page shows until the server has answered. */
  draft(repo: RepoDetail): RepoDetail;
  done: string;
  undo?: () => void;
}

/** What a person may do about skills and presets of one repo; each says what it did, and is taken back where it can be. */
export function useEquipActions({ slug, delivery }: { slug: string; delivery: Delivery }) {
  const api = useTRPCClient();
  const { run, isPending } = useRepoAction(slug);

  const equip = (names: readonly string[]) =>
    run({
      send: () => api.equip.equip.mutate({ slug, names: [...names] }),
      draft: (repo) => withChanges(repo, names, "add"),
      done: doing(`Equipping ${subject(names)} in ${slug}`, delivery),
      undo: () => unequip(names, "equipping was undone"),
    });
  const equipSuggested = (changes: readonly SkillChange[]) => {
    const added = changes.filter((change) => change.action === "add").map((change) => change.skill);
    return run({
      send: () => api.equip.equip.mutate({ slug }),
      draft: (repo) => ({ ...repo, underWay: [...repo.underWay, ...changes] }),
      done: doing(`Equipping ${formatCount(changes.length, "skill")} in ${slug}`, delivery),
      ...(added.length > 0 ? { undo: () => unequip(added, "equipping was undone") } : {}),
    });
  };
  const unequip = (names: readonly string[], reason?: string) =>
    run({
      send: () => api.equip.unequip.mutate({ slug, names: [...names], ...(reason ? { reason } : {}) }),
      draft: (repo) => withVetoes(withChanges(repo, names, "remove"), names),
      done: `${doing(`Removing ${subject(names)} from ${slug}`, delivery)}; vetoed until lifted`,
      undo: () => equip(names),
    });
  const veto = (kind: Kind, name: string) =>
    run({
      send: () => api.equip.setChoice.mutate({ slug, kind, name, choice: "veto" }),
      draft: (repo) => (kind === "skill" ? withVetoes(repo, [name]) : withPresetVeto(repo, name)),
      done: `Vetoed ${kind} ${name} in ${slug} until it is lifted`,
      undo: () => lift(kind, name),
    });
  const addPreset = (name: string) =>
    run({
      send: () => api.equip.setChoice.mutate({ slug, kind: "preset", name, choice: "pick" }),
      draft: (repo) => ({ ...repo, addedPresets: [...new Set([...repo.addedPresets, name])] }),
      done: doing(`Equipping the skills of ${name} in ${slug}`, delivery),
      undo: () => lift("preset", name),
    });
  const lift = (kind: Kind, name: string) =>
    run({
      send: () => api.equip.liftChoice.mutate({ slug, kind, name }),
      draft: (repo) => withoutChoice(repo, kind, name),
      done: `Lifted the choice about ${kind} ${name} in ${slug}`,
      undo: () => veto(kind, name),
    });
  return { equip, equipSuggested, unequip, veto, addPreset, lift, isPending };
}

/** Sends an action, shows its outcome at once and takes it back when the server says no. */
function useRepoAction(slug: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = trpc.repo.get.queryKey({ slug });
  const mutation = useMutation({
    mutationFn: ({ send }: Action) => send(),
    onMutate: async ({ draft }) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData(key);
      if (before) queries.setQueryData(key, draft(before));
      return before;
    },
    onSuccess: (_request, { done, undo }) => toast({ text: done, ...(undo ? { undo } : {}) }),
    onError: (error, _action, before) => {
      if (before) queries.setQueryData(key, before);
      toast({ text: errorOf(error).message, tone: "bad" });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return { run: (action: Action) => mutation.mutate(action), isPending: mutation.isPending };
}

function subject(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? "") : formatCount(names.length, "skill");
}

function withChanges(repo: RepoDetail, names: readonly string[], action: SkillChange["action"]): RepoDetail {
  return { ...repo, underWay: [...repo.underWay, ...names.map((skill) => ({ action, skill }))] };
}

function withVetoes(repo: RepoDetail, names: readonly string[]): RepoDetail {
  const { skills, presets } = repo.vetoes;
  return { ...repo, vetoes: { presets, skills: [...new Set([...skills, ...names])] } };
}

function withPresetVeto(repo: RepoDetail, name: string): RepoDetail {
  const { skills, presets } = repo.vetoes;
  return { ...repo, vetoes: { skills, presets: [...new Set([...presets, name])] } };
}

function withoutChoice(repo: RepoDetail, kind: Kind, name: string): RepoDetail {
  const list = kind === "skill" ? "skills" : "presets";
  return {
    ...repo,
    ...(kind === "preset" ? { addedPresets: repo.addedPresets.filter((one) => one !== name) } : {}),
    vetoes: { ...repo.vetoes, [list]: repo.vetoes[list].filter((one) => one !== name) },
    choices: repo.choices.filter((choice) => choice.kind !== kind || choice.name !== name),
  };
}
