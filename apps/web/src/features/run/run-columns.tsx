import type { RunFacts, RunPage } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { Ago, When } from "@/ui/time.tsx";
import { givenIntent, runHref } from "./place.ts";
import { AcceptanceWord, RunState } from "./run-state.tsx";
import { keyOfRun } from "./search-params.ts";
import { SkillNames } from "./skill-names.tsx";
import { visibleText } from "./visible-text.ts";
import { formatTook, ROLES } from "./words.ts";

const TASK: Column<RunFacts> = {
  id: "task",
  head: "Task",
  name: true,
  className: "nw",
  cell: ({ key, role, kind }, link) => (
    <>
      {link(
        <span className="one-line">
          <UntrustedText text={key.task} />
        </span>,
      )}{" "}
      <span className="sub one-line kind">{role === "builder" ? <UntrustedText text={kind} /> : ROLES[role]}</span>
    </>
  ),
};

const REPO: Column<RunFacts> = { id: "repo", head: "Repo", className: "t2 nw p2", cell: ({ repo }) => repo };

const OTHERS: readonly Column<RunFacts>[] = [
  { id: "state", head: "State", cell: (run) => <RunState run={run} /> },
  {
    id: "attempt",
    head: "Attempt",
    className: "num p3 px",
    cell: ({ attempt }) => (attempt ? <Attempt {...attempt} /> : <span className="t3">—</span>),
  },
  { id: "agent", head: "Agent", className: "t2 p2 px", cell: ({ agent }) => <Agent agent={agent} /> },
  { id: "skills", head: "Skills", className: "t2 p2 px about", cell: ({ skills }) => <SkillNames skills={skills} /> },
  {
    id: "review",
    head: "Reviews",
    className: "p3 px",
    cell: ({ role, acceptance }) =>
      role === "builder" ? <AcceptanceWord acceptance={acceptance} /> : <span className="t3">—</span>,
  },
  { id: "ended", head: "Ended", className: "num t3 nw", cell: ({ at }) => <Ago at={at} /> },
  {
    id: "model",
    head: "Model",
    extra: true,
    className: "t2 p2 short",
    cell: ({ model }) => (model === null ? "—" : <Id id={model} />),
  },
  {
    id: "took",
    head: "Took",
    extra: true,
    className: "num t2 p3 px",
    cell: ({ wallSeconds }) => formatTook(wallSeconds),
  },
  { id: "at", head: "Ended, UTC", extra: true, className: "num t3 nw p2", cell: ({ at }) => <When at={at} /> },
  { id: "run", head: "Run", extra: true, className: "t2 p2 short", cell: ({ runId }) => <Id id={runId} /> },
  {
    id: "intent",
    head: "Intent",
    extra: true,
    className: "t2 p2 short",
    cell: ({ key }) => {
      const intent = givenIntent(key);
      return intent === null ? <span className="t3">none given</span> : <Id id={intent} />;
    },
  },
  {
    id: "codes",
    head: "Failure codes",
    extra: true,
    className: "t2 p2 short",
    cell: ({ codes }) => (codes.length === 0 ? "—" : <Id id={codes.join(", ")} />),
  },
];

type Pages = { pages: readonly Pick<RunPage, "runs">[] };

const RUN_ROWS = {
  label: "Runs",
  keyOf: keyOfRun,
  hrefOf: runHref,
  rowsOf: ({ pages }: Pages) => pages.flatMap((page) => page.runs),
  search: "Search task, intent, run, agent",
} as const satisfies Partial<ListKind<RunFacts, Pages>>;

export const RUNS: ListKind<RunFacts, Pages> = { ...RUN_ROWS, columns: [TASK, REPO, ...OTHERS] };

/** The runs of one repo. */
export const REPO_RUNS: ListKind<RunFacts, Pages> = { ...RUN_ROWS, columns: [TASK, ...OTHERS] };

function Attempt({ rank, of }: { rank: number; of: number }) {
  return (
    <>
      {rank} <span className="t3">of {of}</span>
    </>
  );
}

function Agent({ agent }: Pick<RunFacts, "agent">) {
  if (agent === null) {
    return (
      <span className="t3 nw">
        <Glyph name="few" tone="unk" /> not said
      </span>
    );
  }
  return (
    <span className="one-line" title={visibleText(agent)}>
      <UntrustedText text={agent} />
    </span>
  );
}

function Id({ id }: { id: string }) {
  return (
    <div className="cut" title={visibleText(id)}>
      <UntrustedText text={id} />
    </div>
  );
}
