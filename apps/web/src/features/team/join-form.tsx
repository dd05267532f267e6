"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { signIn } from "@/features/frame/session.ts";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { Note } from "@/ui/note.tsx";
import { NOBODY, PersonFields } from "./person-fields.tsx";

export function JoinForm({ token }: { token: string }) {
  const api = useTRPCClient();
  const [person, setPerson] = useState(NOBODY);
  const join = useMutation({
    mutationFn: async () => {
      await api.invite.accept.mutate({ token, ...person });
      return signIn(person.email, person.password);
    },
    onSuccess: (problem) => window.location.assign(problem ? "/sign-in" : "/"),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate();
      }}
    >
      <PersonFields person={person} onChange={setPerson} error={join.error} />
      {join.error ? <Note tone="bad">{errorOf(join.error).message}.</Note> : null}
      <Button type="submit" kind="primary" busy={join.isPending || join.isSuccess}>
        Join
      </Button>
    </form>
  );
}
