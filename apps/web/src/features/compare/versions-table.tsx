import type { CompareRow } from "@yardlet/services";
import { compareKey } from "@/features/score/score-matrix.tsx";
import { DIFFERENCE_AXIS, DifferenceWords } from "@/features/score/score-words.tsx";
import { DIFFERENCES } from "@/features/score/words.ts";
import { ForestHead, ForestRow } from "@/ui/chart/forest.tsx";
import { Link } from "@/ui/link.tsx";
import { Table } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";
import type { ListUrl } from "@/url/list-state.ts";

/** Each version against the one before it: the difference, and whether the older one is better for sure. */
export function VersionsTable({ rows, url }: { rows: readonly CompareRow[]; url: ListUrl }) {
  return (
    <Table dense label="Versions">
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
      <tbody>
        {rows.map((row) => (
          <tr key={compareKey(row)} className={url.values.peek === compareKey(row) ? "sel" : undefined}>
            <th scope="row">
              <Link href={url.hrefTo({ peek: compareKey(row) })} scroll={false} replace>
                {row.name}
              </Link>
            </th>
            <td className="nw">
              v{row.version} <span className="t3">against v{row.against?.number}</span>{" "}
              {row.against?.state === "regressed" ? <Tag tone="warn">regressed</Tag> : null}
            </td>
            <td>
              <DifferenceWords difference={row.all} />
            </td>
            <td className="p2">
              <ForestRow
                interval={row.all}
                axis={DIFFERENCE_AXIS}
                tone={DIFFERENCES[row.all.place].tone}
                n={row.all.n}
                mark={row.all.place === "few" ? "few" : "one"}
              />
            </td>
            <td className="num">{row.all.n}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
