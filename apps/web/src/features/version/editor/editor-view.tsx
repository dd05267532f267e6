"use client";

import { BehindPanel } from "./behind-panel.tsx";
import { BudgetPane } from "./budget-pane.tsx";
import { openDraft, type BaseFile, type Draft } from "./draft.ts";
import { EditorFrame } from "./editor-frame.tsx";
import { draftKey } from "./kept-draft.ts";
import { ReasonField, SaveBar } from "./save-bar.tsx";
import { useDraft } from "./use-draft.ts";
import { usePreview } from "./use-preview.ts";
import { useSave } from "./use-save.ts";

interface EditorViewProps {
  named: { home: string; name: string };
  start: Draft;
  /** The draft was found in the browser. */
  found: boolean;
  /** The files of the version that the draft began with. */
  base: readonly BaseFile[];
  /** The version in force. */
  current: number;
  /** The number that a save makes. */
  next: number;
  /** Goes on with another draft, of a version with these files. */
  onDraft: (draft: Draft, files: readonly BaseFile[]) => void;
}

/** A skill being edited: a save is its next version, with the reason of the change. */
export function EditorView({ named, start, found, base, current, next, onDraft }: EditorViewProps) {
  const { home, name } = named;
  const work = useDraft(draftKey(home, name), start, base);
  const { draft, changed, change } = work;
  const { data: preview, checking } = usePreview(named, draft);
  const save = useSave(named, draft);
  const held = heldBy({ behind: draft.base !== current, changed, reason: draft.reason });
  const submit = () => {
    if (held === undefined && !save.busy) save.save();
  };
  return (
    <EditorFrame
      work={work}
      base={base}
      found={found}
      preview={preview}
      checking={checking}
      skillHref={`/skills/${home}/${name}`}
      notes={
        draft.base === current ? null : (
          <BehindPanel named={named} draft={draft} base={base} current={current} onDraft={onDraft} />
        )
      }
      rail={<BudgetPane budgets={preview?.budgets ?? []} />}
      onSave={submit}
    >
      <SaveBar
        action={`Save as v${next}`}
        held={held}
        busy={save.busy}
        onSave={submit}
        onDiscard={changed ? () => onDraft(openDraft(draft.base, base), base) : undefined}
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

/** Why the draft cannot be saved now. */
function heldBy(it: { behind: boolean; changed: boolean; reason: string }): string | undefined {
  if (it.behind) return "First put your work together with the version in force.";
  if (!it.changed) return "Nothing is changed yet.";
  return it.reason.trim() === "" ? "Say why, for those who come after you." : undefined;
}
