"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { Resolution } from "@yardlet/core/version";
import type { EditedFile, OpenedEdit } from "@yardlet/services";
import { useState } from "react";
import { MergeConflicts } from "@/features/merge/merge-conflicts.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { Note } from "@/ui/note.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { toast } from "@/ui/toast.tsx";
import { ChangesPane } from "./changes-pane.tsx";
import { openDraft, type BaseFile, type Draft } from "./draft.ts";
import { fromEdit, rebase, toEdit } from "./rebase.ts";
import { usePreview } from "./use-preview.ts";

interface BehindPanelProps {
  named: { home: string; name: string };
  draft: Draft;
  base: readonly BaseFile[];
  /** The version that is in force by now. */
  current: number;
  /** Goes on with another draft, of a version with these files. */
  onDraft: (draft: Draft, files: readonly BaseFile[]) => void;
}

const SIDES = { base: "before both", mine: "mine", theirs: "theirs" } as const;

/** Somebody else has saved meanwhile: what differs, and three ways on. Nothing of either is lost by looking. */
export function BehindPanel({ named, draft, base, current, onDraft }: BehindPanelProps) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const [looking, setLooking] = useState(false);
  const newer = useQuery(trpc.edit.open.queryOptions({ ...named, number: current }));
  const edit = toEdit(draft);
  const go = (files: readonly EditedFile[], { version, files: theirs }: OpenedEdit) =>
    onDraft(fromEdit(files, { number: version, files: theirs }, draft.reason), theirs);
  const merge = useMutation({
    mutationFn: (resolutions: Resolution[]) => api.edit.merge.mutate({ ...named, base: draft.base, edit, resolutions }),
    onSuccess: (merged) => {
      if (merged.files === null || !newer.data) return;
      go(merged.files, newer.data);
      toast({ text: `Merged with v${merged.version}; look at the changes, then save` });
    },
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
  });
  const drop = ({ files }: OpenedEdit) => {
    onDraft(openDraft(current, files), files);
    toast({ text: `Took v${current}; your work is dropped`, undo: () => onDraft(draft, base) });
  };
  const ready = newer.data?.version === current;
  const conflicts = merge.data?.files === null && merge.data.version === current ? merge.data.conflicts : [];
  return (
    <div className="behind">
      <Note tone="warn">
        v{current} came into force while you worked on v{draft.base}. Your work is kept; put it together with v{current}
        , or choose one.
      </Note>
      <div className="row">
        <Button kind="primary" disabled={!ready} busy={merge.isPending} onClick={() => merge.mutate([])}>
          Merge
        </Button>
        <Button
          disabled={!ready}
          onClick={() => {
            if (newer.data)
              onDraft(rebase(draft, base, { number: current, files: newer.data.files }), newer.data.files);
          }}
        >
          Keep my files over theirs
        </Button>
        <Button
          kind="danger"
          disabled={!ready}
          onClick={() => {
            if (newer.data) drop(newer.data);
          }}
        >
          Take theirs, drop mine
        </Button>
        <Button kind="quiet" aria-expanded={looking} onClick={() => setLooking(!looking)}>
          {looking ? "Hide the difference" : "Show the difference"}
        </Button>
      </div>
      {newer.isError ? <QueryError error={newer.error} onRetry={() => void newer.refetch()} /> : null}
      {looking ? (
        <Section title={`From v${current} to mine`}>
          <Against named={named} draft={draft} current={current} />
        </Section>
      ) : null}
      {conflicts.length > 0 ? (
        <MergeConflicts
          conflicts={conflicts}
          names={SIDES}
          busy={merge.isPending}
          action="Merge like this"
          onDone={(resolutions) => merge.mutate(resolutions)}
        />
      ) : null}
    </div>
  );
}

/** The draft beside what others made of the skill. */
function Against({ named, draft, current }: Pick<BehindPanelProps, "named" | "draft" | "current">) {
  const { data, fault } = usePreview(named, draft, current);
  return <ChangesPane files={data?.diff.files} fault={fault} />;
}
