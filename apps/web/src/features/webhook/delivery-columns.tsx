import type { WebhookDelivery } from "@yardlet/core/webhook";
import { visibleText } from "@/features/run/visible-text.ts";
import { RowAction } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { When } from "@/ui/time.tsx";
import { OutcomeWord } from "./webhook-state.tsx";
import { TRIGGERS } from "./words.ts";

const FACTS: readonly Column<WebhookDelivery>[] = [
  {
    id: "what",
    head: "What",
    name: true,
    cell: ({ kind, attempt, at, askedAt }) => (
      <>
        {kind}
        <span className="sub m-only">
          <When at={at ?? askedAt} />, attempt {attempt}
        </span>
      </>
    ),
  },
  { id: "when", head: "When, UTC", className: "t3 nw p2", cell: ({ at, askedAt }) => <When at={at ?? askedAt} /> },
  { id: "why", head: "Why", className: "t2 p2", cell: ({ trigger }) => TRIGGERS[trigger] },
  { id: "attempt", head: "Attempt", className: "num p2", cell: ({ attempt }) => attempt },
  { id: "took", head: "Took", className: "num p2", cell: ({ ms }) => (ms === null ? "—" : `${ms} ms`) },
  { id: "answer", head: "Answer", cell: (delivery) => <OutcomeWord {...delivery} /> },
];

type Pages = { pages: readonly { deliveries: readonly WebhookDelivery[] }[] };

/** The log of a webhook. A row opens to what was sent and what came back. */
export function deliveriesList(onRedeliver: (id: string) => void): ListKind<WebhookDelivery, Pages> {
  return {
    label: "Deliveries",
    keyOf: ({ id }) => id,
    columns: [
      ...FACTS,
      {
        id: "again",
        head: "Again",
        acts: true,
        className: "num",
        cell: ({ id, at, kind }) =>
          at === null ? null : (
            <RowAction onClick={() => onRedeliver(id)} aria-label={`send ${kind} again`}>
              again
            </RowAction>
          ),
      },
    ],
    rowsOf: ({ pages }) => pages.flatMap((page) => page.deliveries),
    dense: true,
    detail: (delivery) => <Exchange delivery={delivery} />,
    noMatch: { title: "No attempt failed", hint: "Every message of the last 30 days arrived." },
  };
}

function Exchange({ delivery }: { delivery: WebhookDelivery }) {
  const { messageId, trigger, error, body, response, askedBy } = delivery;
  return (
    <>
      <Facts>
        <Fact label="Message">
          <code>{messageId}</code>
        </Fact>
        <Fact label="Why">{TRIGGERS[trigger]}</Fact>
        {askedBy === null ? null : <Fact label="Asked for by">{askedBy}</Fact>}
        {error === null ? null : <Fact label="Failed">{error}</Fact>}
      </Facts>
      <h4>Sent</h4>
      <pre className="json">{visibleText(JSON.stringify(JSON.parse(body), null, 2))}</pre>
      {response ? (
        <>
          <h4>Answered</h4>
          <pre className="json">{visibleText(response)}</pre>
        </>
      ) : null}
    </>
  );
}
