"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { AddedRepos } from "@yardlet/services";
import { useState, type ReactNode } from "react";
import { isOver } from "@/features/job/words.ts";
import { SWITCHES } from "@/features/team/switches.ts";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { TextArea } from "@/ui/field.tsx";
import { formatCount } from "@/ui/format.ts";
import { Note } from "@/ui/note.tsx";
import { Switch } from "@/ui/switch.tsx";
import { AddReposPreview } from "./add-repos-preview.tsx";
import { isSameList, parseLocations, readableLocations } from "./locations.ts";

interface AddReposFormProps {
  /** The team's default for auto_equip. */
  autoEquip: boolean;
  /** Why a dry run would mislead now, such as a library that is still being read. */
  waitFor?: string | undefined;
  onAdded: (added: AddedRepos["added"]) => void;
  /** Stands at the end of the buttons: a way out. */
  end?: ReactNode;
}

/** Names repos, tries them without writing anything, then adds those that can be read. */
export function AddReposForm({ autoEquip, waitFor, onAdded, end }: AddReposFormProps) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [equip, setEquip] = useState(autoEquip);
  const [tried, setTried] = useState<{ previewId: string; locations: string[] }>();
  const locations = parseLocations(text);
  const start = useMutation({
    ...trpc.repo.startPreview.mutationOptions(),
    onSuccess: ({ previewId }, input) => setTried({ previewId, locations: input.locations }),
  });
  const preview = useQuery(
    trpc.repo.preview.queryOptions(
      { previewId: tried?.previewId ?? "" },
      {
        enabled: tried !== undefined,
        staleTime: 0,
        refetchInterval: (query) => (query.state.data && isOver(query.state.data.job.state) ? false : 10_000),
      },
    ),
  );
  const add = useMutation({
    ...trpc.repo.add.mutationOptions(),
    onSuccess: ({ added }) => {
      if (added.length > 0) onAdded(added);
    },
  });
  const running = start.isPending || (tried !== undefined && !(preview.data && isOver(preview.data.job.state)));
  const current = tried !== undefined && isSameList(tried.locations, locations);
  const readable = current && !running ? readableLocations(preview.data?.results ?? []) : [];
  const dryRun = () => start.mutate({ locations });
  const error = start.error ?? preview.error ?? add.error;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (readable.length > 0) add.mutate({ locations: readable, autoEquip: equip === autoEquip ? null : equip });
        else if (locations.length > 0 && !running && !waitFor) dryRun();
      }}
    >
      <TextArea
        label="Clone URLs or local paths, one a line"
        name="locations"
        rows={4}
        spellCheck={false}
        hint="Yardlet reads at a commit, without a checkout. Nothing is written before you add them."
        placeholder={"https://git.example.com/team/checkout-api.git\n/home/you/code/price-models"}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {tried ? <AddReposPreview locations={tried.locations} preview={preview.data} onSignIn={dryRun} /> : null}
      {error ? <Note tone="bad">{errorOf(error).message}.</Note> : null}
      {add.data?.refused.map(({ location, message }) => (
        <Note key={location} tone="bad">
          {location}: {message}.
        </Note>
      ))}
      {waitFor ? <Note tone="warn">{waitFor}</Note> : null}
      <div className="row wide">
        <Switch
          label={SWITCHES.autoEquip.label}
          note={equip ? `on: ${SWITCHES.autoEquip.on}` : `off: ${SWITCHES.autoEquip.off}`}
          on={equip}
          onChange={setEquip}
        />
      </div>
      <div className="row">
        {readable.length > 0 ? (
          <>
            <Button type="submit" kind="primary" busy={add.isPending || add.isSuccess}>
              Add {formatCount(readable.length, "repo")}
            </Button>
            <Button onClick={dryRun} disabled={add.isPending}>
              Dry run again
            </Button>
          </>
        ) : (
          <Button
            type="submit"
            kind="primary"
            busy={running}
            disabled={locations.length === 0 || waitFor !== undefined}
          >
            {running ? "Reading" : tried ? "Dry run again" : "Dry run"}
          </Button>
        )}
        {end ? <span className="end">{end}</span> : null}
      </div>
    </form>
  );
}
