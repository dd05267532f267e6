"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";

interface SourceFormProps {
  /** The git URL that feeds the library now; null: the built-in library does. */
  sourceUrl: string | null;
  action: string;
  primary?: boolean;
  onChosen: () => void;
}

/** What feeds the team's library: the built-in skills, or a git repository of one's own. */
export function SourceForm({ sourceUrl, action, primary = false, onChosen }: SourceFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [own, setOwn] = useState(sourceUrl !== null);
  const [url, setUrl] = useState(sourceUrl ?? "");
  const choose = useMutation({
    ...trpc.library.setSource.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries(trpc.library.pathFilter());
      onChosen();
    },
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate({ url: own ? url.trim() : null });
      }}
    >
      <fieldset className="choices">
        <legend className="vh">Source of the library</legend>
        <label>
          <input type="radio" name="source" checked={!own} onChange={() => setOwn(false)} />
          <span>
            Built-in library
            <span className="hint">The skills that come with Yardlet; new ones arrive with a new version of it.</span>
          </span>
        </label>
        <label>
          <input type="radio" name="source" checked={own} onChange={() => setOwn(true)} />
          <span>
            A git repository
            <span className="hint">
              With <code>skills/</code>, <code>presets/</code> and <code>catalog.tsv</code>; read at its newest commit,
              never written to.
            </span>
          </span>
        </label>
      </fieldset>
      {own ? (
        <TextField
          label="Clone URL"
          name="url"
          placeholder="https://git.example.com/team/skills.git"
          required
          maxLength={2000}
          spellCheck={false}
          value={url}
          error={choose.error ? errorOf(choose.error).message : undefined}
          onChange={(event) => setUrl(event.target.value)}
        />
      ) : null}
      {choose.error && !own ? <p className="hint bad">{errorOf(choose.error).message}</p> : null}
      <div className="row">
        <Button type="submit" kind={primary ? "primary" : "plain"} busy={choose.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
