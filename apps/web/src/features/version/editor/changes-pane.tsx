import type { FileDiff } from "@yardlet/core/version";
import { DiffFiles } from "@/features/version/diff/diff-files.tsx";

/** What the draft changes, once the server has compared it. */
export function ChangesPane({ files }: { files: readonly FileDiff[] | undefined }) {
  return files ? <DiffFiles files={files} look="unified" /> : <p className="t3">Comparing…</p>;
}
