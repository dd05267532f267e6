/** The kinds of work that make strata, each with other words for it. Any other kind counts as `other`. */
const KINDS = {
  feature: ["feat", "features", "enhancement", "new-feature", "story"],
  bugfix: ["fix", "bug", "bug-fix", "hotfix", "defect"],
  refactor: ["refactoring", "cleanup", "clean-up"],
  docs: ["doc", "documentation"],
  test: ["tests", "testing"],
  chore: ["maintenance", "housekeeping"],
  perf: ["performance", "optimization", "optimisation"],
  security: ["sec", "vulnerability"],
  review: ["code-review"],
  research: ["spike", "investigation", "exploration"],
  migration: ["migrate", "port", "porting"],
  release: ["publish", "version"],
  build: ["compile"],
  ci: ["pipeline", "continuous-integration"],
  deploy: ["deployment", "rollout"],
  dependencies: ["deps", "dependency", "dependency-update", "bump"],
  upgrade: ["update"],
  design: ["architecture"],
  planning: ["plan"],
  ui: ["frontend", "ux"],
  style: ["format", "formatting"],
  lint: ["linting"],
  types: ["typing"],
  config: ["configuration", "setup"],
  infra: ["infrastructure", "ops", "devops"],
  database: ["db", "schema"],
  data: ["dataset", "etl"],
  api: ["endpoint", "backend"],
  integration: ["integrate"],
  accessibility: ["a11y"],
  localization: ["i18n", "l10n", "localisation", "translation"],
  observability: ["logging", "monitoring", "metrics"],
  incident: ["outage", "postmortem"],
  revert: ["rollback"],
  prototype: ["poc", "proof-of-concept", "experiment"],
  content: ["copy", "writing"],
  support: ["question"],
  trial: ["eval", "benchmark"],
} as const satisfies Record<string, readonly string[]>;

const OTHER_KIND = "other";

/** Every stratum there can be. */
export const TASK_KINDS: readonly string[] = [...Object.keys(KINDS), OTHER_KIND];

const KIND_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(KINDS).flatMap(([kind, aliases]) => [kind, ...aliases].map((word) => [word, kind])),
);

/**
 * The stratum of a task's kind, which is free text: slugged, then looked up in a fixed vocabulary, else `other`. The vocabulary is
 * fixed so that a stratum does not depend on the order in which records arrive.
 */
export function taskKind(text: string | null | undefined): string {
  const slug = (text ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join("-");
  return KIND_OF.get(slug) ?? OTHER_KIND;
}
