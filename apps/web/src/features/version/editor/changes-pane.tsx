import type { FileDiff } from "@yardlet/core/version";
import { DiffFiles } from "@/features/version/diff/diff-files.tsx";
import { NotChecked } from "./not-checked.tsx";

interface ChangesPaneProps {
  files: readonly FileDiff[] | undefined;
  /** Why the server has not compared it. */
  fault: string | undefined;
}

/** What the draft changes, once the server has compared it. */
export function ChangesPane({ files, fault }: ChangesPaneProps) {
  return files ? <DiffFiles files={files} look="unified" /> : <NotChecked fault={fault}>Comparing…</NotChecked>;
}
