"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { PushHookView } from "@yardlet/services";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { CopyCommand } from "@/ui/copy.tsx";
import { ConfirmDialog } from "@/ui/dialog.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { SecretDialog } from "@/ui/secret-dialog.tsx";
import { Ago, When } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";
import { pushHookHref } from "./push-hook-href.ts";

interface PushHookProps {
  slug: string;
  /** The address people open. */
  address: string;
}

/** What a git host calls when something was pushed; for who may set it up. */
export function PushHook({ slug, address }: PushHookProps) {
  const trpc = useTRPC();
  const { data: hook } = useQuery(trpc.repo.pushHook.queryOptions({ slug }));
  const [asking, setAsking] = useState<"rotate" | "off">();
  const [secret, setSecret] = useState<string>();
  const { make, remove } = usePushHook(slug, {
    onMade: setSecret,
    onDone: () => setAsking(undefined),
  });
  if (hook === undefined) return null;
  return (
    <>
      {hook === null ? (
        <>
          <p className="t2">
            Off: the repo is read once a day, and when somebody asks. With a push webhook its git host tells Yardlet of
            each push, and it is read at once.
          </p>
          <p className="more">
            <Button busy={make.isPending} onClick={() => make.mutate({ slug })}>
              Turn on
            </Button>
          </p>
        </>
      ) : (
        <>
          <HookFacts hook={hook} url={pushHookHref(address, slug)} />
          <p className="more">
            <span className="acts">
              <Button onClick={() => setAsking("rotate")}>Make another secret…</Button>
              <Button kind="danger" onClick={() => setAsking("off")}>
                Turn off…
              </Button>
            </span>
          </p>
        </>
      )}
      {asking === "rotate" ? (
        <ConfirmDialog
          title="Make another secret?"
          action="Make another"
          busy={make.isPending}
          onConfirm={() => make.mutate({ slug })}
          onClose={() => setAsking(undefined)}
        >
          The secret before is worth nothing from then on: what the host signs with it is refused until you enter the
          new one there.
        </ConfirmDialog>
      ) : null}
      {asking === "off" ? (
        <ConfirmDialog
          title="Turn the push webhook off?"
          action="Turn off"
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ slug })}
          onClose={() => setAsking(undefined)}
        >
          Its secret is forgotten. The repo is read once a day, and when somebody asks.
        </ConfirmDialog>
      ) : null}
      {secret === undefined ? null : (
        <SecretDialog
          title={`The push webhook of ${slug}`}
          secret={secret}
          copy="Copy the secret"
          hint={`Payload URL: ${pushHookHref(address, slug)}`}
          onClose={() => setSecret(undefined)}
        >
          Copy it now: it is shown this once. Enter it as the secret of a webhook at the git host; on GitLab as its
          secret token.
        </SecretDialog>
      )}
    </>
  );
}

function HookFacts({ hook, url }: { hook: PushHookView; url: string }) {
  return (
    <div className="stack">
      <p className="t2">
        Enter this address as the payload URL of a webhook at the git host, with the secret, content type{" "}
        <code>application/json</code>, and push events.
      </p>
      <CopyCommand plain command={url} />
      <Facts>
        <Fact label="Last message">
          {hook.last === null ? (
            <span className="t3">none yet; send a test from the host</span>
          ) : (
            <>
              <Ago at={hook.last.at} />, {hook.last.event}
            </>
          )}
        </Fact>
        {hook.last === null ? null : <Fact label="What it did">{hook.last.did}</Fact>}
        <Fact label="Secret">
          made <When at={hook.rotatedAt ?? hook.createdAt} />, turned on by {hook.createdBy}
        </Fact>
      </Facts>
      <p className="hint">
        A 401 in the host’s log of deliveries means that address and secret do not belong together: make another secret
        and enter it there.
      </p>
    </div>
  );
}

function usePushHook(slug: string, { onMade, onDone }: { onMade: (secret: string) => void; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const end = {
    onError: (error: unknown) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => {
      onDone();
      return queries.invalidateQueries(trpc.repo.pushHook.queryFilter({ slug }));
    },
  };
  const make = useMutation({
    ...trpc.repo.makePushSecret.mutationOptions(),
    ...end,
    onSuccess: ({ secret }) => onMade(secret),
  });
  const remove = useMutation({
    ...trpc.repo.deletePushSecret.mutationOptions(),
    ...end,
    onSuccess: () => toast({ text: "The push webhook is off" }),
  });
  return { make, remove };
}
