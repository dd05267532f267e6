export type PresetKind = "always" | "kind" | "shape" | "language";

export interface PresetDescription {
  kind: PresetKind;
  /** What a repository with this preset is, in one line. */
  description: string;
}

/** The presets Yardlet knows by itself. A library may name any other; one without signals is equipped by name only. */
export const PRESETS = {
  core: { kind: "always", description: "Every repository" },
  "web-ui": { kind: "kind", description: "Pages or components that people use in a browser" },
  "backend-api": {
    kind: "kind",
    description: "A service that other programs call over the network",
  },
  "cli-tool": { kind: "kind", description: "A program that is used from a terminal" },
  library: { kind: "kind", description: "Code that is published for other programs to import" },
  game: { kind: "kind", description: "A game that people play, whatever its engine" },
  mobile: { kind: "kind", description: "An app for phones or tablets" },
  desktop: { kind: "kind", description: "An app with windows on a desktop system" },
  "browser-extension": { kind: "kind", description: "An add-on that runs inside a browser" },
  infra: {
    kind: "kind",
    description: "Infrastructure described in files: clusters, clouds, deployments",
  },
  "ai-ml": { kind: "kind", description: "Models that are trained, tuned, evaluated or served" },
  "data-pipeline": {
    kind: "kind",
    description: "Scheduled or streaming movement and transformation of data",
  },
  notebook: { kind: "kind", description: "Analysis whose main form is the notebook" },
  docs: { kind: "kind", description: "Documentation or knowledge as the product itself" },
  embedded: { kind: "kind", description: "Firmware, or code for a microcontroller" },
  commerce: { kind: "kind", description: "Shops, carts, payments and orders" },
  "agent-tooling": { kind: "kind", description: "Agents, their tools, skills and servers" },
  monorepo: { kind: "shape", description: "Several packages with one history" },
  rust: { kind: "language", description: "Written in Rust" },
  go: { kind: "language", description: "Written in Go" },
  python: { kind: "language", description: "Written in Python" },
  typescript: { kind: "language", description: "Written in TypeScript or JavaScript" },
  jvm: {
    kind: "language",
    description: "Written in Java, Kotlin, Scala or another language of the JVM",
  },
  dotnet: { kind: "language", description: "Written in C#, F# or another language of .NET" },
  ruby: { kind: "language", description: "Written in Ruby" },
  php: { kind: "language", description: "Written in PHP" },
  swift: { kind: "language", description: "Written in Swift" },
  cpp: { kind: "language", description: "Written in C or C++" },
} as const satisfies Record<string, PresetDescription>;

export type KnownPreset = keyof typeof PRESETS;

/** Names in older libraries, and the presets they stand for. */
export const PRESET_ALIASES = {
  "cli-rust": ["cli-tool", "rust"],
  "game-godot": ["game"],
  "native-mobile": ["mobile"],
  "desktop-media": ["desktop"],
  "gitops-infra": ["infra"],
  "docs-knowledge": ["docs"],
  "fullstack-monorepo": ["monorepo"],
  "data-ml": ["ai-ml"],
  "data-science": ["ai-ml"],
  "data-engineering": ["data-pipeline"],
  "library-package": ["library"],
} as const satisfies Record<string, readonly KnownPreset[]>;

const ALIASES: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(PRESET_ALIASES));

/** The presets a name stands for: those of the alias table, else the name itself. */
export function resolvePreset(name: string): readonly string[] {
  return ALIASES.get(name) ?? [name];
}
