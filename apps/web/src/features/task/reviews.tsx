import type { TaskDetail } from "@yardlet/services";
import { runHref } from "@/features/run/place.ts";
import { StateWord } from "@/features/run/run-state.tsx";
import { ROLES, weightless } from "@/features/run/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatCount } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";

/** Every review that judges the task, with its weight. */
export function Reviews({ task: { reviews, moreReviews, repo } }: { task: TaskDetail }) {
  const counting = reviews.filter(({ reason }) => reason === null).length;
  return (
    <Section
      title="Reviews"
      note={
        reviews.length === 0
          ? "a run of a reviewer that names this task in depends_on"
          : `${formatCount(reviews.length, "review")}${moreReviews ? ", the newest" : ""}, ${counting} with weight: only independent, complete ones have it`
      }
    >
      {reviews.length === 0 ? (
        <p className="t3">Nobody has reviewed it yet.</p>
      ) : (
        <Table label="Reviews">
          <TableHead columns={["Review", ["Ended as", "p2"], "Passed", "Weight", ["At, UTC", "num p2"]]} />
          <tbody>
            {reviews.map(({ runId, agent, role, state, at, judged, passed, missing, reason }) => (
              <tr key={runId}>
                <th scope="row">
                  <Link href={runHref({ repo, runId })}>
                    <UntrustedText text={runId} />
                  </Link>
                  <span className="sub line">
                    {agent === null ? "somebody" : <UntrustedText text={agent} />}, {ROLES[role]}
                  </span>
                </th>
                <td className="p2">
                  <StateWord state={state} />
                </td>
                <td className="nw">
                  {passed} of {judged}
                </td>
                <td className="wrap">
                  {reason === null ? (
                    <>
                      <Glyph name="ok" tone="good" /> counts
                    </>
                  ) : (
                    <>
                      <Glyph name="none" tone="unk" /> none: {weightless(reason)}
                    </>
                  )}
                  {missing.length > 0 ? (
                    <span className="sub line said">
                      not judged: <UntrustedText text={missing.slice(0, 10).join(", ")} />
                      {missing.length > 10 ? ` and ${missing.length - 10} more` : ""}
                    </span>
                  ) : null}
                </td>
                <td className="num t3 nw p2">
                  <When at={at} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
