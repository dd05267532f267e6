"use client";

import { useQuery } from "@tanstack/react-query";
import type { RepoDetail, SkillListItem } from "@yardlet/services";
import { ChooseDialog, type Choosable } from "@/features/equip/choose-dialog.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { formatCount } from "@/ui/format.ts";

interface EquipSkillDialogProps {
  detail: RepoDetail;
  onChoose(names: string[]): void;
  onClose(): void;
}

/** Picks skills of the library by hand; a pick lifts a veto. */
export function EquipSkillDialog({ detail, onChoose, onClose }: EquipSkillDialogProps) {
  const trpc = useTRPC();
  const skills = useQuery(trpc.skill.list.queryOptions({ home: "library" }));
  return (
    <ChooseDialog
      title={`Equip skills in ${detail.repo.slug}`}
      lead="What you choose is kept in the repo’s yardlet.yaml as a pick, and stays equipped whatever is detected."
      search="Search the library"
      items={(skills.data ?? []).filter((skill) => skill.tier !== "internal").map((skill) => itemOf(skill, detail))}
      empty={skills.isPending ? "Reading the library" : "Nothing in the library has this name"}
      action={(count) => (count === 0 ? "Equip" : `Equip ${formatCount(count, "skill")}`)}
      onChoose={onChoose}
      onClose={onClose}
    />
  );
}

function itemOf({ name, description, version }: SkillListItem, detail: RepoDetail): Choosable {
  const equipped = detail.equipped.find((skill) => skill.name === name);
  const vetoed = detail.vetoes.skills.includes(name);
  return {
    key: name,
    label: name,
    text: description,
    note: vetoed ? "vetoed here; equipping lifts the veto" : description,
    off: equipped ? `equipped, v${equipped.number ?? version ?? "?"}` : undefined,
  };
}
