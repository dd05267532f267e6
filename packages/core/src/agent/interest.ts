import { compareText } from "../skill/order.ts";

/** What is worth a look by whoever learns how a repository works, best first: the row's place is its rank. */
const OF_INTEREST: readonly RegExp[] = [
  /^(AGENTS|CLAUDE|CONTRIBUTING|DEVELOPMENT|HACKING)(\.\w+)?$/i,
  /^README(\.\w+)?$/i,
  /^(Makefile|GNUmakefile|justfile|Taskfile\.ya?ml|tox\.ini|noxfile\.py|Rakefile|build\.gradle(\.kts)?|pom\.xml|CMakeLists\.txt|mix\.exs|package\.json|pyproject\.toml|setup\.(py|cfg)|Cargo\.toml|go\.mod|Gemfile|composer\.json|pubspec\.yaml|Package\.swift|project\.godot|[^/]+\.sln)$/i,
  /^\.github\/workflows\/[^/]+\.ya?ml$|^\.gitlab-ci\.ya?ml$|^\.circleci\/config\.ya?ml$|^azure-pipelines\.ya?ml$|^\.buildkite\//,
  /^(docs?|\.github)\/(CONTRIBUTING|DEVELOPMENT|TESTING|architecture|README)(\.\w+)?$/i,
  /^(\.editorconfig|\.pre-commit-config\.yaml|rustfmt\.toml|clippy\.toml|\.oxlintrc\.json|eslint\.config\.\w+|\.eslintrc(\.\w+)?|ruff\.toml|biome\.json|\.golangci\.ya?ml|phpunit\.xml(\.dist)?)$/,
  /^[^/]+\/(package\.json|pyproject\.toml|Cargo\.toml|go\.mod|Makefile|README\.md)$/i,
  /^(scripts|bin|tools|ci)\/[^/]+$/,
  /^(tests?|spec|e2e)\/[^/]+$/,
];

/** Of all tracked paths those to look at first, best first, each once. */
export function pathsOfInterest(paths: readonly string[], most = 120): string[] {
  const ranked = paths.flatMap((path) => {
    const rank = OF_INTEREST.findIndex((pattern) => pattern.test(path));
    return rank === -1 ? [] : [{ path, rank }];
  });
  const sorted = ranked.toSorted((a, b) => a.rank - b.rank || compareText(a.path, b.path));
  return sorted.slice(0, most).map(({ path }) => path);
}

const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  C: ["c", "h"],
  "C#": ["cs"],
  "C++": ["cc", "cpp", "cxx", "hh", "hpp"],
  Clojure: ["clj", "cljs"],
  CSS: ["css", "less", "scss"],
  Dart: ["dart"],
  Elixir: ["ex", "exs"],
  Erlang: ["erl", "hrl"],
  "F#": ["fs", "fsx"],
  GDScript: ["gd"],
  Go: ["go"],
  Haskell: ["hs"],
  HTML: ["htm", "html"],
  Java: ["java"],
  JavaScript: ["cjs", "js", "jsx", "mjs"],
  Julia: ["jl"],
  Kotlin: ["kt", "kts"],
  Lua: ["lua"],
  Markdown: ["md", "mdx"],
  Nix: ["nix"],
  PHP: ["php"],
  Python: ["py", "pyi"],
  R: ["r"],
  Ruby: ["rb"],
  Rust: ["rs"],
  Scala: ["scala"],
  Shell: ["bash", "sh", "zsh"],
  SQL: ["sql"],
  Swift: ["swift"],
  Terraform: ["tf"],
  TypeScript: ["cts", "mts", "ts", "tsx"],
  Vue: ["vue"],
  Zig: ["zig"],
};

const BY_ENDING = new Map(
  Object.entries(LANGUAGES).flatMap(([name, endings]) => endings.map((ending) => [ending, name] as const)),
);

/** Files by language, told by their endings, most first. */
export function countLanguages(paths: readonly string[]): { name: string; files: number }[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const name = BY_ENDING.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, files]) => ({ name, files }))
    .toSorted((a, b) => b.files - a.files || compareText(a.name, b.name));
}
