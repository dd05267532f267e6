import type { WebhookView } from "@yardlet/services";
import { Link } from "@/ui/link.tsx";
import { allRows, type ListKind } from "@/ui/list/kind.ts";
import { Ago, When } from "@/ui/time.tsx";
import { webhookHref } from "./search-params.ts";
import { OutcomeWord, WebhookStateWord } from "./webhook-state.tsx";

export const WEBHOOKS: ListKind<WebhookView, readonly WebhookView[]> = {
  label: "Webhooks",
  keyOf: ({ id }) => id,
  hrefOf: ({ id }) => webhookHref(id),
  columns: [
    {
      id: "url",
      head: "Sent to",
      name: true,
      className: "long",
      cell: ({ url, state, waiting }, link) => (
        <>
          {link(<span className="clamp">{url}</span>)}
          <span className="sub m-only">
            {state}
            {waiting > 0 ? `, ${waiting} waiting` : ""}
          </span>
        </>
      ),
    },
    { id: "events", head: "Told of", className: "t2 p2", cell: ({ events }) => events.join(", ") },
    {
      id: "repo",
      head: "Repo",
      className: "t2 p3",
      cell: ({ repoSlug }) =>
        repoSlug ? <Link href={`/repos/${repoSlug}`}>{repoSlug}</Link> : <span className="t3">any</span>,
    },
    { id: "state", head: "State", className: "p2", cell: ({ state }) => <WebhookStateWord state={state} /> },
    { id: "waiting", head: "Waiting", className: "num p2", cell: ({ waiting }) => (waiting > 0 ? waiting : "—") },
    { id: "last", head: "Last answer", cell: ({ last }) => (last ? <OutcomeWord {...last} /> : "—") },
    {
      id: "when",
      head: "Last sent",
      className: "t3 nw p2 p3",
      cell: ({ last }) => (last?.at ? <Ago at={last.at} /> : "never"),
    },
    {
      id: "made",
      head: "Added, UTC",
      extra: true,
      className: "t3 nw p2",
      cell: ({ createdAt }) => <When at={createdAt} as="day" />,
    },
    { id: "by", head: "Added by", extra: true, className: "t2 p2", cell: ({ createdBy }) => createdBy },
  ],
  rowsOf: allRows,
  noMatch: { title: "No webhook matches", hint: "Those of the other states are hidden." },
};
