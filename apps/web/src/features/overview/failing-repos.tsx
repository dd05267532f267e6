import type { Overview } from "@yardlet/services";
import { formatCount } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";

/** The first repos whose last sync failed, of `total`; what they show is as old as the last one that worked. */
export function FailingRepos({ failing, total }: { failing: Overview["failing"]; total: number }) {
  return (
    <Section
      title="Can’t be read"
      note="what these pages show is from the last sync that worked"
      end={
        failing.length < total ? (
          <Link className="link" href="/repos?state=error">
            all {formatCount(total, "repo")}
          </Link>
        ) : null
      }
    >
      <Table label="Repos that can’t be read">
        <TableHead columns={["Repo", "What to do"]}>
          <ActionHead />
        </TableHead>
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
