"use client";

import type { Finding } from "@yardlet/core/skill";
import type { SkillPreview } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useKey } from "@/ui/keys.ts";
import { Note } from "@/ui/note.tsx";
import { WithRail } from "@/ui/section.tsx";
import { BehindPanel } from "./behind-panel.tsx";
import { BudgetPane } from "./budget-pane.tsx";
import { ChangesPane } from "./changes-pane.tsx";
import { ChecksPane } from "./checks-pane.tsx";
import { CodeEditor, type EditorHandle } from "./code-editor.tsx";
import { editFile, openDraft, textOf, type BaseFile, type Draft } from "./draft.ts";
import { FileList, MAIN_FILE } from "./file-list.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useDraft } from "./use-draft.ts";
import { usePreview } from "./use-preview.ts";
import { useSave } from "./use-save.ts";

const PreviewPane = dynamic(() => import("./preview-pane.tsx").then((module) => module.PreviewPane), { ssr: false });

const PANES = { source: "Source", preview: "Rendered", changes: "Changes" } as const;
type Pane = keyof typeof PANES;
const PANE_NAMES = ["source", "preview", "changes"] as const satisfies readonly Pane[];

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

/** A skill being edited: its files, one of them open, what the validator says, and why the change is made. */
export function EditorView({ named, start, found, base, current, next, onDraft }: EditorViewProps) {
  const { draft, changed, kept, change } = useDraft(named, start, base);
  const [path, setPath] = useState(MAIN_FILE);
  const [pane, setPane] = useState<Pane>("source");
  const editor = useRef<EditorHandle>(null);
  const { data: preview, checking } = usePreview(named, draft);
  const save = useSave(named, draft);
  const file = draft.files.find((one) => one.path === path);
  const text = file ? textOf(file, base) : null;
  const held = heldBy({ behind: draft.base !== current, changed, reason: draft.reason });
  const submit = () => {
    if (held === undefined && !save.busy) save.save();
  };
  useKey("mod+s", "Save", submit);
  useKey("mod+enter", "Save", submit);
  const go = (finding: Finding) => {
    setPane("source");
    setPath(draft.files.some((one) => one.path === finding.file) ? finding.file : MAIN_FILE);
    setTimeout(() => editor.current?.goTo(finding.line ?? 1));
  };
  const findings = preview ? allFindings(preview) : [];
  return (
    <>
      <div className="edit-notes">
        {found ? (
          <Note tone="warn">
            This is the draft you left here; it is in this browser only, until you save or discard it.
          </Note>
        ) : null}
        {kept ? null : (
          <Note tone="bad">The browser has no room to keep this draft: save it before you leave the page.</Note>
        )}
        {draft.base === current ? null : (
          <BehindPanel named={named} draft={draft} base={base} current={current} onDraft={onDraft} />
        )}
      </div>
      <WithRail
        stuck
        rail={
          <>
            <ChecksPane findings={findings} checking={checking} onGo={go} />
            <BudgetPane budgets={preview?.budgets ?? []} />
          </>
        }
      >
        <div className="edit-frame">
          <FileList draft={draft} base={base} open={path} onOpen={setPath} onChange={change} />
          <div className="edit-main">
            <div className="seg" role="group" aria-label="What shows">
              {PANE_NAMES.map((one) => (
                <button key={one} type="button" aria-pressed={pane === one} onClick={() => setPane(one)}>
                  {PANES[one]}
                </button>
              ))}
            </div>
            {pane === "source" ? (
              file && text !== null ? (
                <CodeEditor
                  key={path}
                  ref={editor}
                  path={path}
                  text={text}
                  findings={findings.filter((finding) => finding.file === path)}
                  onChange={(typed) =>
                    change((before) => editFile(before, path, { text: sameAsBase(typed, path, before, base) }))
                  }
                  onSave={submit}
                />
              ) : (
                <p className="t2 untold">
                  {path} is not text, or too long to be edited here. It stays as it is; it can be renamed or deleted.
                </p>
              )
            ) : pane === "preview" ? (
              <PreviewPane body={preview?.body ?? ""} skillHref={`/skills/${named.home}/${named.name}`} />
            ) : (
              <ChangesPane files={preview?.diff.files} />
            )}
          </div>
        </div>
      </WithRail>
      <SaveBar
        reason={draft.reason}
        onReason={(reason) => change((before) => ({ ...before, reason }))}
        held={held}
        error={save.message}
        busy={save.busy}
        version={next}
        onSave={submit}
        onDiscard={changed ? () => onDraft(openDraft(draft.base, base), base) : undefined}
      />
    </>
  );
}

const SCAN_TONES = { critical: "error", high: "error", medium: "warning", low: "info" } as const;

/** What keeps it from being saved, what could harm, and what the open format says besides. */
function allFindings({ lenient, strict, scan }: SkillPreview): Finding[] {
  const fatal = lenient.filter(({ severity }) => severity === "error");
  const harms = scan.map(({ rule, severity, message, file, line }) => ({
    rule,
    severity: SCAN_TONES[severity],
    message: `${severity}: ${message}`,
    file,
    line,
  }));
  return [
    ...fatal,
    ...harms,
    ...strict.filter((one) => !fatal.some(({ rule, line }) => rule === one.rule && line === one.line)),
  ];
}

/** A text that is the base's again is no change. */
function sameAsBase(typed: string, path: string, draft: Draft, base: readonly BaseFile[]): string | null {
  const was = draft.files.find((file) => file.path === path)?.was;
  return base.find((file) => file.path === was)?.text === typed ? null : typed;
}

/** Why the draft cannot be saved now. */
function heldBy(it: { behind: boolean; changed: boolean; reason: string }): string | undefined {
  if (it.behind) return "First put your work together with the version in force.";
  if (!it.changed) return "Nothing is changed yet.";
  return it.reason.trim() === "" ? "Say why, for those who come after you." : undefined;
}
