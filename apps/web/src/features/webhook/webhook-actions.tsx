"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { WebhookView } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { ConfirmDialog, Dialog } from "@/ui/dialog.tsx";
import { toast } from "@/ui/toast.tsx";
import { WEBHOOKS_HREF } from "./search-params.ts";
import { WebhookSecretDialog } from "./secret-dialog.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";

type Asking = "change" | "resume" | "rotate" | "delete" | { secret: string };

/** What can be done with a webhook. */
export function WebhookActions({ hook }: { hook: WebhookView }) {
  const [asking, setAsking] = useState<Asking>();
  const { ping, pause } = useQuickActions(hook.id);
  const { id } = hook;
  const close = () => setAsking(undefined);
  return (
    <div className="row">
      <Button busy={ping.isPending} onClick={() => ping.mutate({ id })}>
        Send a test
      </Button>
      {hook.state === "active" ? (
        <Button busy={pause.isPending} onClick={() => pause.mutate({ id })}>
          Pause
        </Button>
      ) : (
        <Button kind="primary" onClick={() => setAsking("resume")}>
          Turn on
        </Button>
      )}
      <Button onClick={() => setAsking("change")}>Change</Button>
      <Button onClick={() => setAsking("rotate")}>Rotate the secret</Button>
      <Button kind="danger" onClick={() => setAsking("delete")}>
        Delete
      </Button>
      {asking === "change" ? <WebhookDialog webhook={hook} onClose={close} /> : null}
      {asking === "resume" ? <ResumeDialog hook={hook} onClose={close} /> : null}
      {asking === "rotate" ? <RotateDialog id={id} onMade={(secret) => setAsking({ secret })} onClose={close} /> : null}
      {asking === "delete" ? <DeleteDialog hook={hook} onClose={close} /> : null}
      {typeof asking === "object" ? <WebhookSecretDialog secret={asking.secret} onClose={close} /> : null}
    </div>
  );
}

/** What every action ends in: the pages fetch anew, and a refusal is told. */
function useEnd() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    onError: (error: unknown) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(trpc.webhook.pathFilter()),
  };
}

function useQuickActions(id: string) {
  const trpc = useTRPC();
  const end = useEnd();
  const ping = useMutation({
    ...trpc.webhook.ping.mutationOptions(),
    ...end,
    onSuccess: () => toast({ text: "The test is on its way; the log says how it ended" }),
  });
  const resume = useMutation({ ...trpc.webhook.resume.mutationOptions(), ...end });
  const pause = useMutation({
    ...trpc.webhook.pause.mutationOptions(),
    ...end,
    onSuccess: () =>
      toast({
        text: "Paused; what happens meanwhile waits",
        undo: () => resume.mutate({ id, from: "where_it_stopped" }),
      }),
  });
  return { ping, pause };
}

/** Sends a message of the log once more. */
export function useRedeliver(id: string) {
  const trpc = useTRPC();
  const end = useEnd();
  return useMutation({
    ...trpc.webhook.redeliver.mutationOptions(),
    ...end,
    mutationKey: ["redeliver", id],
    onSuccess: () => toast({ text: "It is sent again, under the same id" }),
  });
}

function ResumeDialog({ hook, onClose }: { hook: WebhookView; onClose: () => void }) {
  const trpc = useTRPC();
  const end = useEnd();
  const resume = useMutation({ ...trpc.webhook.resume.mutationOptions(), ...end, onSuccess: onClose });
  const { id, waiting } = hook;
  return (
    <Dialog
      title="Turn it on?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {waiting > 0 ? (
            <Button kind="danger" busy={resume.isPending} onClick={() => resume.mutate({ id, from: "now" })}>
              Leave them out
            </Button>
          ) : null}
          <Button
            kind="primary"
            busy={resume.isPending}
            onClick={() => resume.mutate({ id, from: "where_it_stopped" })}
          >
            {waiting > 0 ? "Send them" : "Turn on"}
          </Button>
        </>
      }
    >
      <p className="t2">
        {waiting > 0
          ? `${waiting} events of the last 30 days wait. They can be sent now, in their order, or left out.`
          : "Nothing waits; it is told what happens from now on."}
      </p>
    </Dialog>
  );
}

function RotateDialog({ id, onMade, onClose }: { id: string; onMade: (secret: string) => void; onClose: () => void }) {
  const trpc = useTRPC();
  const end = useEnd();
  const rotate = useMutation({
    ...trpc.webhook.rotate.mutationOptions(),
    ...end,
    onSuccess: ({ secret }) => onMade(secret),
  });
  return (
    <ConfirmDialog
      title="Make another secret?"
      action="Make another"
      busy={rotate.isPending}
      onConfirm={() => rotate.mutate({ id })}
      onClose={onClose}
    >
      For a day messages are signed with both secrets; then only with the new one. Give it to the receiver before.
    </ConfirmDialog>
  );
}

function DeleteDialog({ hook, onClose }: { hook: WebhookView; onClose: () => void }) {
  const trpc = useTRPC();
  const end = useEnd();
  const router = useRouter();
  const remove = useMutation({
    ...trpc.webhook.delete.mutationOptions(),
    ...end,
    onSuccess: () => {
      toast({ text: "Deleted the webhook" });
      router.push(WEBHOOKS_HREF);
    },
  });
  return (
    <ConfirmDialog
      title="Delete the webhook?"
      action="Delete"
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id: hook.id })}
      onClose={onClose}
    >
      Nothing more is sent to {hook.url}, and its secret is forgotten.
      {hook.waiting > 0 ? ` ${hook.waiting} events that wait are not sent.` : ""}
    </ConfirmDialog>
  );
}
