"use client";

import { useId, type ComponentProps, type ReactNode } from "react";

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with what was typed; it stays typed. */
  error?: string | undefined;
}

interface FieldIds {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

function FieldFrame({ label, hint, error, children }: FieldProps & { children: (ids: FieldIds) => ReactNode }) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(note ? { "aria-describedby": `${id}-note` } : {}),
        ...(error ? { "aria-invalid": true } : {}),
      })}
      {note ? (
        <p id={`${id}-note`} className={error ? "hint bad" : "hint"} role={error ? "alert" : undefined}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

export function TextField({ label, hint, error, ...rest }: FieldProps & ComponentProps<"input">) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(ids) => <input type="text" {...rest} {...ids} />}
    </FieldFrame>
  );
}

export function TextArea({ label, hint, error, ...rest }: FieldProps & ComponentProps<"textarea">) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(ids) => <textarea {...rest} {...ids} />}
    </FieldFrame>
  );
}

export function SelectField({ label, hint, error, children, ...rest }: FieldProps & ComponentProps<"select">) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(ids) => (
        <select {...rest} {...ids}>
          {children}
        </select>
      )}
    </FieldFrame>
  );
}
