export { CATALOG_FILE, type CatalogLine, type ParsedCatalog, parseCatalog, writeCatalog } from "./catalog.ts";
export { PRESETS_FOLDER, parsePreset, presetNameOf } from "./preset-file.ts";
export {
  type KnownPreset,
  PRESETS,
  PRESET_ALIASES,
  type PresetDescription,
  type PresetKind,
  resolvePreset,
} from "./presets-vocabulary.ts";
export { SIGNALS_FILE, readLibrary, regenerateCatalog } from "./read.ts";
export { type CatalogEntry, type Library, type LibraryGap, type LibrarySkill, type Preset, Tier } from "./types.ts";
export { type ImportPlan, type ImportRecord, type LeftUnit, planImport, withoutSkills } from "./import.ts";
