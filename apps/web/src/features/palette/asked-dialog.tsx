"use client";

import { CreateDialog, ResearchDialog } from "@/features/agent/dialogs.ts";
import { DistilDialog } from "@/features/distil/distil-dialog.tsx";

const DIALOGS = { research: ResearchDialog, create: CreateDialog, distil: DistilDialog } as const;

/** What the palette asks for in a dialog; fetched with the first of them, so that no page carries it. */
export function AskedDialog({ about, onClose }: { about: keyof typeof DIALOGS; onClose: () => void }) {
  const Dialog = DIALOGS[about];
  return <Dialog onClose={onClose} />;
}
