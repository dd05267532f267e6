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
import { Section } from "@/ui/section.tsx";
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
      <Link className="link back" href={WEBHOOKS_HREF}>
        All webhooks
      </Link>
      {hooks.isPending ? <SkeletonTable rows={5} columns={2} /> : null}
      {hooks.isError ? <QueryError error={hooks.error} onRetry={() => hooks.refetch()} /> : null}
      {hooks.data && !hook ? <EmptyState title="There is no such webhook any more">It was deleted.</EmptyState> : null}
      {hook ? <Whole hook={hook} /> : null}
    </>
  );
}

function Whole({ hook }: { hook: WebhookView }) {
  return (
    <>
      <Section title={<span className="clamp">{hook.url}</span>} end={<WebhookActions hook={hook} />}>
        <Trouble hook={hook} />
        <Facts>
          <Fact label="State">
            <WebhookStateWord state={hook.state} />
          </Fact>
          <Fact label="Told when">{hook.events.map((event) => EVENTS[event]).join("; ")}</Fact>
          <Fact label="Repo">
            {hook.repoSlug ? <Link href={`/repos/${hook.repoSlug}`}>{hook.repoSlug}</Link> : "any, and the library"}
          </Fact>
          <Fact label="Waiting">{hook.waiting === 0 ? "nothing" : `${hook.waiting} events, in their order`}</Fact>
          {hook.oldSecretUntil ? (
            <Fact label="Signed with the former secret too until">
              <When at={hook.oldSecretUntil} /> UTC
            </Fact>
          ) : null}
          <Fact label="Added">
            <When at={hook.createdAt} as="day" /> by {hook.createdBy}
          </Fact>
        </Facts>
      </Section>
      <Section title="Log" note="every attempt of the last 30 days; a row opens to what was sent and answered">
        <Deliveries id={hook.id} />
      </Section>
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
