"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Webhook, WebhookEvent } from "@yardlet/core/webhook";
import { useId, useState } from "react";
import { useRepoSlugs } from "@/features/repo/repo-filter.ts";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { SelectField, TextField } from "@/ui/field.tsx";
import { FormDialog } from "@/ui/form-dialog.tsx";
import { toast } from "@/ui/toast.tsx";
import { EVENT_CHOICES, EVENTS } from "./words.ts";

interface WebhookDialogProps {
  /** The one that is changed; without it one is added. */
  webhook?: Webhook;
  /** One was added; this is its secret. */
  onMade?: (secret: string) => void;
  onClose: () => void;
}

/** Where it is sent, and what of. */
export function WebhookDialog({ webhook, onMade, onClose }: WebhookDialogProps) {
  const heading = useId();
  const repos = useRepoSlugs();
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhook?.events ?? ["candidate.created"]);
  const [repo, setRepo] = useState(webhook?.repoSlug ?? "");
  const { save, isPending, error } = useSave({ webhook, onMade, onClose });
  return (
    <FormDialog
      title={webhook ? "Change the webhook" : "Add a webhook"}
      action={webhook ? "Save" : "Add the webhook"}
      busy={isPending}
      ready={events.length > 0}
      onSubmit={() => save({ url, events: [...events], ...(repo === "" ? {} : { repo }) })}
      onClose={onClose}
    >
      <TextField
        label="Address"
        name="webhookUrl"
        inputMode="url"
        placeholder="https://hooks.example.com/yardlet"
        hint="Over https, on the public internet; others are for whoever runs the server to allow."
        required
        maxLength={2000}
        autoComplete="off"
        value={url}
        error={error ? (fieldError(error, "url") ?? errorOf(error).message) : undefined}
        onChange={(event) => setUrl(event.target.value)}
      />
      <div role="group" aria-labelledby={heading}>
        <h3 id={heading}>Tell it when</h3>
        <div className="choices under">
          {EVENT_CHOICES.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={events.includes(name)}
                onChange={(event) => setEvents(withEvent(events, name, event.target.checked))}
              />
              <span>
                {EVENTS[name]}
                <span className="hint">
                  <code>{name}</code>
                </span>
              </span>
            </label>
          ))}
        </div>
      </div>
      <SelectField
        label="Repo"
        hint={repo === "" ? "Of every repo, and of the library." : "Of this repo alone."}
        value={repo}
        onChange={(event) => setRepo(event.target.value)}
      >
        <option value="">any repo</option>
        {repos.map((slug) => (
          <option key={slug} value={slug}>
            {slug}
          </option>
        ))}
      </SelectField>
      {events.length === 0 ? <p className="hint">Choose at least one thing to tell.</p> : null}
    </FormDialog>
  );
}

interface Fields {
  url: string;
  events: WebhookEvent[];
  repo?: string;
}

function useSave({ webhook, onMade, onClose }: WebhookDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(trpc.webhook.list.queryFilter());
  const create = useMutation({
    ...trpc.webhook.create.mutationOptions(),
    onSuccess: async ({ secret }) => {
      await refresh();
      onMade?.(secret);
    },
  });
  const update = useMutation({
    ...trpc.webhook.update.mutationOptions(),
    onSuccess: async () => {
      await refresh();
      toast({ text: "Changed the webhook" });
      onClose();
    },
  });
  return {
    save: (fields: Fields) => (webhook ? update.mutate({ ...fields, id: webhook.id }) : create.mutate(fields)),
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
  };
}

function withEvent(events: readonly WebhookEvent[], event: WebhookEvent, on: boolean): WebhookEvent[] {
  return EVENT_CHOICES.filter((one) => (one === event ? on : events.includes(one)));
}
