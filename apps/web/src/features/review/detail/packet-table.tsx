"use client";

import type { Cited } from "@/features/distil/cites.ts";
import type { PacketRow } from "@/features/distil/packet-rows.ts";
import { runHref } from "@/features/run/place.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import type { Cite } from "@/features/version/diff/diff-lines.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { formatDay } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

const SHOWN = 12;

/** What lessons rest on, numbered as the change cites it. */
export function PacketTable({ rows }: { rows: readonly PacketRow[] }) {
  const { shown, more } = useFirstRows(rows, SHOWN, "packet");
  return (
    <Section title="Evidence" note="what failed, then what passed the same way" end={more}>
      <Table dense label="Packets">
        <TableHead columns={["Packet", "Run", ["Repo", "p2"], "What it says", ["Day", "num p2"]]} />
        <tbody>
          {shown.map((row) => (
            <tr key={row.hash}>
              <th scope="row" className="nw">
                <span className="cite">{row.number}</span> <code title={row.hash}>{row.hash.slice(0, 8)}</code>
              </th>
              <td>
                <RunName row={row} />
              </td>
              <td className="t2 p2">{row.repo ?? "—"}</td>
              <td className={row.counter ? "t3 wrap" : "wrap"}>
                {row.counter ? "Counter: " : ""}
                <UntrustedText text={row.says} />
              </td>
              <td className="num t3 nw p2">{row.endedAt === null ? "—" : formatDay(new Date(row.endedAt))}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function RunName({ row: { repo, run } }: { row: PacketRow }) {
  const name = <UntrustedText text={run} />;
  if (repo === null) return <code>{name}</code>;
  return (
    <Link className="link mono" href={runHref({ repo, runId: run })}>
      {name}
    </Link>
  );
}

/** How many packets a line has room for. */
const CITED = 3;

/** Behind a line: the numbers of its packets, each opening its run. */
export function citeOf(cites: ReadonlyMap<number, readonly Cited[]>, rows: readonly PacketRow[]): Cite {
  return (line) => {
    const numbers = [...new Set((cites.get(line) ?? []).flatMap(({ packets }) => packets))];
    const cited = rows.filter(({ number }) => numbers.includes(number));
    return (
      <>
        {cited.slice(0, CITED).map((row) => (
          <CiteMark key={row.number} row={row} />
        ))}
        {cited.length > CITED ? <span className="t3">+{cited.length - CITED}</span> : null}
      </>
    );
  };
}

function CiteMark({ row: { number, repo, run, says } }: { row: PacketRow }) {
  const mark = <span className="cite">{number}</span>;
  if (repo === null) return <span title={says}>{mark}</span>;
  return (
    <Link href={runHref({ repo, runId: run })} title={says} aria-label={`Packet ${number}: run ${run}`}>
      {mark}
    </Link>
  );
}
