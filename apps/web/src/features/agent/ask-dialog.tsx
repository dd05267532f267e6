"use client";

import { useState, type ReactNode } from "react";
import { RepoField } from "@/features/repo/repo-field.tsx";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { FormDialog } from "@/ui/form-dialog.tsx";
import { Note } from "@/ui/note.tsx";
import { AgentFields, asked, DEFAULT_CHOICE } from "./agent-fields.tsx";
import { useRequest, type Asked } from "./use-request.ts";

/** What every request names: the repo, and who answers it. */
type Common = { repo: string } & ReturnType<typeof asked>;

interface AskDialogProps {
  title: string;
  action: string;
  /** What comes of it. */
  words: string;
  /** Filled in, where the place says it. */
  repo: string;
  /** The field that says what is asked for; a fault in it is told there. */
  field: string;
  filled: boolean;
  ask: (common: Common) => Asked;
  onClose: () => void;
  /** What is asked for, with the fault that the server found in it. */
  children: (fault: string | undefined) => ReactNode;
  /** Stands below the repo. */
  more?: ReactNode;
}

/** Asks an agent for a skill: what about, in which repo, by whom. */
export function AskDialog(props: AskDialogProps) {
  const { title, action, words, repo: about, field, filled, ask, onClose, children, more } = props;
  const [repo, setRepo] = useState(about);
  const [choice, setChoice] = useState(DEFAULT_CHOICE);
  const request = useRequest();
  const fault = fieldError(request.error, field);
  return (
    <FormDialog
      title={title}
      action={action}
      busy={request.isPending || request.isSuccess}
      ready={filled && repo !== ""}
      onSubmit={() => request.mutate(ask({ repo, ...asked(choice) }), { onSuccess: onClose })}
      onClose={onClose}
    >
      <p className="t2">{words}</p>
      {children(fault)}
      <RepoField hint="The agent reads a copy of it at its newest commit." value={repo} onChange={setRepo} />
      {more}
      <AgentFields choice={choice} onChange={setChoice} />
      {request.error && !fault ? <Note tone="bad">{errorOf(request.error).message}.</Note> : null}
    </FormDialog>
  );
}
