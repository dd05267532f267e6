"use client";

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintGutter, nextDiagnostic, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Finding } from "@yardlet/core/skill";
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from "react";
import { HIDDEN } from "@/features/skill/hidden-characters.ts";
import { HIGHLIGHT, languageOf } from "./language.ts";

/** What the page around may ask of the editor. */
export interface EditorHandle {
  /** Puts the cursor on a line, counted from 1. */
  goTo: (line: number) => void;
}

interface CodeEditorProps {
  ref?: Ref<EditorHandle>;
  /** The file's path, which also tells its language. */
  path: string;
  /** What it starts with; another text needs another `key`. */
  text: string;
  findings: readonly Finding[];
  onChange: (text: string) => void;
  onSave: () => void;
}

/** A file as it is being edited. Tab leaves it, so that the keyboard alone gets in and out. */
export function CodeEditor({ ref, path, text, findings, onChange, onSave }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const tell = useEffectEvent(onChange);
  const save = useEffectEvent(onSave);
  const open = useEffectEvent(() =>
    stateOf(
      path,
      text,
      (changed) => tell(changed),
      () => save(),
    ),
  );
  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({ parent: place.current, state: open() });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    const { current } = view;
    if (current) current.dispatch(setDiagnostics(current.state, diagnosticsOf(current.state, findings)));
  }, [findings]);
  useImperativeHandle(ref, () => ({ goTo: (line) => goTo(view.current, line) }), []);
  return <div ref={place} className="editor" />;
}

function stateOf(path: string, text: string, tell: (text: string) => void, save: () => void): EditorState {
  const saves = ["Mod-s", "Mod-Enter"].map((key) => ({ key, preventDefault: true, run: () => (save(), true) }));
  return EditorState.create({
    doc: text,
    extensions: [
      lineBreaks(text),
      keymap.of([...saves, { key: "F8", run: nextDiagnostic }, ...historyKeymap, ...defaultKeymap]),
      history(),
      lineNumbers(),
      lintGutter(),
      drawSelection(),
      highlightActiveLine(),
      highlightSpecialChars({ addSpecialChars: HIDDEN }),
      EditorView.lineWrapping,
      EditorView.cspNonce.of(nonceOfDocument()),
      EditorView.contentAttributes.of({ "aria-label": path, spellcheck: "false" }),
      languageOf(path),
      HIGHLIGHT,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) tell(update.state.sliceDoc());
      }),
    ],
  });
}

/** Lines end as they did in the file: a save changes only what was edited. */
function lineBreaks(text: string): Extension {
  const all = text.match(/\r?\n/g) ?? [];
  const isWindows = all.length > 0 && all.every((end) => end === "\r\n");
  return isWindows ? EditorState.lineSeparator.of("\r\n") : [];
}

/** The content policy lets a style in only with the nonce of the document, whichever page of it shows now. */
function nonceOfDocument(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}

function diagnosticsOf({ doc }: EditorState, findings: readonly Finding[]): Diagnostic[] {
  return findings
    .map((finding) => {
      const line = doc.line(Math.min(doc.lines, Math.max(1, finding.line ?? 1)));
      return {
        from: line.from,
        to: line.to,
        severity: finding.severity,
        source: finding.rule,
        message: finding.message,
      };
    })
    .toSorted((a, b) => a.from - b.from);
}

function goTo(view: EditorView | undefined, line: number): void {
  if (!view) return;
  const { from } = view.state.doc.line(Math.min(view.state.doc.lines, Math.max(1, line)));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
}
