import type { ReactNode } from "react";
import { Glyph } from "@/ui/glyph.tsx";

interface SetupStepProps {
  number: 1 | 2 | 3;
  title: string;
  state: "done" | "now" | "later";
  /** One line about a step that is done. */
  summary?: ReactNode;
  /** Opens a done step again. */
  onChange?: (() => void) | undefined;
  children?: ReactNode;
}

export function SetupStep({ number, title, state, summary, onChange, children }: SetupStepProps) {
  return (
    <li aria-current={state === "now" ? "step" : undefined}>
      <span className="no">
        {state === "done" ? (
          <>
            <Glyph name="ok" />
            <span className="vh">done</span>
          </>
        ) : (
          number
        )}
      </span>
      <h2>{title}</h2>
      {state === "done" && onChange ? (
        <button type="button" className="act sm" onClick={onChange}>
          change<span className="vh"> the {title.toLowerCase()}</span>
        </button>
      ) : (
        <span className="sm t3">{state === "now" ? `step ${number} of 3` : null}</span>
      )}
      {state === "done" && summary ? <p className="body sm t3">{summary}</p> : null}
      {state === "now" ? children : null}
    </li>
  );
}
