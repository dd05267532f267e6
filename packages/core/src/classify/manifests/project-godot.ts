import type { Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

/**
 * Reads project.godot. Low-processor mode redraws only on input, which Godot's manual recommends for programs that are
 * not games: it tells editors and tools from games.
 */
export function readProjectGodot(text: string): Reading {
  const facts = linesOf(text).flatMap(({ text: raw, line }) => {
    if (/^config_version\s*=/.test(raw)) return [{ name: "godot.project", line }];
    return /^run\/low_processor_mode\s*=\s*true/.test(raw) ? [{ name: "godot.app-mode", line }] : [];
  });
  return { dependencies: [], facts };
}
