import type { SkillListItem } from "@yardlet/services";
import { ScoreBar, ScoreWords } from "@/features/score/score-words.tsx";
import { Sparkline } from "@/ui/chart/sparkline.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import type { Column } from "@/ui/list/columns.ts";
import { allRows, type ListKind } from "@/ui/list/kind.ts";
import { Tag } from "@/ui/tag.tsx";
import { When } from "@/ui/time.tsx";
import { CheckWord } from "./check-word.tsx";
import { skillKey } from "./queries.ts";
import { UntrustedText } from "./untrusted-text.tsx";
import { UsageWords } from "./usage-words.tsx";
import { SOURCES, STATE_WORDS, TIERS } from "./words.ts";

const COLUMNS: readonly Column<SkillListItem>[] = [
  {
    id: "skill",
    head: "Skill",
    sort: "name",
    ascending: true,
    name: true,
    cell: (skill, link) => (
      <>
        {link(skill.name)} <StateTag skill={skill} />
      </>
    ),
  },
  {
    id: "score",
    head: "Score",
    sort: "look",
    ascending: true,
    className: "nw",
    cell: ({ score }) => (score === null ? <span className="t3">— no run yet</span> : <ScoreWords score={score} />),
  },
  {
    id: "interval",
    head: "Interval",
    className: "p2 px",
    cell: ({ score }) => (score === null ? null : <ScoreBar score={score} />),
  },
  {
    id: "n",
    head: "n",
    sort: "intents",
    className: "num p2",
    cell: ({ score }) => (score === null ? <span className="t3">0</span> : score.intents),
  },
  {
    id: "trend",
    head: "Trend",
    className: "p2 px",
    cell: ({ score, trend }) => (score === null ? null : <Sparkline values={trend} floor={score.floor} />),
  },
  {
    id: "description",
    head: "Description",
    extra: true,
    className: "t2 p3 px about",
    cell: ({ description }) => (
      <div className="cut">
        <UntrustedText text={description} />
      </div>
    ),
  },
  {
    id: "tier",
    head: "Tier",
    extra: true,
    sort: "tier",
    ascending: true,
    className: "t2 p2",
    cell: ({ tier }) => TIERS[tier].word,
  },
  {
    id: "version",
    head: "Version",
    className: "num",
    cell: ({ version }) => (version === null ? "—" : `v${version}`),
  },
  {
    id: "equipped",
    head: "Equipped in",
    sort: "equipped",
    className: "num p2",
    cell: ({ equippedIn }) => <span className={equippedIn === 0 ? "t3" : undefined}>{equippedIn}</span>,
  },
  {
    id: "behind",
    head: "Behind in",
    sort: "behind",
    className: "num p2",
    cell: ({ behindIn }) =>
      behindIn === 0 ? (
        <span className="t3">0</span>
      ) : (
        <>
          <Glyph name="up" tone="warn" /> {behindIn}
        </>
      ),
  },
  { id: "usage", head: "Use", extra: true, className: "p2 nw", cell: ({ usage }) => <UsageWords usage={usage} /> },
  { id: "checks", head: "Checks", className: "p2 nw", cell: ({ findings }) => <CheckWord findings={findings} /> },
  { id: "home", head: "Home", className: "t2 p2 px", cell: ({ homeSlug }) => homeSlug },
  {
    id: "published",
    head: "Published",
    extra: true,
    sort: "updated",
    className: "num t3 p3 px",
    cell: ({ updatedAt }) => (updatedAt ? <When at={updatedAt} as="day" /> : "—"),
  },
  { id: "source", head: "Source", extra: true, className: "t2 p2 px", cell: ({ source }) => SOURCES[source] },
  {
    id: "presets",
    head: "Presets",
    extra: true,
    className: "t2 p2 px",
    cell: ({ presets }) => (presets.length === 0 ? "—" : presets.join(", ")),
  },
];

export const SKILLS: ListKind<SkillListItem, readonly SkillListItem[]> = {
  label: "Skills",
  keyOf: skillKey,
  hrefOf: (skill) => `/skills/${skillKey(skill)}`,
  columns: COLUMNS,
  rowsOf: allRows,
  search: "Search skills",
  noMatch: { title: "No skill matches", hint: "Search looks at names and descriptions." },
};

/** A word for what is not as usual: a skill that is offered no more, or a copy edited by hand. */
function StateTag({ skill: { state, fork } }: { skill: SkillListItem }) {
  if (state !== "active") return <Tag tone="warn">{STATE_WORDS[state]}</Tag>;
  return fork ? <Tag>fork</Tag> : null;
}
