"use client";

import type { Delivery, Repo } from "@yardlet/core/repo";
import { DELIVERIES } from "@/features/equip/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { Button } from "@/ui/button.tsx";
import { capital } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { useRepoSettings } from "./settings-action.ts";

/** The way that is left when a server declines pushes. */
const INSTEAD = { commit: "branch", branch: "none", none: "none" } as const satisfies Record<Delivery, Delivery>;
const OFFERS = {
  branch: "Deliver by branch",
  none: "Make patches instead",
  commit: "Commit",
} as const satisfies Record<Delivery, string>;

/** The server took no push: what was to be written waits as a patch, and another delivery is offered. */
export function DeclinedPush({ repo, said }: { repo: Repo; said: string }) {
  const { change, isPending } = useRepoSettings(repo);
  const mayConfigure = useMay("repo.configure");
  const instead = INSTEAD[repo.delivery];
  return (
    <Note tone="warn">
      {capital(said)}. What was to be written waits as a patch, and nothing is pushed by itself.{" "}
      {mayConfigure ? (
        <Button busy={isPending} onClick={() => change({ delivery: instead })}>
          {OFFERS[instead]}
        </Button>
      ) : (
        `An admin may choose another delivery: ${DELIVERIES[instead].sentence}.`
      )}
    </Note>
  );
}

/** The server sends on to another address. */
export function MovedRepo({ repo: { slug, movedTo } }: { repo: Repo }) {
  const mayConfigure = useMay("repo.configure");
  return (
    <Note tone="warn">
      The server sends on to <span className="mono">{movedTo}</span>.{" "}
      {mayConfigure ? (
        <Link className="link" href={`/repos/${slug}?tab=settings`}>
          Change address to that
        </Link>
      ) : (
        "An admin may change the address."
      )}
    </Note>
  );
}
