"use client";

import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { Button } from "@/ui/button.tsx";
import { useKey } from "@/ui/keys.ts";

const DistilDialog = dynamic(() => import("./distil-dialog.tsx").then((module) => module.DistilDialog), { ssr: false });

/** What a page shows of distilling by hand; for who may not do it there is nothing. */
interface DistilChoice {
  /** For the head of the page, with its key. */
  mainButton: ReactNode;
  /** For an empty state. */
  button: ReactNode;
  /** What is asked, while it is asked. */
  dialog: ReactNode;
}

/** Lets a member distil now: by a button, by the key `d`, and by a dialog in which `repo` is chosen at first. */
export function useDistilChoice(repo: string | null): DistilChoice {
  const [choosing, setChoosing] = useState(false);
  const mayDistil = useMay("distil.run");
  const choose = () => setChoosing(true);
  useKey("d", "Distil now", choose, mayDistil);
  if (!mayDistil) return { mainButton: null, button: null, dialog: null };
  return {
    mainButton: (
      <Button kind="primary" keys={["d"]} onClick={choose}>
        Distil now…
      </Button>
    ),
    button: <Button onClick={choose}>Distil now…</Button>,
    dialog: choosing ? <DistilDialog repo={repo} onClose={() => setChoosing(false)} /> : null,
  };
}
