"use client";

import type { CompareRow } from "@yardlet/services";
import { compareKey } from "@/features/score/score-matrix.tsx";
import { DIFFERENCE_AXIS, DifferenceWords } from "@/features/score/score-words.tsx";
import { DIFFERENCES } from "@/features/score/words.ts";
import { ForestHead, ForestRow } from "@/ui/chart/forest.tsx";
import { Link } from "@/ui/link.tsx";
import { LONG, LongBody } from "@/ui/list/long-body.tsx";
import { Table } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";
import type { ListUrl } from "@/url/list-state.ts";

/** Each version against the one before it: the difference, and whether the older one is better for sure. */
export function VersionsTable({ rows, url }: { rows: readonly CompareRow[]; url: ListUrl }) {
  const long = rows.length > LONG;
  const at = rows.findIndex((row) => compareKey(row) === url.values.peek);
  const line = (index: number, measure?: (element: HTMLElement | null) => void) => {
    const row = rows[index];
    if (!row) return null;
    const numbered = long ? { "aria-rowindex": index + 2 } : {};
    const selected = index === at ? { className: "sel" } : {};
    return (
      <tr key={compareKey(row)} ref={measure} data-index={index} {...numbered} {...selected}>
        <VersionCells row={row} href={url.hrefTo({ peek: compareKey(row) })} />
      </tr>
    );
  };
  return (
    <Table dense label="Versions" {...(long ? { rowCount: rows.length + 1 } : {})}>
      <thead>
        <tr>
          <th scope="col">Skill</th>
          <th scope="col">Versions</th>
          <th scope="col">Difference</th>
          <th scope="col" className="p2">
            <span className="vh">Drawn</span>
            <ForestHead axis={DIFFERENCE_AXIS} labels={{ from: "−1 worse", line: "0", to: "better +1" }} />
          </th>
          <th scope="col" className="num">
            Pairs
          </th>
        </tr>
      </thead>
      <LongBody
        layout="versions"
        count={rows.length}
        keyAt={(index) => keyAt(rows, index)}
        height={ROW_PX}
        at={at}
        row={line}
      />
    </Table>
  );
}

/** As the style sheet draws the rows of a dense table. */
const ROW_PX = 32;

function keyAt(rows: readonly CompareRow[], index: number): string | number {
  const row = rows[index];
  return row ? compareKey(row) : index;
}

function VersionCells({ row, href }: { row: CompareRow; href: string }) {
  const { name, version, against, all } = row;
  return (
    <>
      <th scope="row">
        <Link href={href} scroll={false} replace>
          {name}
        </Link>
      </th>
      <td className="nw">
        v{version} <span className="t3">against v{against?.number}</span>{" "}
        {against?.state === "regressed" ? <Tag tone="warn">regressed</Tag> : null}
      </td>
      <td>
        <DifferenceWords difference={all} />
      </td>
      <td className="p2">
        <ForestRow
          interval={all}
          axis={DIFFERENCE_AXIS}
          tone={DIFFERENCES[all.place].tone}
          n={all.n}
          mark={all.place === "few" ? "few" : "one"}
        />
      </td>
      <td className="num">{all.n}</td>
    </>
  );
}
