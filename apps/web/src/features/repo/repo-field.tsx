"use client";

import { SelectField } from "@/ui/field.tsx";
import { useRepoSlugs } from "./repo-filter.ts";

interface RepoFieldProps {
  /** What the repo is chosen for. */
  hint: string;
  /** A slug; empty while none is chosen. */
  value: string;
  onChange: (slug: string) => void;
}

/** Chooses one repo; the chosen one is there before the list of all has come. */
export function RepoField({ hint, value, onChange }: RepoFieldProps) {
  const slugs = useRepoSlugs();
  return (
    <SelectField
      label="Repo"
      name="repo"
      required
      hint={hint}
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
