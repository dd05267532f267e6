"use client";

import { useId, useState, type ReactNode } from "react";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Note } from "@/ui/note.tsx";
import { AgentFields, asked, DEFAULT_CHOICE, RepoField } from "./agent-fields.tsx";
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
  const form = useId();
  const [repo, setRepo] = useState(about);
  const [choice, setChoice] = useState(DEFAULT_CHOICE);
  const request = useRequest();
  const ready = filled && repo !== "";
  const fault = fieldError(request.error, field);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form}
            kind="primary"
            busy={request.isPending || request.isSuccess}
            disabled={!ready}
          >
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) request.mutate(ask({ repo, ...asked(choice) }), { onSuccess: onClose });
        }}
      >
        <p className="t2">{words}</p>
        {children(fault)}
        <RepoField value={repo} onChange={setRepo} />
        {more}
        <AgentFields choice={choice} onChange={setChoice} />
        {request.error && !fault ? <Note tone="bad">{errorOf(request.error).message}.</Note> : null}
      </form>
    </Dialog>
  );
}
