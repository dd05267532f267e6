"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { WebhookView } from "@yardlet/services";
import { useMemo } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { Link } from "@/ui/link.tsx";
import { List } from "@/ui/list/list.tsx";
import { Note } from "@/ui/note.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { RailSection, Section, WithRail } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { When } from "@/ui/time.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { deliveriesList } from "./delivery-columns.tsx";
import { deliveriesOptions } from "./queries.ts";
import { DELIVERY_LIST, WEBHOOKS_HREF } from "./search-params.ts";
import { useRedeliver, WebhookActions } from "./webhook-actions.tsx";
import { WebhookStateWord } from "./webhook-state.tsx";
import { EVENTS } from "./words.ts";

/** One webhook: where and what of, what can be done with it, and every attempt. */
export function WebhookPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const hooks = useQuery(trpc.webhook.list.queryOptions());
  const hook = hooks.data?.find((one) => one.id === id);
  return (
    <>
      <p className="sm">
        <Link className="link" href={WEBHOOKS_HREF}>
          All webhooks
        </Link>
      </p>
      {hooks.isPending ? <SkeletonTable rows={5} columns={2} /> : null}
      {hooks.isError ? <QueryError error={hooks.error} onRetry={() => hooks.refetch()} /> : null}
      {hooks.data && !hook ? <EmptyState title="There is no such webhook any more">It was deleted.</EmptyState> : null}
      {hook ? <Whole hook={hook} /> : null}
    </>
  );
}

function Whole({ hook }: { hook: WebhookView }) {
  return (
    <Section title={<span className="clamp">{hook.url}</span>} end={<WebhookActions hook={hook} />}>
      <div className="stack">
        <Trouble hook={hook} />
        <WithRail rail={<About hook={hook} />}>
          <Deliveries id={hook.id} />
        </WithRail>
      </div>
    </Section>
  );
}

function About({ hook }: { hook: WebhookView }) {
  return (
    <>
      <RailSection title="Tell it when">
        <ul className="sm stack">
          {hook.events.map((event) => (
            <li key={event}>{EVENTS[event]}</li>
          ))}
        </ul>
      </RailSection>
      <RailSection title="Facts">
        <Facts>
          <Fact label="State">
            <WebhookStateWord state={hook.state} />
          </Fact>
          <Fact label="Repo">
            {hook.repoSlug ? <Link href={`/repos/${hook.repoSlug}`}>{hook.repoSlug}</Link> : "any, and the library"}
          </Fact>
          <Fact label="Waiting">{hook.waiting === 0 ? "nothing" : `${hook.waiting} events, in order`}</Fact>
          {hook.oldSecretUntil ? (
            <Fact label="Former secret until">
              <When at={hook.oldSecretUntil} /> UTC
            </Fact>
          ) : null}
          <Fact label="Added">
            <When at={hook.createdAt} as="day" /> by {hook.createdBy}
          </Fact>
          <Fact label="Log">the last 30 days</Fact>
        </Facts>
      </RailSection>
    </>
  );
}

/** What keeps it from being sent, where something does. */
function Trouble({ hook }: { hook: WebhookView }) {
  if (hook.state === "disabled") {
    return (
      <Note tone="bad">
        Nothing is sent since <When at={hook.stateAt} /> UTC: {hook.stateReason}. Mend it, send a test, then turn it on.
      </Note>
    );
  }
  if (hook.state === "active" && hook.nextAt) {
    return (
      <Note tone="warn">
        {hook.failures === 1 ? "An attempt" : `${hook.failures} attempts`} at the event whose turn it is failed; the
        next one is at <When at={hook.nextAt} /> UTC.
      </Note>
    );
  }
  return null;
}

function Deliveries({ id }: { id: string }) {
  const { state, url } = useListUrl(DELIVERY_LIST);
  const trpc = useTRPC();
  const options = deliveriesOptions(trpc, { id, failed: state.outcome === "failed" });
  const log = useInfiniteQuery({ ...options, placeholderData: keepPreviousData });
  const { mutate } = useRedeliver(id);
  const kind = useMemo(() => deliveriesList((delivery) => mutate({ delivery })), [mutate]);
  return (
    <List
      kind={kind}
      url={url}
      query={log}
      filters={[{ id: "outcome", label: "Outcome", any: "any", options: [{ value: "failed", label: "failed" }] }]}
      empty={<EmptyState title="Nothing sent yet">Send a test, and see whether it arrives.</EmptyState>}
    />
  );
}
