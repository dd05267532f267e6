"use client";

import { useId, useState } from "react";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { TextArea } from "@/ui/field.tsx";
import { Note } from "@/ui/note.tsx";
import { AgentFields, asked, DEFAULT_CHOICE, RepoField } from "./agent-fields.tsx";
import { useRequest } from "./use-request.ts";

interface ResearchDialogProps {
  /** Filled in, where the place says it. */
  repo?: string;
  topic?: string;
  /** The gap that the research answers. */
  gap?: string;
  onClose: () => void;
}

/** Asks an agent to study a repo and draft a skill; nothing is installed by it. */
export function ResearchDialog({ repo: about = "", topic: given = "", gap, onClose }: ResearchDialogProps) {
  const form = useId();
  const [topic, setTopic] = useState(given);
  const [repo, setRepo] = useState(about);
  const [choice, setChoice] = useState(DEFAULT_CHOICE);
  const request = useRequest();
  const ready = topic.trim() !== "" && repo !== "";
  const fault = fieldError(request.error, "topic");
  return (
    <Dialog
      title="Research a skill"
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
            Research
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready)
            request.mutate(
              { kind: "research", repo, topic: topic.trim(), ...asked(choice), ...(gap === undefined ? {} : { gap }) },
              { onSuccess: onClose },
            );
        }}
      >
        <p className="t2">
          An agent reads the repo and drafts a skill. The draft comes to Review; nothing is installed until somebody
          accepts it.
        </p>
        <TextArea
          label="Topic"
          name="topic"
          rows={3}
          maxLength={2_000}
          required
          autoFocus
          hint="What an agent should know how to do here, in a sentence."
          error={fault}
          value={topic}
          onChange={(event) => setTopic(event.target.value)}
        />
        <RepoField value={repo} onChange={setRepo} />
        <AgentFields choice={choice} onChange={setChoice} />
        {request.error && !fault ? <Note tone="bad">{errorOf(request.error).message}.</Note> : null}
      </form>
    </Dialog>
  );
}
