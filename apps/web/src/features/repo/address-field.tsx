"use client";

import type { Repo } from "@yardlet/core/repo";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { Button } from "@/ui/button.tsx";
import { Note } from "@/ui/note.tsx";

const MoveDialog = dynamic(() => import("./move-dialog.tsx").then((module) => module.MoveDialog), { ssr: false });

/** Where the repo is, and the way to say that it has moved. */
export function AddressField({ repo }: { repo: Pick<Repo, "slug" | "location" | "movedTo"> }) {
  const [asking, setAsking] = useState(false);
  const mayConfigure = useMay("repo.configure");
  return (
    <div className="stack">
      <p className="mono">{repo.location}</p>
      {repo.movedTo === null ? null : (
        <Note tone="warn">
          Its server sends on to <span className="mono">{repo.movedTo}</span>.
        </Note>
      )}
      {mayConfigure ? (
        <p className="more">
          <Button kind={repo.movedTo === null ? "plain" : "primary"} onClick={() => setAsking(true)}>
            Change address…
          </Button>
        </p>
      ) : null}
      {asking ? <MoveDialog slug={repo.slug} movedTo={repo.movedTo} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}
