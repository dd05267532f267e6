import type { RefusedChange } from "@yardlet/services";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { Ago } from "@/ui/time.tsx";
import { UntrustedText } from "./untrusted-text.tsx";
import { CHANGE_KINDS, GO_ON_FROM } from "./words.ts";

interface RefusedChangesProps {
  skillHref: string;
  refused: readonly RefusedChange[];
  mayEdit: boolean;
}

/** What was saved and could not be written: nothing is lost, and somebody can go on from it. */
export function RefusedChanges({ skillHref, refused, mayEdit }: RefusedChangesProps) {
  if (refused.length === 0) return null;
  return (
    <Section title="Not written" note="the last that were saved and did not become a version; their text is kept">
      <Table label="Changes that were not written">
        <TableHead columns={["What", ["Because", "p2"], "Why not", ["When", "num p2"]]}>
          <ActionHead />
        </TableHead>
        <tbody>
          {refused.map((change) => (
            <tr key={change.id}>
              <th scope="row" className="nw">
                {CHANGE_KINDS[change.kind].title}
                <div className="sub">
                  by <UntrustedText text={change.by} />
                </div>
              </th>
              <td className="t2 p2 wrap">
                <UntrustedText text={change.reason} />
              </td>
              <td className="t2 wrap">
                <UntrustedText text={change.note} />
              </td>
              <td className="num t3 p2">
                <Ago at={change.at} />
              </td>
              <td className="num nw">
                <span className="acts">
                  {change.base === null ? null : (
                    <Link
                      className="act"
                      aria-label={`diff of v${change.base} and what was not written`}
                      href={`${skillHref}/diff?from=${change.base}&to=${change.id}`}
                    >
                      diff
                    </Link>
                  )}
                  {mayEdit && change.base !== null && GO_ON_FROM.has(change.kind) ? (
                    <Link className="act" href={`${skillHref}/edit?change=${change.id}`}>
                      edit again
                    </Link>
                  ) : null}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
