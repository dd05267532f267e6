"use client";

import { useState } from "react";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Button, RowAction } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";
import { toast } from "@/ui/toast.tsx";
import {
  addFile,
  bringBack,
  editFile,
  pathFault,
  putBack,
  removeFile,
  stateOf,
  type BaseFile,
  type Draft,
} from "./draft.ts";

/** The file that every skill has; it cannot go or get another name. */
export const MAIN_FILE = "SKILL.md";

interface FileListProps {
  draft: Draft;
  base: readonly BaseFile[];
  open: string;
  onOpen: (path: string) => void;
  onChange: (by: (draft: Draft) => Draft) => void;
}

const STATES = { same: "", changed: "changed", added: "new", renamed: "renamed" } as const;

/** The files of the draft: which one shows, and what may be done with it. */
export function FileList({ draft, base, open, onOpen, onChange }: FileListProps) {
  const [naming, setNaming] = useState<"new" | "rename">();
  const file = draft.files.find(({ path }) => path === open);
  const isMain = open === MAIN_FILE;
  const executable = file?.mode === "100755";
  return (
    <nav className="file-list" aria-label="Files of the skill">
      <ul>
        {draft.files.map((one) => (
          <li key={one.path}>
            <button
              type="button"
              aria-current={one.path === open ? "true" : undefined}
              onClick={() => onOpen(one.path)}
            >
              <span className="cut">
                <UntrustedText text={one.path} />
              </span>
              <span className="sub">{STATES[stateOf(one, base)]}</span>
            </button>
          </li>
        ))}
      </ul>
      {naming ? (
        <PathForm
          key={naming === "new" ? naming : open}
          label={naming === "new" ? "Path of the new file" : `New path of ${open}`}
          start={naming === "new" ? "" : open}
          faultOf={(path) => pathFault(draft, path, naming === "rename" ? open : undefined)}
          onClose={() => setNaming(undefined)}
          onName={(path) => {
            setNaming(undefined);
            onChange((before) => (naming === "new" ? addFile(before, path) : editFile(before, open, { path })));
            onOpen(path);
          }}
        />
      ) : (
        <div className="acts">
          <RowAction onClick={() => setNaming("new")}>add</RowAction>
          {isMain || !file ? null : (
            <>
              <RowAction aria-label={`Rename ${open}`} onClick={() => setNaming("rename")}>
                rename
              </RowAction>
              <RowAction
                aria-label={`${executable ? "Make plain" : "Make executable"}: ${open}`}
                onClick={() => onChange((before) => editFile(before, open, { mode: executable ? "100644" : "100755" }))}
              >
                {executable ? "make plain" : "make executable"}
              </RowAction>
              <RowAction
                aria-label={`Delete ${open}`}
                onClick={() => {
                  onChange((before) => removeFile(before, open));
                  onOpen(MAIN_FILE);
                  toast({ text: `Deleted ${open}`, undo: () => onChange((before) => putBack(before, file)) });
                }}
              >
                delete
              </RowAction>
            </>
          )}
        </div>
      )}
      <Gone draft={draft} base={base} onChange={onChange} />
    </nav>
  );
}

/** Files of the base that the draft has no more, each with a way back. */
function Gone({ draft, base, onChange }: Pick<FileListProps, "draft" | "base" | "onChange">) {
  const gone = base.filter(({ path }) => !draft.files.some((file) => file.was === path));
  if (gone.length === 0) return null;
  return (
    <ul aria-label="Deleted files">
      {gone.map(({ path, mode }) => (
        <li key={path} className="gone">
          <del className="cut t3">
            <UntrustedText text={path} />
          </del>
          <RowAction
            aria-label={`Bring back ${path}`}
            disabled={pathFault(draft, path) !== undefined}
            onClick={() => onChange((before) => bringBack(before, { path, mode }))}
          >
            bring back
          </RowAction>
        </li>
      ))}
    </ul>
  );
}

interface PathFormProps {
  label: string;
  start: string;
  faultOf: (path: string) => string | undefined;
  onName: (path: string) => void;
  onClose: () => void;
}

function PathForm({ label, start, faultOf, onName, onClose }: PathFormProps) {
  const [path, setPath] = useState(start);
  const [tried, setTried] = useState(false);
  const fault = faultOf(path.trim());
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (fault === undefined) onName(path.trim());
      }}
    >
      <TextField
        label={label}
        autoFocus
        spellCheck={false}
        value={path}
        error={tried ? fault : undefined}
        onChange={(event) => setPath(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
      />
      <div className="row">
        <Button type="submit">Set</Button>
        <Button kind="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
