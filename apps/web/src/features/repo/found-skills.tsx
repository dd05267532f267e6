"use client";

import { useQuery } from "@tanstack/react-query";
import type { RepoDetail } from "@yardlet/services";
import { FoundActs } from "@/features/found/found-acts.tsx";
import { FoundStandingWord } from "@/features/found/found-standing.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table } from "@/ui/table.tsx";

/** Skills that people keep in the repo themselves, compared with the library; Yardlet reads them and never writes there. */
export function FoundSkills({ detail: { found, repo } }: { detail: RepoDetail }) {
  const trpc = useTRPC();
  const inventory = useQuery({
    ...trpc.repo.inventory.queryOptions({ repo: repo.slug, limit: 200 }),
    enabled: found.length > 0,
  });
  if (found.length === 0) return null;
  const rows = new Map((inventory.data?.rows ?? []).map((row) => [row.path, row]));
  return (
    <Section
      title="Found in the repo"
      note="yours: Yardlet only reads them, and they fill gaps"
      end={
        <Link className="link" href={`/found?repo=${repo.slug}`}>
          all found
        </Link>
      }
    >
      <Table dense label="Found in the repo">
        <thead>
          <tr>
            <th scope="col">Skill</th>
            <th scope="col">Against the library</th>
            <th scope="col" className="p2">
              Description
            </th>
            <ActionHead />
          </tr>
        </thead>
        <tbody>
          {found.map(({ name, path, description }) => {
            const row = rows.get(path);
            return (
              <tr key={path}>
                <th scope="row">
                  <UntrustedText text={name} />
                  <div className="sub mono">
                    <UntrustedText text={path} />
                  </div>
                </th>
                <td>{row ? <FoundStandingWord row={row} /> : <span className="t3">…</span>}</td>
                <td className="t2 p2 wrap">
                  <span className="clamp">
                    <UntrustedText text={description} />
                  </span>
                </td>
                <td className="num">{row ? <FoundActs row={row} /> : null}</td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Section>
  );
}
