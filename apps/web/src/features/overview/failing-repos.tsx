import type { Overview } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table } from "@/ui/table.tsx";

/** Repos whose last sync failed; what they show is as old as the last one that worked. */
export function FailingRepos({ failing }: { failing: Overview["failing"] }) {
  return (
    <Section title="Can’t be read" note="what these pages show is from the last sync that worked">
      <Table label="Repos that can’t be read">
        <thead>
          <tr>
            <th scope="col">Repo</th>
            <th scope="col">What to do</th>
            <ActionHead />
          </tr>
        </thead>
        <tbody>
          {failing.map(({ slug, error }) => (
            <tr key={slug}>
              <th scope="row" className="nw">
                <Glyph name="x" tone="bad" />
                <span className="vh">failed: </span> <Link href={`/repos/${slug}`}>{slug}</Link>
              </th>
              <td className="t2">{error}</td>
              <td className="num">
                <Link className="act" href={`/jobs?repo=${slug}&state=failed`}>
                  jobs
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
