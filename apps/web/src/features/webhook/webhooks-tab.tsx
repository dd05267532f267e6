"use client";

import { useQuery } from "@tanstack/react-query";
import type { WebhookView } from "@yardlet/services";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { List } from "@/ui/list/list.tsx";
import { plainOptions } from "@/ui/list/list-bar.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { WEBHOOK_LIST, WEBHOOK_STATES } from "./search-params.ts";
import { WebhookSecretDialog } from "./secret-dialog.tsx";
import { WEBHOOKS } from "./webhook-columns.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";
import { WebhookPage } from "./webhook-page.tsx";

/** Webhooks; or one of them, with its log. */
export function WebhooksTab({ webhook }: { webhook: string | null }) {
  return webhook === null ? <WebhookList /> : <WebhookPage id={webhook} />;
}

function WebhookList() {
  const { state, url } = useListUrl(WEBHOOK_LIST);
  const trpc = useTRPC();
  const hooks = useQuery({ ...trpc.webhook.list.queryOptions(), select: SELECT[state.state ?? "any"] });
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const add = (
    <Button kind="primary" onClick={() => setAdding(true)}>
      Add a webhook
    </Button>
  );
  return (
    <>
      <List
        kind={WEBHOOKS}
        url={url}
        query={hooks}
        filters={[{ id: "state", label: "State", any: "any state", options: plainOptions(WEBHOOK_STATES) }]}
        tools={add}
        empty={
          <EmptyState title="No webhook yet" action={add}>
            A webhook tells another program what happens here: a chat, a build, a dashboard. Each message is signed.
          </EmptyState>
        }
      />
      {adding ? (
        <WebhookDialog
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false);
            setSecret(made);
          }}
        />
      ) : null}
      {secret === undefined ? null : <WebhookSecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  );
}

/** One function for each filter, so that the rows stay the same while their webhooks do. */
const SELECT = {
  any: (hooks) => hooks,
  active: (hooks) => hooks.filter(({ state }) => state === "active"),
  paused: (hooks) => hooks.filter(({ state }) => state === "paused"),
  disabled: (hooks) => hooks.filter(({ state }) => state === "disabled"),
} as const satisfies Record<WebhookView["state"] | "any", (hooks: WebhookView[]) => WebhookView[]>;
