"use client";

import type { Overview } from "@yardlet/services";
import { VERSION_MARKS, VersionMark, versionMark } from "@/features/skill/version-mark.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { formatCount } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";
import { useUrlState } from "@/url/use-url-state.ts";
import { OVERVIEW_PARAMS } from "./search-params.ts";

const SKILLS = 12;
const REPOS = 8;

/** Which repo carries which version of which skill. */
export function SkillMatrix({ overview }: { overview: Overview }) {
  const [{ all }, setParams] = useUrlState(OVERVIEW_PARAMS);
  const { matrix, repos } = overview;
  const carried = countBy(matrix.flatMap((row) => row.cells.map((cell) => cell.repoSlug)));
  const byWeight = repos.toSorted((a, b) => (carried.get(b) ?? 0) - (carried.get(a) ?? 0));
  const columns = all ? byWeight : byWeight.slice(0, REPOS);
  const rows = all ? matrix : matrix.slice(0, SKILLS);
  const cut = matrix.length > SKILLS || repos.length > REPOS;
  return (
    <Section
      title="Skills by repo"
      note={matrix.length > 0 ? noteOf(rows.length, matrix.length, columns.length, repos.length) : undefined}
      end={
        cut ? (
          <button type="button" className="link" onClick={() => setParams({ all: all ? null : true })}>
            {all ? "show fewer" : `all ${formatCount(matrix.length, "skill")}, ${formatCount(repos.length, "repo")}`}
          </button>
        ) : null
      }
    >
      {matrix.length === 0 ? (
        <EmptyState title="No repo carries a skill yet">
          Open a repo from the list and equip what Yardlet suggests, or turn auto_equip on and let it do so.
        </EmptyState>
      ) : (
        <>
          <Table matrix dense label="Skills by repo">
            <thead>
              <tr>
                <th scope="col">Skill</th>
                {columns.map((slug) => (
                  <th key={slug} scope="col">
                    <Link href={`/repos/${slug}`}>{slug}</Link>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <MatrixRow key={row.skill} row={row} columns={columns} />
              ))}
            </tbody>
          </Table>
          <Legend />
        </>
      )}
    </Section>
  );
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function MatrixRow({ row, columns }: { row: Overview["matrix"][number]; columns: readonly string[] }) {
  const cells = new Map(row.cells.map((cell) => [cell.repoSlug, cell]));
  return (
    <tr>
      <th scope="row" className="nw">
        {row.latest === null ? row.skill : <Link href={`/skills/library/${row.skill}`}>{row.skill}</Link>}
        {row.latest === null ? null : <span className="sub"> v{row.latest}</span>}
      </th>
      {columns.map((slug) => {
        const cell = cells.get(slug);
        if (!cell) {
          return (
            <td key={slug} className="off">
              <span aria-hidden="true">·</span>
              <span className="vh">not equipped</span>
            </td>
          );
        }
        return (
          <td key={slug}>
            <VersionMark quiet number={cell.number} mark={versionMark({ ...cell, inLibrary: row.latest !== null })} />
          </td>
        );
      })}
    </tr>
  );
}

function Legend() {
  return (
    <div className="legend under">
      {Object.values(VERSION_MARKS).map(({ glyph, tone, word }) => (
        <span key={word}>
          <Glyph name={glyph} tone={tone} />
          {word}
        </span>
      ))}
      <span>· not equipped</span>
    </div>
  );
}

function noteOf(rows: number, skills: number, columns: number, repos: number): string {
  if (rows < skills || columns < repos)
    return `${rows} of ${skills} skills, ${columns} of ${repos} repos: the most equipped first`;
  return "the version each repo carries, as of its last sync";
}
