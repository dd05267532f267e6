"use client";

import { useSyncExternalStore } from "react";
import { Glyph } from "./glyph.tsx";

export interface ToastInput {
  /** What was done, in words. */
  text: string;
  tone?: "good" | "bad";
  /** Takes it back; the toast then stays twice as long. */
  undo?: () => void;
}

interface Shown extends ToastInput {
  id: number;
}

const STAY_MS = 6_000;
const MOST = 3;

let shown: readonly Shown[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Says what an action did. Errors that belong to a field stand at the field instead. */
export function toast(input: ToastInput): void {
  const id = (lastId += 1);
  change([...shown, { ...input, id }].slice(-MOST));
  setTimeout(() => dismiss(id), input.undo || input.tone === "bad" ? STAY_MS * 2 : STAY_MS);
}

/** The place toasts appear in; once a document. */
export function Toaster() {
  const toasts = useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  );
  return (
    <output className="toasts" aria-live="polite">
      {toasts.map(({ id, text, tone = "good", undo }) => (
        <span key={id} className="toast">
          <Glyph name={tone === "good" ? "ok" : "x"} tone={tone} />
          <span>{text}</span>
          {undo ? (
            <button
              type="button"
              className="act"
              onClick={() => {
                dismiss(id);
                undo();
              }}
            >
              undo
            </button>
          ) : null}
          <button type="button" className="act" onClick={() => dismiss(id)}>
            close
          </button>
        </span>
      ))}
    </output>
  );
}

const NONE: readonly Shown[] = [];

function dismiss(id: number): void {
  change(shown.filter((one) => one.id !== id));
}

function change(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
