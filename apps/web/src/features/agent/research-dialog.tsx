"use client";

import { useState } from "react";
import { TextArea } from "@/ui/field.tsx";
import { AskDialog } from "./ask-dialog.tsx";

interface ResearchDialogProps {
  /** Filled in, where the place says it. */
  repo?: string;
  topic?: string;
  /** The gap that the research answers. */
  gap?: string;
  onClose: () => void;
}

/** Asks an agent to study a repo and draft a skill; nothing is installed by it. */
export function ResearchDialog({ repo = "", topic: given = "", gap, onClose }: ResearchDialogProps) {
  const [topic, setTopic] = useState(given);
  return (
    <AskDialog
      title="Research a skill"
      action="Research"
      words="An agent reads the repo and drafts a skill. The draft comes to Review; nothing is installed until somebody accepts it."
      repo={repo}
      field="topic"
      filled={topic.trim() !== ""}
      ask={(common) => ({ kind: "research", topic: topic.trim(), ...common, ...(gap === undefined ? {} : { gap }) })}
      onClose={onClose}
    >
      {(fault) => (
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
      )}
    </AskDialog>
  );
}
