"use client";

import type { AutomaticEntry } from "@yardlet/services";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { didWord } from "@/features/audit/words.ts";
import { nameList } from "@/features/equip/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { reasonWord } from "@/features/score/words.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { RowAction } from "@/ui/button.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";

/** What Yardlet did with nobody asking; an equip can be taken back. */
export function Automatic({ entries }: { entries: readonly AutomaticEntry[] }) {
  const mayUndo = useMay("equip.write");
  const undo = useUndoEquip();
  return (
    <Section
      title="Done automatically since yesterday"
      note="every line is in the audit log"
      end={
        <Link className="link" href="/settings?tab=audit&actor=worker">
          audit log
        </Link>
      }
    >
      {entries.length === 0 ? (
        <p className="t3">Nothing. Yardlet acts by itself when a repo or the library changes.</p>
      ) : (
        <Table dense label="Done automatically since yesterday">
          <TableHead columns={["When, UTC", "Did", "What", ["Where", "p2"], ["Because", "p3"]]}>
            <ActionHead />
          </TableHead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td className="t3 nw">
                  <When at={entry.at} />
                </td>
                <td>{didOf(entry)}</td>
                <td>
                  <span title={entry.subject}>{whatOf(entry)}</span>
                  <div className="sub m-only">{entry.repoSlug ?? "library"}</div>
                </td>
                <td className="t2 nw p2">
                  {entry.repoSlug === null ? (
                    "library"
                  ) : (
                    <Link href={`/repos/${entry.repoSlug}`}>{entry.repoSlug}</Link>
                  )}
                </td>
                <td className="t2 p3">{reasonWord(entry.because)}</td>
                <td className="num">
                  {mayUndo && entry.undo.length > 0 && entry.repoSlug !== null ? (
                    <RowAction
                      aria-label={`Undo: remove ${formatCount(entry.undo.length, "skill")} from ${entry.repoSlug}`}
                      disabled={undo.isPending}
                      onClick={() => undo.mutate(entry)}
                    >
                      undo
                    </RowAction>
                  ) : (
                    <Link
                      className="act"
                      href={entry.repoSlug === null ? "/settings?tab=library" : `/repos/${entry.repoSlug}?tab=activity`}
                    >
                      open
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function didOf({ action, changes }: AutomaticEntry): string {
  const updatesOnly = changes.length > 0 && changes.every((change) => change.action === "update");
  return updatesOnly ? "Updated" : didWord(action);
}

function whatOf({ changes, subject }: AutomaticEntry): string {
  if (changes.length === 0) return subject;
  return nameList(
    changes.map(({ action, skill, version }) => (action === "update" ? `${skill} to v${version}` : skill)),
  );
}

/** Removes what was equipped; doing that again equips it by name. */
function useUndoEquip() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const onError = (error: unknown) => toast({ text: errorOf(error).message, tone: "bad" });
  const onSettled = () => queries.invalidateQueries(trpc.overview.get.queryFilter());
  const redo = useMutation({
    mutationFn: ({ slug, names }: { slug: string; names: string[] }) => api.equip.equip.mutate({ slug, names }),
    onSuccess: (_request, { slug, names }) =>
      toast({ text: `Equipping ${formatCount(names.length, "skill")} in ${slug}` }),
    onError,
    onSettled,
  });
  return useMutation({
    mutationFn: ({ repoSlug, undo }: AutomaticEntry) =>
      api.equip.unequip.mutate({ slug: repoSlug ?? "", names: undo, reason: "automatic equipping was undone" }),
    onSuccess: (_request, { repoSlug, undo }) =>
      toast({
        text: `Removing ${formatCount(undo.length, "skill")} from ${repoSlug}; vetoed until lifted`,
        undo: () => redo.mutate({ slug: repoSlug ?? "", names: undo }),
      }),
    onError,
    onSettled,
  });
}
