"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { DraftPreview, DraftView } from "@yardlet/services";
import { useState } from "react";
import { useViewer } from "@/features/frame/viewer.tsx";
import { openDraft, type Draft } from "@/features/version/editor/draft.ts";
import { EditorFrame } from "@/features/version/editor/editor-frame.tsx";
import { keepDraft, readDraft, reviewKey } from "@/features/version/editor/kept-draft.ts";
import { SaveBar } from "@/features/version/editor/save-bar.tsx";
import { useDraft } from "@/features/version/editor/use-draft.ts";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { toast } from "@/ui/toast.tsx";
import { useDraftPreview } from "./use-draft-preview.ts";
import { useDraftSave } from "./use-draft-save.ts";

/** A draft has no number, so work on it begins with none. */
const NO_VERSION = 0;

/** The draft of a candidate, being edited: opens the work that was left in the browser, else the draft as it is. */
export function DraftEditor({ candidate }: { candidate: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.candidate.get.queryOptions({ id: candidate }));
  if (data.draft === null || data.state !== "open") {
    return <EmptyState title="It waits no more">This was decided meanwhile; the audit log says by whom.</EmptyState>;
  }
  return <OpenedDraft key={data.draft.id} candidate={candidate} id={data.draft.id} />;
}

function OpenedDraft({ candidate, id }: { candidate: string; id: string }) {
  const trpc = useTRPC();
  const { data: draft } = useSuspenseQuery(trpc.draft.get.queryOptions({ id }));
  const keptAs = reviewKey(useViewer().userId, id);
  const [found] = useState(() => readDraft(localStorage, keptAs));
  const [start, setStart] = useState<Draft | undefined>(found);
  const [round, setRound] = useState(0);
  return (
    <DraftWork
      key={round}
      candidate={candidate}
      draft={draft}
      keptAs={keptAs}
      start={start ?? openDraft(NO_VERSION, draft.files)}
      found={found !== undefined && start === found}
      onDraft={(next) => {
        keepDraft(localStorage, keptAs, next);
        setStart(next);
        setRound((before) => before + 1);
      }}
    />
  );
}

interface DraftWorkProps {
  candidate: string;
  draft: DraftView;
  start: Draft;
  found: boolean;
  /** The browser's key of the work. */
  keptAs: string;
  /** Goes on with other work; with none from the draft as it is. */
  onDraft: (work: Draft | undefined) => void;
}

function DraftWork({ candidate, draft, start, found, keptAs, onDraft }: DraftWorkProps) {
  const work = useDraft(keptAs, start, draft.files);
  const { data: preview, checking, fault } = useDraftPreview({ candidate, base: draft.id }, work.draft);
  const save = useDraftSave({ candidate, base: draft.id, name: draft.name, keptAs }, work.draft);
  const held = save.busy ? undefined : heldBy(work.changed, checking ? undefined : preview);
  const submit = () => {
    if (held === undefined && !save.busy) save.save();
  };
  const discard = () => {
    onDraft(undefined);
    toast({ text: `Discarded your work on ${draft.name}`, undo: () => onDraft(work.draft) });
  };
  return (
    <EditorFrame
      work={work}
      base={draft.files}
      found={found}
      preview={preview}
      checking={checking}
      fault={fault}
      skillHref=""
      onSave={submit}
    >
      <SaveBar
        action="Save the draft"
        held={held}
        busy={save.busy}
        onSave={submit}
        onDiscard={work.changed ? discard : undefined}
      >
        <p className={save.message ? "hint bad" : "hint"} role={save.message ? "alert" : undefined}>
          {save.message ?? held ?? "Saved, it is checked anew and waits in Review to be accepted."}
        </p>
      </SaveBar>
    </EditorFrame>
  );
}

/** Why it cannot be saved now; undefined when it can. The server decides again. */
function heldBy(changed: boolean, preview: Pick<DraftPreview, "lenient"> | undefined): string | undefined {
  if (!changed) return "Nothing is changed yet.";
  const fatal = preview?.lenient.some(({ severity }) => severity === "error");
  return fatal ? "No client could load it as it is: mend that first." : undefined;
}
