import type { ScorePolicy } from "@yardlet/core/score";
import { useMemo } from "react";
import { ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { Filters, SearchBox } from "@/ui/filters.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import type { UrlChange } from "@/url/state.ts";
import type { PolicyState } from "./search-params.ts";
import { filterTrial, sumOfTrial, type TrialRow, type TrialSum } from "./trial.ts";
import { TrialTable } from "./trial-table.tsx";
import { changeWords, findingWords } from "./words.ts";

const FIRST = 40;
const SHOW = [
  { value: null, label: "All" },
  { value: "acted", label: "Acted on" },
  { value: "changed", label: "Changed" },
] as const;

interface TrialSectionProps {
  rows: readonly TrialRow[];
  policy: ScorePolicy;
  /** Skills without any evidence. */
  without: number;
  url: PolicyState;
  setUrl: (change: UrlChange<PolicyState>) => void;
}

/** Which skills the tried policy would do something about. */
export function TrialSection({ rows, policy, without, url, setUrl }: TrialSectionProps) {
  const sum = useMemo(() => sumOfTrial(rows), [rows]);
  const { shown, more } = useFirstRows(filterTrial(rows, url), FIRST, "skill");
  if (rows.length === 0) {
    return (
      <Section title="Nothing to try it on yet">
        <EmptyState title="No skill has evidence" action={<ButtonLink href="/runs">How to report runs</ButtonLink>}>
          A policy is tried on the intents whose runs named a skill. Below is what it does in the long run.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title={findingWords(sum)} note={changeWords(sum)} end={more}>
      <output className="vh">
        {findingWords(sum)}; {changeWords(sum)}
      </output>
      <Filters>
        <SearchBox label="Search skills" value={url.q} onChange={(q) => setUrl({ q })} />
        <ShowSwitch rows={rows} show={url.show} onShow={(show) => setUrl({ show })} />
      </Filters>
      {shown.length === 0 ? (
        <p className="t2">No skill among {formatCount(rows.length, "skill")} is like that under this policy.</p>
      ) : (
        <TrialTable rows={shown} policy={policy} />
      )}
      <TrialNotes sum={sum} without={without} />
    </Section>
  );
}

interface ShowSwitchProps {
  rows: readonly TrialRow[];
  show: PolicyState["show"];
  onShow: (show: PolicyState["show"]) => void;
}

/** Which rows show, with how many there are of each sort. */
function ShowSwitch({ rows, show, onShow }: ShowSwitchProps) {
  return (
    <div className="seg" role="group" aria-label="Which skills">
      {SHOW.map(({ value, label }) => (
        <button key={label} type="button" aria-pressed={value === show} onClick={() => onShow(value)}>
          {label} <span className="t3">{filterTrial(rows, { show: value, q: "" }).length}</span>
        </button>
      ))}
    </div>
  );
}

function TrialNotes({ sum, without }: { sum: TrialSum; without: number }) {
  const { learned, naive, naiveKept, proposed } = sum;
  return (
    <div className="sm t3 foot stack">
      <p>
        “Won at intent” is where the bet was first won, in today’s values; “low” is the 80 % bound that the veto looks
        at. Only learned skills are pruned, and by themselves only on evidence past the cool-off in the{" "}
        <Link href="/settings?tab=team">team’s settings</Link>.
        {proposed > 0 ? ` ${formatCount(proposed, "prune")} would wait in Review: auto_prune is off there.` : ""}
        {without > 0 ? ` ${formatCount(without, "skill")} without evidence left out.` : ""}
      </p>
      {learned > 0 ? (
        <p>
          The naive rule, pruning at a mean under 0.34 after 3 intents or more, would have pruned {naive} of{" "}
          {formatCount(learned, "learned skill")} at some intent; this policy keeps {naiveKept} of those.
        </p>
      ) : null}
    </div>
  );
}
