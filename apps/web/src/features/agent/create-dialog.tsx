"use client";

import { useId, useState } from "react";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { TextArea, TextField } from "@/ui/field.tsx";
import { Note } from "@/ui/note.tsx";
import { Switch } from "@/ui/switch.tsx";
import { AgentFields, asked, DEFAULT_CHOICE, RepoField } from "./agent-fields.tsx";
import { useRequest } from "./use-request.ts";

interface CreateDialogProps {
  /** Filled in, where the place says it. */
  repo?: string;
  library?: boolean;
  onClose: () => void;
}

/** Asks an agent to write a skill of a name and installs it at once, when its checks pass. */
export function CreateDialog({ repo: about = "", library: intoLibrary = false, onClose }: CreateDialogProps) {
  const form = useId();
  const [name, setName] = useState("");
  const [from, setFrom] = useState("");
  const [repo, setRepo] = useState(about);
  const [library, setLibrary] = useState(intoLibrary);
  const [choice, setChoice] = useState(DEFAULT_CHOICE);
  const request = useRequest();
  const ready = name.trim() !== "" && repo !== "";
  const fault = fieldError(request.error, "name");
  return (
    <Dialog
      title="Create a skill"
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
            Create
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const topic = from.trim();
          if (ready)
            request.mutate(
              {
                kind: "create",
                repo,
                name: name.trim(),
                library,
                ...(topic === "" ? {} : { from: topic }),
                ...asked(choice),
              },
              { onSuccess: onClose },
            );
        }}
      >
        <p className="t2">
          An agent reads the repo and writes the skill. It is installed at once; where a check fails it waits in Review
          instead.
        </p>
        <TextField
          label="Name"
          name="name"
          maxLength={64}
          required
          autoFocus
          spellCheck={false}
          autoCapitalize="off"
          hint="Lower-case letters, digits and single hyphens, such as run-the-tests."
          error={fault}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextArea
          label="From"
          name="from"
          rows={3}
          maxLength={2_000}
          hint="What it should be about; its name alone when this stays empty."
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <RepoField value={repo} onChange={setRepo} />
        <div className="field">
          <Switch
            on={library}
            onChange={setLibrary}
            label="Into the library"
            note={library ? "every repo may be equipped with it" : "it is at home in the repo alone"}
          />
        </div>
        <AgentFields choice={choice} onChange={setChoice} />
        {request.error && !fault ? <Note tone="bad">{errorOf(request.error).message}.</Note> : null}
      </form>
    </Dialog>
  );
}
