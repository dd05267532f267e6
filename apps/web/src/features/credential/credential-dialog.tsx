"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Credential, CredentialKind } from "@yardlet/core/credential";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { SelectField, TextField } from "@/ui/field.tsx";
import { FormDialog } from "@/ui/form-dialog.tsx";
import { Note } from "@/ui/note.tsx";
import { NOTHING_TYPED, SignInFields, signInOf } from "./sign-in-fields.tsx";
import { KINDS } from "./words.ts";

interface AddCredentialProps {
  /** Where it is known what is needed: nothing is left to choose but the secret. */
  needed?: Pick<Credential, "host" | "kind">;
  onMade: (made: { id: string; host: string }) => void;
  onClose: () => void;
}

/** Stores how to sign in at a host. */
export function AddCredentialDialog({ needed, onMade, onClose }: AddCredentialProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [place, setPlace] = useState(needed?.host ?? "");
  const [kind, setKind] = useState<CredentialKind>(needed?.kind ?? "password");
  const [text, setText] = useState(NOTHING_TYPED);
  const create = useMutation({
    ...trpc.credential.create.mutationOptions(),
    ...FORGOTTEN,
    onSuccess: async (made) => {
      await queries.invalidateQueries(trpc.credential.list.queryFilter());
      onMade(made);
    },
  });
  return (
    <FormDialog
      title={needed ? `A credential for ${needed.host}` : "Add a credential"}
      action="Add the credential"
      busy={create.isPending}
      onSubmit={() => create.mutate({ place, signIn: signInOf(kind, text) })}
      onClose={onClose}
    >
      {needed ? (
        <p className="hint">It is used for every repo at this host that is reached over {KINDS[kind].word}.</p>
      ) : (
        <>
          <TextField
            label="Host"
            name="credentialHost"
            inputMode="url"
            placeholder="git.example.com"
            hint="With its port where it is not the usual one. It is used for every repo there, and nowhere else."
            required
            maxLength={300}
            autoComplete="off"
            spellCheck={false}
            value={place}
            error={fieldError(create.error, "place")}
            onChange={(event) => setPlace(event.target.value)}
          />
          <SelectField label="Signs in over" value={kind} onChange={(event) => setKind(kindOf(event.target.value))}>
            <option value="password">{KINDS.password.long}</option>
            <option value="ssh_key">{KINDS.ssh_key.long}</option>
          </SelectField>
        </>
      )}
      <SignInFields kind={kind} text={text} error={create.error} onChange={setText} />
      <Refusal error={create.error} />
    </FormDialog>
  );
}

interface RotateCredentialProps {
  credential: Pick<Credential, "id" | "host" | "kind"> & { username?: string | null; knownHosts?: string | null };
  onRotated: () => void;
  onClose: () => void;
}

/** Puts another secret in place of the one before. */
export function RotateCredentialDialog({ credential, onRotated, onClose }: RotateCredentialProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id, host, kind, username, knownHosts } = credential;
  const [text, setText] = useState({ ...NOTHING_TYPED, username: username ?? "", knownHosts: knownHosts ?? "" });
  const rotate = useMutation({
    ...trpc.credential.rotate.mutationOptions(),
    ...FORGOTTEN,
    onSuccess: async () => {
      await queries.invalidateQueries(trpc.credential.list.queryFilter());
      onRotated();
    },
  });
  return (
    <FormDialog
      title={`Change the credential for ${host}`}
      action="Save"
      busy={rotate.isPending}
      onSubmit={() => rotate.mutate({ id, signIn: signInOf(kind, text) })}
      onClose={onClose}
    >
      <p className="hint">The secret before is forgotten at once; this is not undone.</p>
      <SignInFields kind={kind} text={text} error={rotate.error} onChange={setText} />
      <Refusal error={rotate.error} />
    </FormDialog>
  );
}

/** The browser keeps nothing of what was sent, once the dialog is gone. */
const FORGOTTEN = { gcTime: 0 } as const;

/** What is wrong with all of it; what is wrong with a field stands there. */
function Refusal({ error }: { error: unknown }) {
  if (!error) return null;
  const { message, details } = errorOf(error);
  return Array.isArray(details.issues) ? null : <Note tone="bad">{message}.</Note>;
}

function kindOf(value: string): CredentialKind {
  return value === "ssh_key" ? "ssh_key" : "password";
}
