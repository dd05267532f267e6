import type { Finding, SkillFile } from "../skill/types.ts";
import * as z from "zod";

export const Tier = z.enum(["core", "preset", "opt_in", "internal"]);
export type Tier = z.infer<typeof Tier>;

/** One line of catalog.tsv. */
export interface CatalogEntry {
  name: string;
  tier: Tier;
  presets: string[];
  description: string;
  triggers: string[];
}

/** A named set of skills for a kind of repo: presets/<name>.skills. */
export interface Preset {
  name: string;
  skills: string[];
}

/** One skill as it lies in a library. `version` is what its metadata says, if anything. */
export interface LibrarySkill {
  name: string;
  tier: Tier;
  presets: string[];
  description: string;
  triggers: string[];
  version: number | undefined;
  contentHash: string;
  treeHash: string;
  files: SkillFile[];
}

/** A preset names a skill that lies nowhere in the library. */
export interface LibraryGap {
  preset: string;
  skill: string;
}

/** A library at one commit. All lists are in name order. */
export interface Library {
  skills: LibrarySkill[];
  presets: Preset[];
  gaps: LibraryGap[];
  findings: Finding[];
  /** The team's own signals (signals.yaml), empty when there are none. */
  signals: import("../classify/types.ts").Signal[];
}
