import type { ReactNode } from "react";
import { CopyCommand } from "@/ui/copy.tsx";
import { Mark } from "@/ui/glyph.tsx";

export function SetupFrame({ children }: { children: ReactNode }) {
  return (
    <div className="page bare">
      <main id="main" tabIndex={-1}>
        <div className="setup">
          <div className="brand">
            <Mark />
            Yardlet
          </div>
          <h1>Set up this server</h1>
          <p className="lead">Three steps, about two minutes. Each can be changed later in Settings.</p>
          <ol>{children}</ol>
          <div className="after">
            <h3>Then ask in a repo</h3>
            <p>The command line answers for one repo, with or without this server.</p>
            <CopyCommand command="npx yardlet skill suggest" />
          </div>
        </div>
      </main>
    </div>
  );
}
