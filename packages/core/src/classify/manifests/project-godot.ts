import type { Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

/**
 * Reads project.godot. Low-processor mode redraws only on input, which Godot's manual recommends for programs that are
 * not games: it tells editors and tools from games.
 */
export function readProjectGodot(text: string): Reading {
  const lineOf = (pattern: RegExp) => linesOf(text).find((each) => pattern.test(each.text))?.line;
  const app = lineOf(/^run\/low_processor_mode\s*=\s*true/);
  const project = lineOf(/^config_version\s*=/);
  if (app !== undefined) return { dependencies: [], facts: [{ name: "godot.app-mode", line: app }] };
  return { dependencies: [], facts: project === undefined ? [] : [{ name: "godot.project", line: project }] };
}
