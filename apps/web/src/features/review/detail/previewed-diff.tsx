"use client";

import { useQuery } from "@tanstack/react-query";
import type { EditableFile } from "@yardlet/services";
import { useMay } from "@/features/frame/viewer.tsx";
import { DiffFiles } from "@/features/version/diff/diff-files.tsx";
import type { Cite } from "@/features/version/diff/diff-lines.tsx";
import { useTRPCClient } from "@/trpc/client.ts";
import { QueryError } from "@/ui/query-error.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";

interface PreviewedDiffProps {
  named: { home: string; name: string };
  /** The version that the text would follow. */
  base: number;
  files: readonly Pick<EditableFile, "path" | "mode" | "text">[];
  /** What lines of a file rest on, where something says so. */
  cites?: Readonly<Record<string, Cite>>;
}

/** What a text would change in a version, if it were saved as the next. A file that is no text counts as the version's own. */
export function PreviewedDiff({ named: { home, name }, base, files, cites = {} }: PreviewedDiffProps) {
  const api = useTRPCClient();
  const mayWrite = useMay("skill.write");
  const preview = useQuery({
    queryKey: ["review.diff", home, name, base, files],
    queryFn: () =>
      api.version.preview.mutate({
        home,
        name,
        base,
        edit: {
          files: files.map(({ path, mode, text }) =>
            text === null ? { path, mode, from: path } : { path, mode, text },
          ),
        },
      }),
    enabled: mayWrite,
  });
  if (!mayWrite) return <p className="t2">Curators see here, line by line, what it would change.</p>;
  if (preview.isError) return <QueryError error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <SkeletonTable rows={6} columns={2} />;
  return <DiffFiles files={preview.data.diff.files} look="unified" cites={cites} />;
}
