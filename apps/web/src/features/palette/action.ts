import type { ReactNode } from "react";
import type { IconName } from "@/ui/glyph.tsx";

/** A line of the palette. */
export interface Action {
  /** What tells it apart. */
  id: string;
  icon: IconName;
  label: ReactNode;
  end?: ReactNode;
  onSelect: () => void;
}

export interface ActionGroup {
  heading: string;
  actions: Action[];
}

/** Every word of the query stands in the label. */
export function matches(label: string, query: string): boolean {
  const text = label.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
