import type { CredentialView } from "@yardlet/services";
import { allRows, type ListKind } from "@/ui/list/kind.ts";
import { Ago, When } from "@/ui/time.tsx";
import { CredentialStateWord } from "./credential-state.tsx";
import { credentialHref } from "./search-params.ts";
import { KINDS, shortHint, STATES, stateOf, userWords } from "./words.ts";

export const CREDENTIALS: ListKind<CredentialView, readonly CredentialView[]> = {
  label: "Credentials",
  keyOf: ({ id }) => id,
  hrefOf: ({ id }) => credentialHref(id),
  columns: [
    {
      id: "host",
      head: "Host",
      name: true,
      className: "long",
      cell: (credential, link) => (
        <>
          {link(<span className="clamp">{credential.host}</span>)}
          <span className="sub m-only">
            {KINDS[credential.kind].word}, {STATES[stateOf(credential)].word}
          </span>
        </>
      ),
    },
    { id: "kind", head: "By", className: "t2 nw p2", cell: ({ kind }) => KINDS[kind].word },
    { id: "user", head: "User", className: "t2 p2", cell: ({ username }) => username ?? "—" },
    {
      id: "hint",
      head: "Known by",
      className: "mono t2 nw p2 p3",
      cell: (credential) => shortHint(credential),
    },
    { id: "state", head: "State", className: "p2", cell: (credential) => <CredentialStateWord {...credential} /> },
    { id: "users", head: "Used by", className: "t2", cell: (credential) => userWords(credential) },
    {
      id: "used",
      head: "Last used",
      className: "t3 nw p2",
      cell: ({ usedAt }) => (usedAt ? <Ago at={usedAt} /> : "never"),
    },
    {
      id: "changed",
      head: "Changed, UTC",
      className: "t3 nw p2 p3",
      cell: ({ rotatedAt, createdAt }) => <When at={rotatedAt ?? createdAt} as="day" />,
    },
    { id: "by", head: "Changed by", extra: true, className: "t2 p2", cell: (one) => one.rotatedBy ?? one.createdBy },
  ],
  rowsOf: allRows,
  noMatch: { title: "No credential matches", hint: "Those of the other states are hidden." },
};
