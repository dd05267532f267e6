import type { LibraryStatus } from "@yardlet/services";
import { formatCount } from "@/ui/format.ts";

/** The library in one line: where it comes from and what it holds. */
export function LibraryLine({ status }: { status: LibraryStatus }) {
  const source = status.sourceUrl ?? "Built-in library";
  if (status.error) return <span className="bad">{`${source}: ${status.error}`}</span>;
  if (status.runningJobId !== null) return <>{source}: being read now.</>;
  if (status.syncedAt === null) return <>{source}: not read yet; a worker has to run.</>;
  const [gap] = status.gaps;
  return (
    <>
      {source}
      {status.sourceCommit ? (
        <>
          {" "}
          at <code>{status.sourceCommit.slice(0, 7)}</code>
        </>
      ) : null}
      : {formatCount(status.skills, "skill")}, {formatCount(status.presets.length, "preset")}.
      {gap ? ` ${formatCount(status.gaps.length, "gap")}: ${gap.preset} names ${gap.skill}.` : null}
    </>
  );
}
