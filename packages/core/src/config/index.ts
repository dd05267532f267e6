export { ConfigEdit, ConfigList, editRepoConfig } from "./edit.ts";
export { parseRepoConfig } from "./parse.ts";
export {
  DEFAULT_SWITCHES,
  type EffectiveSetting,
  type EffectiveSettings,
  type SettingSource,
  effectiveSettings,
} from "./settings.ts";
export { CONFIG_PATH, LinkFolder, RepoConfig, defaultRepoConfig } from "./types.ts";
