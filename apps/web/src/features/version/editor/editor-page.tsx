"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useViewer } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Note } from "@/ui/note.tsx";
import { isChanged, openDraft, type Draft } from "./draft.ts";
import { EditorView } from "./editor-view.tsx";
import { draftKey, keepDraft, readDraft } from "./kept-draft.ts";
import { LostDraft } from "./lost-draft.tsx";
import { fromEdit } from "./rebase.ts";

interface EditorPageProps {
  home: string;
  name: string;
  /** A change that was not written, to go on from. */
  change: string | null;
}

/** Opens the draft that was left in the browser, the change that was not written, or the version in force. */
export function EditorPage({ home, name, change }: EditorPageProps) {
  const trpc = useTRPC();
  const key = useDraftKey(home, name);
  const { data: detail } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  const [found, setFound] = useState(() => readDraft(localStorage, key));
  if (found && !detail.versions.some(({ number }) => number === found.base)) {
    const discard = () => {
      keepDraft(localStorage, key, undefined);
      setFound(undefined);
    };
    return <LostDraft draft={found} onDiscard={discard} />;
  }
  if (change === null || found) {
    return (
      <>
        {change === null ? null : (
          <Note tone="warn">
            The draft that you left here comes first. Save or discard it, then reload the page to go on from what was
            not written.
          </Note>
        )}
        <OpenedEditor home={home} name={name} found={found} />
      </>
    );
  }
  return <ChangeEditor home={home} name={name} change={change} />;
}

function useDraftKey(home: string, name: string): string {
  return draftKey(useViewer().userId, home, name);
}

function ChangeEditor({ change, ...named }: { home: string; name: string; change: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.edit.change.queryOptions({ ...named, change }));
  const { data: opened } = useSuspenseQuery(trpc.edit.open.queryOptions({ ...named, number: data.base }));
  const [start] = useState(() => fromEdit(data.files, { number: data.base, files: opened.files }, data.reason));
  return <OpenedEditor {...named} start={start} />;
}

function OpenedEditor({ home, name, found, start }: { home: string; name: string; found?: Draft; start?: Draft }) {
  const trpc = useTRPC();
  const named = { home, name };
  const keptAs = useDraftKey(home, name);
  const { data: detail } = useSuspenseQuery(trpc.skill.get.queryOptions(named));
  const begun = found ?? start;
  const [base, setBase] = useState(begun?.base ?? detail.item.version ?? 1);
  const [started, setStarted] = useState<Draft | undefined>(begun);
  const [round, setRound] = useState(0);
  const { data: opened } = useSuspenseQuery(trpc.edit.open.queryOptions({ ...named, number: base }));
  return (
    <EditorView
      key={round}
      detail={detail}
      keptAs={keptAs}
      start={started ?? openDraft(base, opened.files)}
      found={found !== undefined && started === found}
      base={opened.files}
      onDraft={(draft, files) => {
        keepDraft(localStorage, keptAs, isChanged(draft, files) ? draft : undefined);
        setStarted(draft);
        setBase(draft.base);
        setRound((before) => before + 1);
      }}
    />
  );
}
