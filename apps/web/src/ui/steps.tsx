import type { ReactNode } from "react";
import { Glyph, type GlyphName, type GlyphTone } from "./glyph.tsx";

const LOOKS = {
  done: { glyph: "ok", tone: "good", word: "done", className: undefined },
  now: { glyph: "now", tone: "now", word: "running", className: "now" },
  failed: { glyph: "x", tone: "bad", word: "failed", className: "now" },
  stopped: { glyph: "none", tone: "unk", word: "stopped", className: "now" },
  later: { glyph: "few", tone: "unk", word: "to come", className: "later" },
} as const satisfies Record<string, { glyph: GlyphName; tone: GlyphTone; word: string; className: string | undefined }>;
export type StepState = keyof typeof LOOKS;

export function Steps({ children }: { children: ReactNode }) {
  return <ol className="steps">{children}</ol>;
}

export function Step({ state, note, children }: { state: StepState; note?: ReactNode; children: ReactNode }) {
  const look = LOOKS[state];
  return (
    <li className={look.className} aria-current={state === "now" ? "step" : undefined}>
      <Glyph name={look.glyph} tone={look.tone} />
      <span>
        {children}
        <span className="vh">, {look.word}</span>
      </span>
      <span className="t3">{note}</span>
    </li>
  );
}
