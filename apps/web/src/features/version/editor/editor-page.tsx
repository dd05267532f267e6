"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { isChanged, openDraft, type Draft } from "./draft.ts";
import { EditorView } from "./editor-view.tsx";
import { draftKey, keepDraft, readDraft } from "./kept-draft.ts";

/** Opens the draft that was left in the browser, or the version in force. */
export function EditorPage({ home, name }: { home: string; name: string }) {
  const trpc = useTRPC();
  const named = { home, name };
  const { data: detail } = useSuspenseQuery(trpc.skill.get.queryOptions(named));
  const [found] = useState(() => readDraft(localStorage, draftKey(home, name)));
  const [base, setBase] = useState(found?.base ?? detail.item.version ?? 1);
  const [started, setStarted] = useState<Draft | undefined>(found);
  const [round, setRound] = useState(0);
  const { data: opened } = useSuspenseQuery(trpc.edit.open.queryOptions({ ...named, number: base }));
  return (
    <EditorView
      key={round}
      named={named}
      start={started ?? openDraft(base, opened.files)}
      found={found !== undefined && started === found}
      base={opened.files}
      current={detail.item.version ?? base}
      next={Math.max(...detail.versions.map(({ number }) => number)) + 1}
      onDraft={(draft, files) => {
        keepDraft(localStorage, draftKey(home, name), isChanged(draft, files) ? draft : undefined);
        setStarted(draft);
        setBase(draft.base);
        setRound(round + 1);
      }}
    />
  );
}
