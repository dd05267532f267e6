"use client";

import type { ReactNode } from "react";

interface SwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
  /** The switch's name, as people and screen readers read it. */
  label: string;
  /** What the present state means. */
  note?: ReactNode;
  /** Hide the name where the row already says it. */
  bare?: boolean;
}

export function Switch({ on, onChange, disabled = false, label, note, bare = false }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="sw"
      aria-checked={on}
      aria-label={bare ? label : undefined}
      disabled={disabled}
      onClick={() => onChange(!on)}
    >
      <i />
      {bare ? null : label}
      {note ? <span className="t3"> {note}</span> : null}
    </button>
  );
}
