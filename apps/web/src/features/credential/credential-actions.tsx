"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CredentialView } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { ConfirmDialog } from "@/ui/dialog.tsx";
import { toast } from "@/ui/toast.tsx";
import { RotateCredentialDialog } from "./credential-dialog.tsx";
import { CREDENTIALS_HREF } from "./search-params.ts";
import { TryDialog } from "./try-dialog.tsx";
import { userWords } from "./words.ts";

/** What can be done with a credential. */
export function CredentialActions({ credential }: { credential: CredentialView }) {
  const [asking, setAsking] = useState<"try" | "rotate" | "remove">();
  const close = () => setAsking(undefined);
  const { host } = credential;
  return (
    <div className="row">
      <Button onClick={() => setAsking("try")}>Try it</Button>
      <Button onClick={() => setAsking("rotate")}>Change</Button>
      <Button kind="danger" onClick={() => setAsking("remove")}>
        Remove
      </Button>
      {asking === "try" ? <TryDialog credential={credential} onClose={close} /> : null}
      {asking === "rotate" ? (
        <RotateCredentialDialog
          credential={credential}
          onRotated={() => {
            close();
            toast({ text: `Changed the credential for ${host}; what could not be read there is read again` });
          }}
          onClose={close}
        />
      ) : null}
      {asking === "remove" ? <RemoveDialog credential={credential} onClose={close} /> : null}
    </div>
  );
}

const MOST_NAMED = 8;

/** Asks once, and says first who signs in with it. */
function RemoveDialog({ credential, onClose }: { credential: CredentialView; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { id, host, repos, isSource } = credential;
  const remove = useMutation({
    ...trpc.credential.remove.mutationOptions(),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSuccess: async () => {
      toast({ text: `Removed the credential for ${host}` });
      // First, so that the list does not begin with a row that is gone.
      await queries.invalidateQueries(trpc.credential.pathFilter());
      router.push(CREDENTIALS_HREF);
    },
  });
  const named = repos.slice(0, MOST_NAMED).map(({ slug }) => slug);
  const more = repos.length > named.length ? ` and ${repos.length - named.length} more` : "";
  return (
    <ConfirmDialog
      title={`Remove the credential for ${host}?`}
      action="Remove"
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id })}
      onClose={onClose}
    >
      {repos.length > 0 || isSource
        ? `This is used by ${userWords(credential)}${named.length > 0 ? `: ${named.join(", ")}${more}` : ""}. They can be read no more, unless the git of the worker’s host signs in by itself. What was read stays. `
        : "Nobody signs in with it. "}
      Its secret is forgotten; this is not undone.
    </ConfirmDialog>
  );
}
