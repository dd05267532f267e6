import type { ReactNode } from "react";
import { Mark } from "@/ui/glyph.tsx";

/** A page outside the frame: one narrow column. */
export function Door({ title, lead, children }: { title: string; lead: ReactNode; children?: ReactNode }) {
  return (
    <div className="page bare">
      <main id="main" tabIndex={-1}>
        <div className="door">
          <div className="brand">
            <Mark />
            Yardlet
          </div>
          <h1>{title}</h1>
          <p className="t2">{lead}</p>
          {children}
        </div>
      </main>
    </div>
  );
}
