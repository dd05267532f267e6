"use client";

import type { Finding } from "@yardlet/core/skill";
import type { SkillPreview } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRef, useState, type ReactNode } from "react";
import { useKey } from "@/ui/keys.ts";
import { Note } from "@/ui/note.tsx";
import { WithRail } from "@/ui/section.tsx";
import { ChangesPane } from "./changes-pane.tsx";
import { ChecksPane } from "./checks-pane.tsx";
import { CodeEditor, type EditorHandle } from "./code-editor.tsx";
import { editFile, textOf, type BaseFile, type Draft } from "./draft.ts";
import { FileList, MAIN_FILE } from "./file-list.tsx";
import { NotChecked } from "./not-checked.tsx";
import type { DraftWork } from "./use-draft.ts";

const PreviewPane = dynamic(() => import("./preview-pane.tsx").then((module) => module.PreviewPane), { ssr: false });

const PANES = { source: "Source", preview: "Rendered", changes: "Changes" } as const;
type Pane = keyof typeof PANES;
const PANE_NAMES = ["source", "preview", "changes"] as const satisfies readonly Pane[];

/** What the server says of a text that is being edited. */
export type EditedText = Pick<SkillPreview, "lenient" | "strict" | "scan" | "body"> & {
  diff: Pick<SkillPreview["diff"], "files">;
};

interface EditorFrameProps {
  work: DraftWork;
  /** The files of the text that the work began with. */
  base: readonly BaseFile[];
  /** The work was found in the browser. */
  found: boolean;
  preview: EditedText | undefined;
  checking: boolean;
  /** Why the server has nothing to say of the text. */
  fault?: string | undefined;
  /** The page of the skill, for the links inside its text. */
  skillHref: string;
  /** Further notes above the files. */
  notes?: ReactNode;
  /** What stands below the checks. */
  rail?: ReactNode;
  onSave: () => void;
  /** The bar that saves. */
  children: ReactNode;
}

/** A skill's text being edited, whatever it is saved as: its files, one of them open, and what the checks say. */
export function EditorFrame(props: EditorFrameProps) {
  const { work, base, found, preview, checking, fault, skillHref, notes, rail, onSave, children } = props;
  const { draft, kept, change } = work;
  const [path, setPath] = useState(MAIN_FILE);
  const [pane, setPane] = useState<Pane>("source");
  const editor = useRef<EditorHandle>(null);
  const file = draft.files.find((one) => one.path === path);
  const text = file ? textOf(file, base) : null;
  useKey("mod+s", "Save", onSave);
  useKey("mod+enter", "Save", onSave);
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
        {notes}
      </div>
      <WithRail
        stuck
        rail={
          <>
            <ChecksPane
              findings={findings}
              checking={checking || (!preview && fault === undefined)}
              fault={fault}
              onGo={go}
            />
            {rail}
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
                  onSave={onSave}
                />
              ) : (
                <p className="t2 untold">
                  {path} is not text, or too long to be edited here. It stays as it is; it can be renamed or deleted.
                </p>
              )
            ) : pane === "preview" ? (
              preview ? (
                <PreviewPane body={preview.body} skillHref={skillHref} />
              ) : (
                <NotChecked fault={fault}>Reading…</NotChecked>
              )
            ) : (
              <ChangesPane files={preview?.diff.files} fault={fault} />
            )}
          </div>
        </div>
      </WithRail>
      {children}
    </>
  );
}

const SCAN_TONES = { critical: "error", high: "error", medium: "warning", low: "info" } as const;

/** What keeps it from being saved, what could harm, and what the open format says besides. */
function allFindings({ lenient, strict, scan }: EditedText): Finding[] {
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
