"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useRepoSlugs } from "@/features/repo/repo-filter.ts";
import { parseSkillKey, skillKey } from "@/features/skill/queries.ts";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { SelectField } from "@/ui/field.tsx";
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
  const form = useId();
  const [kind, setKind] = useState<Kind>("repo");
  const [repo, setRepo] = useState(about ?? "");
  const [skill, setSkill] = useState("");
  const distil = useDistil();
  const scope = kind === "repo" ? (repo === "" ? undefined : { repo }) : parseSkillKey(skill);
  return (
    <Dialog
      title="Distil now"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form}
            kind="primary"
            busy={distil.isPending || distil.isSuccess}
            disabled={scope === undefined}
          >
            Distil
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (scope) distil.mutate(scope satisfies DistilScope);
        }}
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
          <RepoChoice value={repo} onChange={setRepo} />
        ) : (
          <SkillChoice value={skill} onChange={setSkill} />
        )}
        {distil.error ? <Note tone="bad">{errorOf(distil.error).message}.</Note> : null}
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  value: string;
  onChange: (value: string) => void;
}

function RepoChoice({ value, onChange }: ChoiceProps) {
  const slugs = useRepoSlugs();
  return (
    <SelectField
      label="Repo"
      name="repo"
      required
      hint="What happened there in the last 90 days, whatever skills were at hand."
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">choose a repo</option>
      {(slugs.length > 0 || value === "" ? slugs : [value]).map((slug) => (
        <option key={slug} value={slug}>
          {slug}
        </option>
      ))}
    </SelectField>
  );
}

function SkillChoice({ value, onChange }: ChoiceProps) {
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
