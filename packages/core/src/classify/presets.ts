/** Presets that say what kind of thing a repository is. */
export const KIND_PRESETS = [
  "web-ui",
  "backend-api",
  "cli-tool",
  "library",
  "game",
  "mobile",
  "desktop",
  "browser-extension",
  "infra",
  "ai-ml",
  "data-pipeline",
  "notebook",
  "docs",
  "embedded",
  "commerce",
  "agent-tooling",
] as const;

/** Presets that say what it is written in. */
export const LANGUAGE_PRESETS = [
  "rust",
  "go",
  "python",
  "typescript",
  "jvm",
  "dotnet",
  "ruby",
  "php",
  "swift",
  "cpp",
] as const;

export const SHAPE_PRESETS = ["monorepo"] as const;

/** Names in older libraries, and what they are called now. */
const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ["cli-rust", ["cli-tool", "rust"]],
  ["game-godot", ["game"]],
  ["native-mobile", ["mobile"]],
  ["desktop-media", ["desktop"]],
  ["gitops-infra", ["infra"]],
  ["docs-knowledge", ["docs"]],
  ["fullstack-monorepo", ["monorepo"]],
  ["data-ml", ["ai-ml"]],
  ["data-science", ["ai-ml"]],
  ["data-engineering", ["data-pipeline"]],
  ["library-package", ["library"]],
]);

/** The presets a name from configuration or an older library stands for; a current name stands for itself. */
export function presetsNamed(name: string): readonly string[] {
  return ALIASES.get(name) ?? [name];
}
