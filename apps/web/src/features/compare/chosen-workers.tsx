"use client";

import { useQuery } from "@tanstack/react-query";
import type { SkillScore } from "@yardlet/services";
import { useTRPC } from "@/trpc/client.ts";
import { Section } from "@/ui/section.tsx";
import { skillWorkersOptions } from "./queries.ts";
import { WorkersMatrix } from "./workers-matrix.tsx";

/** Who works how well with a version, by the kind of task. */
export function ChosenWorkers({ score: { home, name, version } }: { score: SkillScore }) {
  const trpc = useTRPC();
  const { data } = useQuery(skillWorkersOptions(trpc, { home, name, version }));
  if (!data || data.rows.length === 0) return null;
  const title = `${name} v${version}, by agent and model`;
  return (
    <Section title={title}>
      <WorkersMatrix data={data} label={title} />
    </Section>
  );
}
