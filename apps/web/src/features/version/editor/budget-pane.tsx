import type { SkillPreview } from "@yardlet/services";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatNumber } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { RailSection } from "@/ui/section.tsx";
import { NotChecked } from "./not-checked.tsx";

const MOST = 8;

/** What the draft does to the listing that agents read, in the repos that carry the skill. */
export function BudgetPane({
  budgets,
  fault,
}: {
  budgets: SkillPreview["budgets"] | undefined;
  fault: string | undefined;
}) {
  const loud = (budgets ?? []).toSorted((a, b) => Number(b.warning) - Number(a.warning) || b.after - a.after);
  return (
    <RailSection title="Listing budget">
      {budgets === undefined ? (
        <NotChecked fault={fault}>Counting…</NotChecked>
      ) : budgets.length === 0 ? (
        <p className="t3">No repo carries it, so no listing changes.</p>
      ) : (
        <Facts>
          {loud.slice(0, MOST).map(({ repoSlug, before, after, limit, warning, cutOff }) => (
            <Fact key={repoSlug} label={repoSlug}>
              {warning ? (
                <>
                  <Glyph name="warn" tone="warn" />{" "}
                </>
              ) : null}
              {formatNumber(after)} of {formatNumber(limit)}
              <span className="t3"> {changeWord(after - before)}</span>
              {cutOff.length > 0 ? <span className="line t2">an agent would not see {cutOff.join(", ")}</span> : null}
            </Fact>
          ))}
        </Facts>
      )}
      {loud.length > MOST ? <p className="t3 under">and {loud.length - MOST} more repos.</p> : null}
    </RailSection>
  );
}

function changeWord(difference: number): string {
  if (difference === 0) return "as now";
  return difference > 0 ? `+${formatNumber(difference)}` : `−${formatNumber(-difference)}`;
}
