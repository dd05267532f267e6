"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { useKey } from "./keys.ts";

export function Filters({ children }: { children: ReactNode }) {
  return <search className="filters">{children}</search>;
}

interface FilterChipProps<T extends string> {
  label: string;
  value: T | null;
  options: readonly { value: T; label: string }[];
  onChange: (value: T | null) => void;
  /** The word for "no filter"; leave out where one option always holds, such as a sort order. */
  any?: string;
  /** Hide the label where the place already says it. */
  bare?: boolean;
  className?: string;
}

/** A filter or a sort order: a native select, drawn as a chip. */
export function FilterChip<T extends string>({
  label,
  value,
  options,
  onChange,
  any,
  bare = false,
  className,
}: FilterChipProps<T>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <span className={classNames("chip", chosen && "on", className)}>
      {bare ? null : `${label} `}
      {chosen ? <b>{chosen.label}</b> : null}
      <select
        aria-label={label}
        value={value ?? ""}
        onChange={(event) => {
          const picked = options.find((option) => option.value === event.target.value);
          onChange(picked?.value ?? null);
        }}
      >
        {any === undefined ? null : <option value="">{any}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}

/** How long to wait after the last key before the URL changes. */
const SETTLE_MS = 200;

/** `/` puts the cursor here. Reports what was typed once typing settles. */
export function SearchBox({
  label,
  value,
  wide = false,
  onChange,
}: {
  label: string;
  value: string;
  /** Where it is what the page is for. */
  wide?: boolean;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  const ref = useRef<HTMLInputElement>(null);
  const report = useRef(onChange);
  useEffect(() => {
    report.current = onChange;
  });
  if (value !== told) {
    setTold(value);
    if (value !== typed.trim()) setTyped(value);
  }
  useKey("/", "Search this list", () => ref.current?.focus());
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => report.current(typed.trim()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <input
      ref={ref}
      className={classNames("search", wide && "wide")}
      type="search"
      placeholder={label}
      aria-label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.blur();
      }}
    />
  );
}
