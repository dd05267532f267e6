"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Role, Scope } from "@yardlet/core/team";
import { useState } from "react";
import { useRepoSlugs } from "@/features/repo/repo-filter.ts";
import { ROLE_OPTIONS } from "@/features/team/roles.ts";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { SelectField, TextField } from "@/ui/field.tsx";
import { Note } from "@/ui/note.tsx";
import { SecretDialog } from "@/ui/secret-dialog.tsx";
import { keepFreshKey } from "./fresh-key.ts";

const FORM = "new-key";

/** What a key may be made for, and the least role that covers it. The server says it: its table stays there. */
export interface ScopeChoice {
  scope: Scope;
  means: string;
  role: Role;
}

interface NewKeyProps {
  choices: readonly ScopeChoice[];
  /** The list has it now. */
  onMade: () => void;
  onClose: () => void;
}

/** Makes a key and shows its secret, this once. */
export function NewKeyDialog({ choices, onMade, onClose }: NewKeyProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const repos = useRepoSlugs();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["runs:write"]);
  const [repo, setRepo] = useState("");
  const make = useMutation({
    ...trpc.key.create.mutationOptions(),
    onSuccess: async ({ secret }) => {
      keepFreshKey(secret);
      await queries.invalidateQueries(trpc.key.list.queryFilter());
      onMade();
    },
  });
  if (make.data) return <MadeKey name={make.data.key.name} secret={make.data.secret} onClose={onClose} />;
  const role = leastRole(choices.filter(({ scope }) => scopes.includes(scope)));
  return (
    <Dialog
      title="Make a key"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={FORM} busy={make.isPending} disabled={scopes.length === 0}>
            Make the key
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate({ name, role, scopes: [...scopes], ...(repo === "" ? {} : { repo }) });
        }}
      >
        <TextField
          label="Name"
          name="keyName"
          placeholder="CI of storefront"
          hint="Who uses it, so that you know what stops when you revoke it."
          required
          maxLength={80}
          autoComplete="off"
          value={name}
          error={fieldError(make.error, "name")}
          onChange={(event) => setName(event.target.value)}
        />
        <div role="group" aria-labelledby={`${FORM}-may`}>
          <h3 id={`${FORM}-may`}>May</h3>
          <div className="choices under">
            {choices.map(({ scope, means }) => (
              <label key={scope}>
                <input
                  type="checkbox"
                  checked={scopes.includes(scope)}
                  onChange={(event) => setScopes(withScope(scopes, scope, event.target.checked))}
                />
                <span>
                  {means}
                  <span className="hint">
                    <code>{scope}</code>
                  </span>
                </span>
              </label>
            ))}
          </div>
        </div>
        <SelectField
          label="Repo"
          hint={
            repo === ""
              ? "A key of one repo is safer: it can speak of nothing else."
              : "Its records need not name the repo."
          }
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
        <p className="hint">
          {scopes.length === 0
            ? "Choose at least one thing it may do."
            : `It acts as ${role}, and does nothing else than what is ticked.`}
        </p>
        {make.error && !fieldError(make.error, "name") ? <Note tone="bad">{errorOf(make.error).message}.</Note> : null}
      </form>
    </Dialog>
  );
}

function MadeKey({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  return (
    <SecretDialog
      title={`The key ${name}`}
      secret={secret}
      copy="Copy the key"
      hint="Until you reload the page, the commands of the API are filled in with it."
      more={
        <ButtonLink href="/settings?tab=api" onClick={onClose}>
          Show the commands
        </ButtonLink>
      }
      onClose={onClose}
    >
      Copy it now: it is shown this once, and only its hash is kept. Give it to the program as the environment variable{" "}
      <code>YARDLET_KEY</code>.
    </SecretDialog>
  );
}

function withScope(scopes: readonly Scope[], scope: Scope, on: boolean): Scope[] {
  const others = scopes.filter((one) => one !== scope);
  return on ? [...others, scope] : others;
}

/** The least role that may do all of it. */
function leastRole(chosen: readonly ScopeChoice[]): Role {
  const enough = ROLE_OPTIONS.findLast(({ value }) => chosen.some(({ role }) => role === value));
  return enough?.value ?? "viewer";
}
