import { RefLink } from "@/features/run/ref-link.tsx";
import { runHref } from "@/features/run/place.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { Link } from "@/ui/link.tsx";

const SHOWN = 12;
const RUN = "run:";

/** What evidence points at: runs of one repo open, the web does, anything else is its text. */
export function RefList({ refs, repo }: { refs: readonly string[]; repo: string | null }) {
  const { shown, more } = useFirstRows(refs, SHOWN, "reference");
  return (
    <>
      <ul className="texts">
        {shown.map((ref) => (
          <li key={ref} className="sm">
            {repo !== null && ref.startsWith(RUN) ? (
              <Link className="link mono" href={runHref({ repo, runId: ref.slice(RUN.length) })}>
                <UntrustedText text={ref} />
              </Link>
            ) : (
              <RefLink uri={ref} />
            )}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}
