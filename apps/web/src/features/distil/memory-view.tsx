"use client";

import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { CopyCommand } from "@/ui/copy.tsx";
import { TextArea } from "@/ui/field.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { LessonsTabs } from "./lessons-tabs.tsx";
import { EXAMPLE_DESIGN } from "./memory-example.ts";
import { MemoryVerdict } from "./memory-verdict.tsx";
import { useMemoryVerdict } from "./use-memory-verdict.ts";

/** Hand in a memory design, and see at once whether it would be accepted. Nothing is stored, and nothing of it is run. */
export function MemoryView() {
  const [typed, setTyped] = useState("");
  const [unread, setUnread] = useState<string>();
  const { judged, checking, fault } = useMemoryVerdict(typed);
  const put = (text: string) => {
    setUnread(undefined);
    setTyped(text);
  };
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      put(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
    } catch {
      setUnread(`${file.name} is not UTF-8 text; choose a JSON file`);
    }
  };
  return (
    <>
      <PageHead
        title="Memory design"
        lead="How an agent remembers, judged before it is used: the interface is computed, and what the design would do is read from its text. Nothing is stored, and nothing of it is run."
      />
      <LessonsTabs current="memory" />
      <div className="form memory-form">
        <TextArea
          label="Document"
          hint="yardlet.memory-candidate/1, as JSON"
          error={unread ?? fault}
          rows={typed === "" ? 10 : 14}
          spellCheck={false}
          value={typed}
          onChange={(event) => put(event.target.value)}
        />
        <div className="row">
          <label className="btn file">
            Choose a file
            <input
              type="file"
              accept=".json,application/json"
              onChange={(event) => {
                void read(event.target.files?.[0]);
                event.target.value = "";
              }}
            />
          </label>
          {typed === "" ? (
            <Button onClick={() => put(EXAMPLE_DESIGN)}>Try an example</Button>
          ) : (
            <Button kind="quiet" onClick={() => put("")}>
              Clear
            </Button>
          )}
          <span className="t3" role="status">
            {checking ? "Judging" : ""}
          </span>
        </div>
        {judged === undefined ? <CopyCommand command="npx yardlet distil candidate --input design.json" /> : null}
      </div>
      {judged === undefined ? null : <MemoryVerdict {...judged} />}
    </>
  );
}
