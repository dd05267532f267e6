"use client";

import { useFreshKey } from "@/features/key/fresh-key.ts";
import { CopyCommand } from "@/ui/copy.tsx";

/** A command to copy, filled in with the key that was just made. */
export function CurlLine({ command, variable }: { command: string; variable: string }) {
  const key = useFreshKey();
  return <CopyCommand command={key === undefined ? command : command.replace(variable, key)} />;
}
