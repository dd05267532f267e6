"use client";

import type { SkillDetail } from "@yardlet/services";
import { toast } from "@/ui/toast.tsx";
import { BehindPanel } from "./behind-panel.tsx";
import { BudgetPane } from "./budget-pane.tsx";
import { openDraft, type BaseFile, type Draft } from "./draft.ts";
import { EditorFrame } from "./editor-frame.tsx";
import { heldBy } from "./held-by.ts";
import { ReasonField, SaveBar } from "./save-bar.tsx";
import { useDraft } from "./use-draft.ts";
import { usePreview } from "./use-preview.ts";
import { useSave } from "./use-save.ts";

interface EditorViewProps {
  detail: SkillDetail;
  /** The browser's key of the draft. */
  keptAs: string;
  start: Draft;
  /** The draft was found in the browser. */
  found: boolean;
  /** The files of the version that the draft began with. */
  base: readonly BaseFile[];
  /** Goes on with another draft, of a version with these files. */
  onDraft: (draft: Draft, files: readonly BaseFile[]) => void;
}

/** A skill being edited: a save is its next version, with the reason of the change. */
export function EditorView({ detail, keptAs, start, found, base, onDraft }: EditorViewProps) {
  const { item, waiting, versions } = detail;
  const named = { home: item.homeSlug, name: item.name };
  const work = useDraft(keptAs, start, base);
  const { draft, changed, change } = work;
  const { data: preview, checking, fault } = usePreview(named, draft);
  const save = useSave(named, keptAs, draft);
  const current = item.version ?? draft.base;
  const next = Math.max(...versions.map(({ number }) => number)) + 1;
  // What was just saved may come into force, or be on its way, before the page has gone.
  const behind = draft.base !== current && !save.busy;
  const looked = checking ? undefined : preview;
  const held = save.busy
    ? undefined
    : heldBy({ skill: item, waiting, behind, changed, preview: looked, reason: draft.reason });
  const submit = () => {
    if (held === undefined && !save.busy) save.save();
  };
  const discard = () => {
    onDraft(openDraft(draft.base, base), base);
    toast({ text: `Discarded your draft of ${item.name}`, undo: () => onDraft(draft, base) });
  };
  return (
    <EditorFrame
      work={work}
      base={base}
      found={found}
      preview={preview}
      checking={checking}
      fault={fault}
      skillHref={`/skills/${item.homeSlug}/${item.name}`}
      notes={
        behind ? <BehindPanel named={named} draft={draft} base={base} current={current} onDraft={onDraft} /> : null
      }
      rail={<BudgetPane budgets={preview?.budgets} fault={fault} />}
      onSave={submit}
    >
      <SaveBar
        action={`Save as v${next}`}
        held={held}
        busy={save.busy}
        onSave={submit}
        onDiscard={changed ? discard : undefined}
      >
        <ReasonField
          reason={draft.reason}
          onReason={(reason) => change((before) => ({ ...before, reason }))}
          hint={held}
          error={save.message}
        />
      </SaveBar>
    </EditorFrame>
  );
}
