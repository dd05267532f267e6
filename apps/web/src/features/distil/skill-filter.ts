"use client";

import { useQuery } from "@tanstack/react-query";
import { skillKey } from "@/features/skill/queries.ts";
import { useTRPC } from "@/trpc/client.ts";
import type { Filter } from "@/ui/list/list-bar.tsx";

/** The filter of a list whose rows are about skills, by home and name; `chosen` is in it even before the skills are. */
export function useSkillFilter(chosen: string | null): Filter {
  const trpc = useTRPC();
  const skills = useQuery(trpc.skill.list.queryOptions({ sort: "name" }));
  const keys = (skills.data ?? []).map(skillKey);
  const all = chosen === null || keys.includes(chosen) ? keys : [chosen, ...keys];
  return { id: "skill", label: "Skill", any: "any skill", options: all.map((value) => ({ value, label: value })) };
}
