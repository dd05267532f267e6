"use client";

import { TextField } from "@/ui/field.tsx";
import { Menu } from "@/ui/menu.tsx";
import type { ListUrl } from "@/url/list-state.ts";

const FIELDS = [
  { id: "who", label: "Name of who did it", type: "text" },
  { id: "since", label: "From (UTC)", type: "date" },
  { id: "until", label: "To, that day included (UTC)", type: "date" },
] as const;

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
          <TextField
            key={`${id} ${valueOf(id)}`}
            label={label}
            type={type}
            defaultValue={valueOf(id)}
            onBlur={(event) => url.set({ [id]: event.target.value.trim() || null })}
            onKeyDown={(event) => {
              if (event.key === "Enter") url.set({ [id]: event.currentTarget.value.trim() || null });
            }}
          />
        ))}
      </div>
    </Menu>
  );
}
