import type { Producer } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatNumber } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import type { Column } from "@/ui/list/columns.ts";
import { allRows, type ListKind } from "@/ui/list/kind.ts";
import { Ago } from "@/ui/time.tsx";
import { runHref } from "./place.ts";
import { missingWords } from "./missing-words.ts";
import { visibleText } from "./visible-text.ts";

const COLUMNS: readonly Column<Producer>[] = [
  {
    id: "agent",
    head: "Producer",
    sort: "agent",
    ascending: true,
    name: true,
    className: "wrap",
    cell: (producer) => (
      <>
        <ProducerName producer={producer} />
        <div className="sub m-only">{producer.repo}</div>
      </>
    ),
  },
  { id: "repo", head: "Repo", sort: "repo", ascending: true, className: "t2 nw p2", cell: ({ repo }) => repo },
  { id: "runs", head: "Runs", sort: "runs", className: "num p2", cell: ({ runs }) => formatNumber(runs) },
  {
    id: "wrapped",
    head: "Wrapped",
    sort: "wrapped",
    className: "num nw",
    cell: ({ runs, wrapped }) =>
      wrapped === 0 ? (
        <span className="t3">none</span>
      ) : (
        <>
          <Glyph name="warn" tone="warn" /> {formatNumber(wrapped)} <span className="t3">of {formatNumber(runs)}</span>
        </>
      ),
  },
  {
    id: "missing",
    head: "Lacks",
    className: "t2 p3 px wrap",
    cell: ({ example }) => (example ? missingWords(example.missing) : <span className="t3">—</span>),
  },
  {
    id: "wrapped_at",
    head: "Last wrapped",
    className: "num t3 nw p2",
    cell: ({ lastWrappedAt }) => (lastWrappedAt ? <Ago at={lastWrappedAt} /> : "—"),
  },
  {
    id: "last",
    head: "Last run",
    sort: "last",
    className: "num t3 nw p3 px",
    cell: ({ lastAt }) => <Ago at={lastAt} />,
  },
  {
    id: "example",
    head: "Example",
    className: "t2 short p2",
    cell: ({ repo, example }) =>
      example ? (
        <div className="cut" title={visibleText(example.runId)}>
          <Link className="link" href={runHref({ repo, runId: example.runId })}>
            <UntrustedText text={example.runId} />
          </Link>
        </div>
      ) : (
        "—"
      ),
  },
];

export const PRODUCERS: ListKind<Producer, readonly Producer[]> = {
  label: "Producers",
  keyOf: ({ repo, keyId, agent }) => JSON.stringify([repo, keyId, agent]),
  columns: COLUMNS,
  rowsOf: allRows,
  search: "Search agents, keys, repos",
  noMatch: { title: "No producer matches", hint: "Search looks at agents, keys and repos." },
  detail: ({ example }) =>
    example ? (
      <ul className="texts">
        {example.missing.map(({ path, message, code }) => (
          <li key={path}>
            <code>{path}</code> {message} <span className="t3">{code}</span>
          </li>
        ))}
      </ul>
    ) : null,
};

/** An agent, and by whose key it reports. */
export function ProducerName({ producer: { agent, key } }: { producer: Pick<Producer, "agent" | "key"> }) {
  return (
    <>
      {agent === null ? "an agent without a name" : <UntrustedText text={agent} />}{" "}
      <span className="t3">by {key === null ? "a key that is gone" : <UntrustedText text={key} />}</span>
    </>
  );
}
