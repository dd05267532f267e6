"use client";

import { useQuery } from "@tanstack/react-query";
import type { CredentialView } from "@yardlet/services";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { List } from "@/ui/list/list.tsx";
import { toast } from "@/ui/toast.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { CREDENTIALS } from "./credential-columns.tsx";
import { AddCredentialDialog } from "./credential-dialog.tsx";
import { CredentialPage } from "./credential-page.tsx";
import { CREDENTIAL_LIST, CREDENTIAL_STATES, type CredentialState } from "./search-params.ts";
import { STATES, stateOf } from "./words.ts";

const STATE_OPTIONS = CREDENTIAL_STATES.map((value) => ({ value, label: STATES[value].word }));

/** How Yardlet signs in at git hosts; or one credential. */
export function CredentialsTab({ credential }: { credential: string | null }) {
  return credential === null ? <CredentialList /> : <CredentialPage id={credential} />;
}

function CredentialList() {
  const { state, url } = useListUrl(CREDENTIAL_LIST);
  const trpc = useTRPC();
  const credentials = useQuery({ ...trpc.credential.list.queryOptions(), select: SELECT[state.state ?? "any"] });
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState(0);
  const add = (
    <Button kind="primary" onClick={() => setAdding(true)}>
      Add a credential
    </Button>
  );
  return (
    <>
      <List
        key={made}
        kind={CREDENTIALS}
        url={url}
        query={credentials}
        filters={[{ id: "state", label: "State", any: "any state", options: STATE_OPTIONS }]}
        tools={add}
        empty={
          <EmptyState title="No credential yet" action={add}>
            With a credential Yardlet signs in at a git host, for every repo there. Without one the git of the worker’s
            host signs in as it is set up.
          </EmptyState>
        }
      />
      {adding ? (
        <AddCredentialDialog
          onMade={({ host }) => {
            setAdding(false);
            setMade((n) => n + 1);
            toast({ text: `Added a credential for ${host}` });
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

const only = (state: CredentialState) => (credentials: CredentialView[]) =>
  credentials.filter((credential) => stateOf(credential) === state);

/** One function for each filter, so that the rows stay the same while their credentials do. */
const SELECT = {
  any: (credentials: CredentialView[]) => credentials,
  works: only("works"),
  refused: only("refused"),
  locked: only("locked"),
  unused: only("unused"),
} as const satisfies Record<CredentialState | "any", unknown>;
