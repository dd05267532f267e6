"use client";

import type { CredentialKind } from "@yardlet/core/credential";
import { fieldError } from "@/trpc/error.ts";
import { TextArea, TextField } from "@/ui/field.tsx";

/** What was typed for either kind; both are kept while somebody changes between them. */
export interface SignInText {
  username: string;
  secret: string;
  privateKey: string;
  passphrase: string;
  knownHosts: string;
}

export const NOTHING_TYPED: SignInText = { username: "", secret: "", privateKey: "", passphrase: "", knownHosts: "" };

/** As the server takes it. */
export function signInOf(kind: CredentialKind, text: SignInText) {
  const { username, secret, privateKey, passphrase, knownHosts } = text;
  return kind === "password"
    ? ({ kind, username, secret } as const)
    : ({ kind, privateKey, passphrase, knownHosts } as const);
}

interface SignInFieldsProps {
  kind: CredentialKind;
  text: SignInText;
  error: unknown;
  onChange: (text: SignInText) => void;
}

/** The fields of one kind. What stands in them is sent once and never comes back. */
export function SignInFields({ kind, text, error, onChange }: SignInFieldsProps) {
  const field = (name: keyof SignInText) => ({
    name,
    value: text[name],
    spellCheck: false,
    error: fieldError(error, `signIn.${name}`),
    onChange: (event: { target: { value: string } }) => onChange({ ...text, [name]: event.target.value }),
  });
  if (kind === "password") {
    return (
      <>
        <TextField
          {...field("username")}
          label="User name"
          hint="Of the account that owns the token. Many hosts take any name beside a token."
          required
          maxLength={256}
          autoComplete="off"
        />
        <TextField
          {...field("secret")}
          label="Token or password"
          type="password"
          hint="A token that may read the repos, and push to them if Yardlet shall write. It is not shown again."
          required
          maxLength={4096}
          autoComplete="new-password"
        />
      </>
    );
  }
  return (
    <>
      <TextArea
        {...field("privateKey")}
        label="Private key"
        rows={6}
        className="mono"
        hint="The whole file, from BEGIN to END. Its public half belongs on the git host. It is not shown again."
        placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
        required
        autoComplete="off"
      />
      <TextField
        {...field("passphrase")}
        label="Passphrase"
        type="password"
        hint="Only if the key has one."
        maxLength={1024}
        autoComplete="new-password"
      />
      <TextArea
        {...field("knownHosts")}
        label="The host’s own keys"
        rows={2}
        className="mono"
        hint="As ssh-keyscan prints them, compared with what the host publishes. Left empty, the known hosts of the worker’s host count."
        autoComplete="off"
      />
    </>
  );
}
