"use client";

import type { DriftRow } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { RowAction } from "@/ui/button.tsx";
import { Link } from "@/ui/link.tsx";
import { canMerge, choicesOf, useDriftChoice, type DriftChoice } from "./actions.ts";

const ReasonDialog = dynamic(() => import("@/ui/reason-dialog.tsx").then((module) => module.ReasonDialog), {
  ssr: false,
});

const WORDS = { take: "take the library’s", keep: "keep mine", propose: "propose" } as const satisfies Record<
  DriftChoice,
  string
>;

const DIALOGS = {
  take: ({ repo, name, latest }) => ({
    title: `Take the library’s ${name} in ${repo}`,
    action: "Take the library’s",
    lead: `v${latest} is written over what lies there. The lines edited by hand stay as a version here and in the repo’s history.`,
  }),
  keep: ({ repo, name, latest }) => ({
    title: `Keep ${repo}’s ${name}`,
    action: "Keep mine",
    lead: `Nothing is written. It counts as made from v${latest} and asks again when the library moves on.`,
  }),
  propose: ({ repo, name }) => ({
    title: `Propose ${repo}’s ${name} to the library`,
    action: "Propose",
    lead: "It waits for a decision with what it would change; accepted, it is the library’s next version.",
  }),
} as const satisfies Record<DriftChoice, (row: DriftRow) => { title: string; action: string; lead: string }>;

/** What a person may do about one copy. */
export function DriftActs({ row }: { row: DriftRow }) {
  const [asked, setAsked] = useState<DriftChoice>();
  const may = { take: useMay("equip.write"), keep: useMay("skill.write"), propose: useMay("skill.write") };
  const { repo, name } = row;
  const choices = choicesOf(row).filter((choice) => may[choice]);
  return (
    <span className="acts">
      {may.keep && canMerge(row) ? (
        <Link className="act" aria-label={`merge ${name} of ${repo}`} href={`/skills/${repo}/${name}/merge`}>
          merge
        </Link>
      ) : null}
      {choices.map((choice) => (
        <RowAction key={choice} aria-label={`${WORDS[choice]}: ${name} in ${repo}`} onClick={() => setAsked(choice)}>
          {WORDS[choice]}
        </RowAction>
      ))}
      {asked === undefined ? null : <ChoiceDialog row={row} choice={asked} onClose={() => setAsked(undefined)} />}
    </span>
  );
}

function ChoiceDialog({ row, choice, onClose }: { row: DriftRow; choice: DriftChoice; onClose: () => void }) {
  const { choose, busy, error } = useDriftChoice(onClose);
  const { title, action, lead } = DIALOGS[choice](row);
  return (
    <ReasonDialog
      title={title}
      action={action}
      lead={<p>{lead}</p>}
      busy={busy}
      error={error}
      onClose={onClose}
      onDo={(reason) => choose({ row, choice, reason })}
    />
  );
}
