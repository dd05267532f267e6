"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.ts";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";
import { When } from "@/ui/time.tsx";
import { ORIGINS } from "./words.ts";

/** Every content the skill has had, newest first. */
export function VersionsTab({ home, name }: { home: string; name: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.skill.get.queryOptions({ home, name }));
  return (
    <Section title="Versions" note="each new content is the next number; old ones stay">
      <Table label="Versions">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Origin</th>
            <th scope="col" className="p2">
              Because
            </th>
            <th scope="col" className="p2">
              By
            </th>
            <th scope="col" className="p3">
              Hash
            </th>
            <th scope="col" className="num">
              Published
            </th>
          </tr>
        </thead>
        <tbody>
          {data.versions.map((version) => (
            <tr key={version.number} className={version.number === data.item.version ? "sel" : undefined}>
              <th scope="row" className="nw">
                v{version.number} {version.number === data.item.version ? <Tag tone="acc">in force</Tag> : null}
              </th>
              <td className="t2">{ORIGINS[version.origin]}</td>
              <td className="t2 p2">{version.reason}</td>
              <td className="t2 p2">{version.author}</td>
              <td className="t3 p3">
                <code>{version.contentHash.slice(0, 12)}</code>
              </td>
              <td className="num t3">
                <When at={version.createdAt} as="day" />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
