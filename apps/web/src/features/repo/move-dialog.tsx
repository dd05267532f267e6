"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { PreviewResult } from "@yardlet/services";
import { useState } from "react";
import { GiveCredential } from "@/features/credential/give-credential.tsx";
import { isOver } from "@/features/job/words.ts";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { TextField } from "@/ui/field.tsx";
import { FormDialog } from "@/ui/form-dialog.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { Note } from "@/ui/note.tsx";
import { toast } from "@/ui/toast.tsx";
import { noteOf } from "./preview-words.ts";

interface MoveDialogProps {
  slug: string;
  /** Where its server sends on to. */
  movedTo: string | null;
  onClose: () => void;
}

/** Looks at a new address first, and then changes it. */
export function MoveDialog({ slug, movedTo, onClose }: MoveDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [location, setLocation] = useState(movedTo ?? "");
  const [otherHistory, setOtherHistory] = useState(false);
  const look = useLook();
  const move = useMutation({
    ...trpc.repo.move.mutationOptions(),
    onSuccess: () => {
      toast({ text: `Changed the address of ${slug}; reading it there` });
      onClose();
    },
    onSettled: () => queries.invalidateQueries(trpc.repo.pathFilter()),
  });
  const address = location.trim();
  const result = look.result?.location === address ? look.result : undefined;
  const fits = result?.ok === true && (result.history !== "other" || otherHistory);
  const error = look.error ?? move.error;
  return (
    <FormDialog
      title={`Change the address of ${slug}`}
      action={result?.ok === true ? "Change address" : "Look at it"}
      wide
      busy={look.running || move.isPending}
      ready={address !== "" && (result?.ok !== true || fits)}
      onSubmit={() =>
        look.previewId !== undefined && fits
          ? move.mutate({ slug, previewId: look.previewId, otherHistory })
          : look.start({ slug, location: address })
      }
      onClose={onClose}
    >
      <TextField
        label="New address"
        name="location"
        hint="Its history, skills and scores stay. The address before stays a name of it, for runs that say it."
        autoComplete="off"
        spellCheck={false}
        value={location}
        onChange={(event) => setLocation(event.target.value)}
      />
      <div aria-live="polite">
        {result ? <Found result={result} onSignIn={() => look.start({ slug, location: address })} /> : null}
      </div>
      {result?.ok === true && result.history === "other" ? (
        <div className="choices under">
          <label>
            <input type="checkbox" checked={otherHistory} onChange={(event) => setOtherHistory(event.target.checked)} />
            <span>It is the same repo all the same</span>
          </label>
        </div>
      ) : null}
      {error ? <Note tone="bad">{errorOf(error).message}.</Note> : null}
    </FormDialog>
  );
}

/** `onSignIn` looks again, once a credential was given. */
function Found({ result, onSignIn }: { result: PreviewResult; onSignIn: () => void }) {
  const give = result.wish ? <GiveCredential wish={result.wish} onGiven={onSignIn} /> : null;
  if (!result.ok) {
    return (
      <Note tone="bad">
        {result.message}. {give}
      </Note>
    );
  }
  if (result.history === "other") {
    return (
      <Note tone="warn">
        It can be read ({noteOf(result)}), but its default branch holds none of the commits that were read here before.
      </Note>
    );
  }
  return (
    <p className="t2">
      <Glyph name="ok" tone="good" /> {result.history === "same" ? "The same history lies there" : "It can be read"}:{" "}
      {noteOf(result)}. {give}
    </p>
  );
}

/** The dry run of one address. */
function useLook() {
  const trpc = useTRPC();
  const [previewId, setPreviewId] = useState<string>();
  const start = useMutation({
    ...trpc.repo.startMove.mutationOptions(),
    onSuccess: (started) => setPreviewId(started.previewId),
  });
  const preview = useQuery(
    trpc.repo.preview.queryOptions(
      { previewId: previewId ?? "" },
      {
        enabled: previewId !== undefined,
        staleTime: 0,
        refetchInterval: (query) => (query.state.data && isOver(query.state.data.job.state) ? false : 10_000),
      },
    ),
  );
  const isRead = preview.data !== undefined && isOver(preview.data.job.state);
  return {
    start: start.mutate,
    previewId,
    running: start.isPending || (previewId !== undefined && !isRead && preview.error === null),
    result: isRead ? preview.data.results[0] : undefined,
    error: start.error ?? preview.error,
  };
}
