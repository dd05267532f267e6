"use client";

import type { Compared, CompareRow } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { compareKey, ScoreMatrix } from "@/features/score/score-matrix.tsx";
import { Link } from "@/ui/link.tsx";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { SortHead } from "@/ui/table.tsx";
import type { ListUrl } from "@/url/list-state.ts";
import type { CompareState } from "./search-params.ts";

interface CompareMatrixProps {
  data: Compared;
  columns: readonly string[];
  state: CompareState;
  url: ListUrl;
}

/** The matrix, every column of which sorts; j and k choose the row whose forest shows below, Enter opens its skill. */
export function CompareMatrix({ data, columns, state, url }: CompareMatrixProps) {
  const router = useRouter();
  const first = data.rows[0];
  const chosen = state.peek ?? (first ? compareKey(first) : null);
  useRowCursor(data.rows, {
    keyOf: compareKey,
    onOpen: (row) => router.push(skillHref(row)),
    ...(chosen === null ? {} : { at: chosen }),
    onMove: (row) => url.set({ peek: compareKey(row) }),
  });
  const head = (sort: string, label: string) => {
    const active = state.sort === sort;
    const ascending = sort === "name";
    return (
      <SortHead
        key={sort}
        href={url.hrefTo({ sort, reverse: active && !state.reverse })}
        sorted={active ? (ascending === state.reverse ? "descending" : "ascending") : undefined}
      >
        {label}
      </SortHead>
    );
  };
  return (
    <ScoreMatrix
      label="Skills by repo"
      mode={state.mode === "score" ? "score" : "difference"}
      policy={data.policy}
      rows={data.rows}
      columns={columns}
      pooled
      selected={chosen}
      heads={
        <>
          {head("name", "Skill")}
          {head("score", "All repos")}
          {columns.map((slug) => head(`repo:${slug}`, slug))}
        </>
      }
      renderHead={(row) => (
        <>
          <Link href={url.hrefTo({ peek: compareKey(row) })} scroll={false} replace>
            {row.name}
          </Link>{" "}
          <span className="sub">
            v{row.version}
            {row.inForce ? "" : ", not in force"}
          </span>
        </>
      )}
    />
  );
}

export function skillHref({ home, name, version, inForce }: CompareRow): string {
  return `/skills/${home}/${name}${inForce ? "" : `?version=${version}`}`;
}
