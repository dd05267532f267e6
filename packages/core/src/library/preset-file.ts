import { PresetName, SkillName } from "../skill/names.ts";
import { compareText } from "../skill/order.ts";
import type { Finding } from "../skill/types.ts";
import type { Preset } from "./types.ts";

export const PRESETS_FOLDER = "presets";
const SUFFIX = ".skills";

/** The name in a preset file's path, `presets/<name>.skills`; undefined for any other path. */
export function presetNameOf(path: string): string | undefined {
  const [folder, file, ...deeper] = path.split("/");
  if (folder !== PRESETS_FOLDER || file === undefined || deeper.length > 0 || !file.endsWith(SUFFIX)) return undefined;
  return file.slice(0, -SUFFIX.length);
}

/**
 * Reads a preset file: skill names separated by white space, `#` starts a comment that ends with the line. Never throws: a
 * name that is none is a finding with its line and is left out; so is everything under a name that is no preset name.
 */
export function parsePreset(name: string, text: string): { preset: Preset | undefined; findings: Finding[] } {
  const file = `${PRESETS_FOLDER}/${name}${SUFFIX}`;
  if (!PresetName.safeParse(name).success) {
    const message = `${JSON.stringify(name)} is not a preset name; rename the file to lower-case letters, digits and single hyphens`;
    return {
      preset: undefined,
      findings: [{ rule: "preset-name", severity: "error", message, file }],
    };
  }
  const findings: Finding[] = [];
  const skills = new Set<string>();
  for (const [index, row] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    for (const word of row.replace(/#.*$/, "").split(/\s+/).filter(Boolean)) {
      if (SkillName.safeParse(word).success) skills.add(word);
      else {
        const message = `${JSON.stringify(word)} is not a skill name; write names separated by blanks`;
        findings.push({
          rule: "preset-skill",
          severity: "warning",
          message,
          file,
          line: index + 1,
        });
      }
    }
  }
  return { preset: { name, skills: [...skills].toSorted(compareText) }, findings };
}
