"use client";

import { useQuery } from "@tanstack/react-query";
import type { ApiKey } from "@yardlet/core/team";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { List } from "@/ui/list/list.tsx";
import { plainOptions } from "@/ui/list/list-bar.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { keysList } from "./key-columns.tsx";
import { NewKeyDialog, type ScopeChoice } from "./new-key.tsx";
import { RevokeKeyDialog } from "./revoke-key.tsx";
import { KEY_LIST, KEY_STATES, type KeyState } from "./search-params.ts";

/** Keys of agents and of CI. */
export function KeysTab({ choices }: { choices: readonly ScopeChoice[] }) {
  const { state, url } = useListUrl(KEY_LIST);
  const trpc = useTRPC();
  const keys = useQuery({ ...trpc.key.list.queryOptions(), select: SELECT[state.state ?? "any"] });
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState(0);
  const [revoking, setRevoking] = useState<ApiKey>();
  const [kind] = useState(() => keysList(setRevoking));
  const make = (
    <Button kind="primary" onClick={() => setMaking(true)}>
      Make a key
    </Button>
  );
  return (
    <>
      <List
        key={made}
        kind={kind}
        url={url}
        query={keys}
        filters={[{ id: "state", label: "State", any: "any state", options: plainOptions(KEY_STATES) }]}
        tools={make}
        empty={
          <EmptyState title="No key yet" action={make}>
            Agents, CI and the command line report their runs with a key. It may do what its scopes say, and no more.
          </EmptyState>
        }
      />
      {making ? (
        <NewKeyDialog choices={choices} onMade={() => setMade((n) => n + 1)} onClose={() => setMaking(false)} />
      ) : null}
      {revoking ? <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(undefined)} /> : null}
    </>
  );
}

/** One function for each filter, so that the rows stay the same while their keys do. */
const SELECT = {
  any: (keys) => keys,
  working: (keys) => keys.filter(({ revokedAt }) => revokedAt === null),
  revoked: (keys) => keys.filter(({ revokedAt }) => revokedAt !== null),
} as const satisfies Record<KeyState | "any", (keys: ApiKey[]) => ApiKey[]>;
