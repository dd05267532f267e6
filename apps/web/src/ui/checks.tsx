import type { ReactNode } from "react";
import { Glyph, type GlyphName, type GlyphTone } from "./glyph.tsx";

const LOOKS = {
  pass: { glyph: "ok", tone: "good", word: "passed" },
  warn: { glyph: "warn", tone: "warn", word: "warning" },
  fail: { glyph: "x", tone: "bad", word: "failed" },
  unknown: { glyph: "few", tone: "unk", word: "unknown" },
} as const satisfies Record<string, { glyph: GlyphName; tone: GlyphTone; word: string }>;
export type CheckState = keyof typeof LOOKS;

/** `ruled` draws the rule above, where no table head does. */
export function Checks({ ruled = false, children }: { ruled?: boolean; children: ReactNode }) {
  return <ul className={ruled ? "checks ruled" : "checks"}>{children}</ul>;
}

/** Glyph, name, reason. */
export function Check({ state, name, children }: { state: CheckState; name: ReactNode; children?: ReactNode }) {
  const look = LOOKS[state];
  return (
    <li>
      <Glyph name={look.glyph} tone={look.tone} />
      <b>
        {name}
        <span className="vh">, {look.word}</span>
      </b>
      <span className="t2">{children}</span>
    </li>
  );
}
