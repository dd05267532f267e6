"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { signIn } from "@/features/frame/session.ts";
import { NOBODY, PersonFields } from "@/features/team/person-fields.tsx";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";
import { Note } from "@/ui/note.tsx";

/** The first admin, proven by the one-time token of the link that `npm start` printed. */
export function AdminStep({ token: given }: { token: string | undefined }) {
  const api = useTRPCClient();
  const [token, setToken] = useState(given ?? "");
  const [teamName, setTeamName] = useState("");
  const [person, setPerson] = useState(NOBODY);
  useEffect(() => {
    if (given) window.history.replaceState(window.history.state, "", "/setup");
  }, [given]);
  const create = useMutation({
    mutationFn: async () => {
      await api.setup.createFirstAdmin.mutate({ token: token.trim(), teamName, ...person });
      return signIn(person.email, person.password);
    },
    onSuccess: (problem) => window.location.assign(problem ? "/sign-in?next=/setup" : "/setup"),
  });
  return (
    <form
      className="body form"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      {given ? null : (
        <TextField
          label="One-time token"
          name="token"
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={200}
          hint="The end of the link that npm start printed; start it again for a fresh one."
          value={token}
          error={fieldError(create.error, "token")}
          onChange={(event) => setToken(event.target.value)}
        />
      )}
      <TextField
        label="Team"
        name="team"
        autoComplete="organization"
        required
        maxLength={80}
        value={teamName}
        error={fieldError(create.error, "teamName")}
        onChange={(event) => setTeamName(event.target.value)}
      />
      <PersonFields person={person} onChange={setPerson} error={create.error} />
      {create.error ? <Note tone="bad">{errorOf(create.error).message}.</Note> : null}
      <div className="row">
        <Button type="submit" kind="primary" busy={create.isPending || create.isSuccess}>
          Create the admin
        </Button>
      </div>
    </form>
  );
}
