import type { RepoSwitches, SwitchName, Switches } from "../repo/types.ts";
import type { RepoConfig } from "./types.ts";

/** Who decided a switch: the file at HEAD, the repo's settings, or the team's default. */
export type SettingSource = "yardlet.yaml" | "repo" | "team";

export interface EffectiveSetting {
  value: boolean;
  from: SettingSource;
}

export type EffectiveSettings = Record<SwitchName, EffectiveSetting>;

/** What the team decides where nobody says otherwise. */
export const DEFAULT_SWITCHES: Switches = { autoEquip: true, autoSkill: true, autoPrune: true };

const CONFIG_KEYS = {
  autoEquip: "auto_equip",
  autoSkill: "auto_skill",
  autoPrune: "auto_prune",
} as const satisfies Record<SwitchName, keyof RepoConfig>;

/** Each switch with its value and who decided it: `yardlet.yaml` at HEAD, before the repo's settings, before the team's default. */
export function effectiveSettings(input: {
  config: RepoConfig;
  repoSettings: RepoSwitches;
  teamDefaults: Switches;
}): EffectiveSettings {
  return {
    autoEquip: effective(input, "autoEquip"),
    autoSkill: effective(input, "autoSkill"),
    autoPrune: effective(input, "autoPrune"),
  };
}

function effective(input: Parameters<typeof effectiveSettings>[0], name: SwitchName): EffectiveSetting {
  const fromFile = input.config[CONFIG_KEYS[name]];
  if (fromFile !== undefined) return { value: fromFile, from: "yardlet.yaml" };
  const fromRepo = input.repoSettings[name];
  if (fromRepo !== null) return { value: fromRepo, from: "repo" };
  return { value: input.teamDefaults[name], from: "team" };
}
