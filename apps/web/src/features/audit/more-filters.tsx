"use client";

import { useState } from "react";
import { TextField } from "@/ui/field.tsx";
import { Menu } from "@/ui/menu.tsx";
import type { ListUrl } from "@/url/list-state.ts";

const FIELDS = [
  { id: "who", label: "Name of who did it", type: "text" },
  { id: "since", label: "From (UTC)", type: "date" },
  { id: "until", label: "To, that day included (UTC)", type: "date" },
] as const;

interface FilterFieldProps {
  label: string;
  type: "text" | "date";
  /** As the URL has it. */
  value: string;
  onSet: (value: string) => void;
}

/** Holds what is typed until Enter, or until the field is left; another value in the URL replaces it. */
function FilterField({ label, type, value, onSet }: FilterFieldProps) {
  const [typed, setTyped] = useState({ on: value, text: value });
  const text = typed.on === value ? typed.text : value;
  const set = () => {
    if (text.trim() !== value) onSet(text.trim());
  };
  return (
    <TextField
      label={label}
      type={type}
      value={text}
      onChange={(event) => setTyped({ on: value, text: event.target.value })}
      onBlur={set}
      onKeyDown={(event) => {
        if (event.key === "Enter") set();
      }}
    />
  );
}

/** Filters that take a name or a day instead of one of a few words. */
export function MoreFilters({ url }: { url: ListUrl }) {
  const valueOf = (id: string) => {
    const value = url.values[id];
    return typeof value === "string" ? value : "";
  };
  const set = FIELDS.filter(({ id }) => valueOf(id) !== "");
  return (
    <Menu label="Who and when" value={set.length === 0 ? undefined : set.map(({ id }) => valueOf(id)).join(", ")}>
      <div className="form">
        {FIELDS.map(({ id, label, type }) => (
          <FilterField
            key={id}
            label={label}
            type={type}
            value={valueOf(id)}
            onSet={(value) => url.set({ [id]: value || null })}
          />
        ))}
      </div>
    </Menu>
  );
}
