import type { ReactNode } from "react";
import { Glyph } from "./glyph.tsx";

/** A message that stays where the thing is it speaks of. */
export function Note({ tone, children }: { tone: "bad" | "warn"; children: ReactNode }) {
  return (
    <div className={`note ${tone}`} role={tone === "bad" ? "alert" : "status"}>
      <Glyph name={tone === "bad" ? "x" : "warn"} tone={tone} />
      <span>{children}</span>
    </div>
  );
}
