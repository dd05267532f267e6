"use client";

import { useState, type ReactNode } from "react";
import { FormDialog } from "@/ui/form-dialog.tsx";

export interface Choosable {
  key: string;
  label: string;
  note: ReactNode;
  /** What else the search looks at. */
  text?: string;
  /** Why it can't be chosen. */
  off?: string | undefined;
}

interface ChooseDialogProps {
  title: string;
  lead: ReactNode;
  search: string;
  items: readonly Choosable[];
  /** What stands there when nothing is left of them. */
  empty: string;
  /** Words of the main button for so many chosen. */
  action(count: number): string;
  busy?: boolean;
  onChoose(keys: string[]): void;
  onClose(): void;
}

/** Some of many, by search and check mark. */
export function ChooseDialog({
  title,
  lead,
  search,
  items,
  empty,
  action,
  busy = false,
  onChoose,
  onClose,
}: ChooseDialogProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = items
    .filter(({ label, text = "" }) => words.every((word) => `${label} ${text}`.toLowerCase().includes(word)))
    .toSorted((a, b) => Number(a.off !== undefined) - Number(b.off !== undefined));
  const toggle = (key: string) => setChosen((before) => toggled(before, key));
  return (
    <FormDialog
      title={title}
      action={action(chosen.size)}
      busy={busy}
      wide
      ready={chosen.size > 0}
      onSubmit={() => onChoose([...chosen])}
      onClose={onClose}
    >
      <p className="t2">{lead}</p>
      <input
        type="search"
        aria-label={search}
        placeholder={search}
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="choose">
        {shown.map((item) => (
          <li key={item.key}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(item.key)}
                disabled={item.off !== undefined}
                onChange={() => toggle(item.key)}
              />
              <span className="cut">{item.label}</span>
              <span className="sub cut">{item.off ?? item.note}</span>
            </label>
          </li>
        ))}
        {shown.length === 0 ? <li className="t3">{empty}.</li> : null}
      </ul>
    </FormDialog>
  );
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(key)) after.add(key);
  return after;
}
