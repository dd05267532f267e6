"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RepoField } from "@/features/repo/repo-field.tsx";
import { parseSkillKey, skillKey } from "@/features/skill/queries.ts";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { SelectField } from "@/ui/field.tsx";
import { FormDialog } from "@/ui/form-dialog.tsx";
import { Note } from "@/ui/note.tsx";
import { useDistil, type DistilScope } from "./use-distil.ts";

const KINDS = { repo: "a repo", skill: "a skill" } as const;
type Kind = keyof typeof KINDS;
const KIND_NAMES = ["repo", "skill"] as const satisfies readonly Kind[];

interface DistilDialogProps {
  /** Chosen at first, where the page shows one. */
  repo?: string | null;
  onClose: () => void;
}

/** Chooses what is distilled. */
export function DistilDialog({ repo: about, onClose }: DistilDialogProps) {
  const [kind, setKind] = useState<Kind>("repo");
  const [repo, setRepo] = useState(about ?? "");
  const [skill, setSkill] = useState("");
  const distil = useDistil();
  const scope = kind === "repo" ? (repo === "" ? undefined : { repo }) : parseSkillKey(skill);
  return (
    <FormDialog
      title="Distil now"
      action="Distil"
      busy={distil.isPending || distil.isSuccess}
      ready={scope !== undefined}
      onSubmit={() => scope && distil.mutate(scope satisfies DistilScope)}
      onClose={onClose}
    >
      <p className="t2">
        Every finished task becomes a packet; those that failed alike become a lesson, with what passed the same way
        beside it. What it proposes waits in Review: nothing is written before somebody accepts it.
      </p>
      <div className="seg" role="group" aria-label="What is distilled">
        {KIND_NAMES.map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {KINDS[one]}
          </button>
        ))}
      </div>
      {kind === "repo" ? (
        <RepoField
          hint="What happened there in the last 90 days, whatever skills were at hand."
          value={repo}
          onChange={setRepo}
        />
      ) : (
        <SkillChoice value={skill} onChange={setSkill} />
      )}
      {distil.error ? <Note tone="bad">{errorOf(distil.error).message}.</Note> : null}
    </FormDialog>
  );
}

function SkillChoice({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const trpc = useTRPC();
  const skills = useQuery(trpc.skill.list.queryOptions({ sort: "name", state: "active" }));
  return (
    <SelectField
      label="Skill"
      name="skill"
      required
      hint="What happened with it in the last 90 days, in every repo."
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">choose a skill</option>
      {(skills.data ?? []).map((one) => (
        <option key={skillKey(one)} value={skillKey(one)}>
          {one.name}, {one.homeSlug}
        </option>
      ))}
    </SelectField>
  );
}
