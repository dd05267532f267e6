"use client";

import { useState } from "react";
import { TextArea, TextField } from "@/ui/field.tsx";
import { Switch } from "@/ui/switch.tsx";
import { AskDialog } from "./ask-dialog.tsx";

interface CreateDialogProps {
  /** Filled in, where the place says it. */
  repo?: string;
  library?: boolean;
  onClose: () => void;
}

/** Asks an agent to write a skill of a name and installs it at once, when its checks pass. */
export function CreateDialog({ repo = "", library: intoLibrary = false, onClose }: CreateDialogProps) {
  const [name, setName] = useState("");
  const [from, setFrom] = useState("");
  const [library, setLibrary] = useState(intoLibrary);
  const topic = from.trim();
  return (
    <AskDialog
      title="Create a skill"
      action="Create"
      words="An agent reads the repo and writes the skill. It is installed at once; where a check fails it waits in Review instead."
      repo={repo}
      field="name"
      filled={name.trim() !== ""}
      ask={(common) => ({
        kind: "create",
        name: name.trim(),
        library,
        ...(topic === "" ? {} : { from: topic }),
        ...common,
      })}
      onClose={onClose}
      more={
        <div className="field">
          <Switch
            on={library}
            onChange={setLibrary}
            label="Into the library"
            note={library ? "every repo may be equipped with it" : "it is at home in the repo alone"}
          />
        </div>
      }
    >
      {(fault) => (
        <>
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
        </>
      )}
    </AskDialog>
  );
}
