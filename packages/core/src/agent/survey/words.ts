import type { Purpose } from "./types.ts";

/** Programs and their verbs that tell what a command is for. The first row that matches wins. */
const COMMANDS: readonly (readonly [Purpose, RegExp])[] = [
  [
    "format",
    /\b(?:cargo (?:\+\S+ )?fmt|rustfmt|gofmt|gofumpt|goimports|prettier|oxfmt|black|ruff format|isort|mix format|dart format|flutter format|dotnet format|clang-format|swift-?format|swiftformat|terraform fmt|gdformat|spotless\w*|ktfmt|shfmt|stylua)\b/i,
  ],
  [
    "lint",
    /\b(?:eslint|oxlint|biome (?:check|lint|ci)|ruff|flake8|pylint|bandit|cargo (?:\+\S+ )?clippy|golangci-lint|go vet|staticcheck|rubocop|standardrb|mix credo|phpstan|psalm|php-cs-fixer|dart analyze|flutter analyze|swiftlint|pre-commit run|prek run|ktlint\w*|detekt|checkstyle\w*|shellcheck|stylelint|tflint|gdlint|clang-tidy|cppcheck|yamllint|markdownlint\S*|ansible-lint|terraform validate|hadolint|actionlint|brakeman|xo|tslint)\b/i,
  ],
  [
    "types",
    /\b(?:mypy|pyright|basedpyright|svelte-check|vue-tsc|tsc (?:.*)--noEmit|tsc --noEmit|mix dialyzer|srb tc|ty check|flow check|cargo check)\b|\btsc$/i,
  ],
  [
    "test",
    /\b(?:pytest|py\.test|vitest|jest|mocha|ava|ctest|rspec|phpunit|pest|cargo (?:\+\S+ )?(?:test|nextest run)|go test|gotestsum|richgo test|dotnet test|mix test|flutter test|dart test|swift test|tox|nox|python3? -m unittest|playwright test|cypress run|west twister|bats|hatch (?:test|run test)|busted|gut_cmdln\.gd|terraform test|pio test|meson test|karma|ng test|deno test|bun test|node --test|stestr|zig build test|cabal test|stack test|lein test|sbt \S*test\S*)\b|\bxcodebuild\b.*\btest\b|\brails (?:test|spec)\b|\bmvnw?(?:\.cmd)?\b.*\b(?:test|verify)\b|\bgradlew?\b.*\b(?:\w*[tT]est|check)\b/,
  ],
  [
    "setup",
    /^(?:npm (?:ci|i|install)|pnpm (?:i|install)|yarn(?: install)?|bun (?:i|install)|uv sync|uv venv|poetry install|pdm (?:install|sync)|pipenv (?:install|sync)|bundle(?: install)?|bin\/setup|composer install|mix deps\.get|flutter pub get|dart pub get|dotnet restore|dotnet tool restore|go mod download|cargo fetch|pre-commit install|hatch env create|west (?:init|update)|git submodule update|melos bootstrap|mise install|deno install|rails db:\S+)(?: (?:-r|-C|--(?:group|extra|with|without|only|filter|dir|prefix|python)) [\w@./][\w@./-]*| --?[\w=.-]+)*$|^(?:python3? -m )?pip3? install (?:-e|-r|--editable|--requirement|-U -r)\b/,
  ],
  [
    "build",
    /\b(?:cargo (?:\+\S+ )?build|go build|next build|vite build|nuxt build|astro build|rollup -c|webpack|esbuild|tsup|tsdown|unbuild|ng build|dotnet (?:build|publish)|swift build|cmake|ninja|meson (?:setup|compile)|python3? -m build|hatch build|poetry build|uv build|flutter build|dart compile|mix compile|west build|pio run|godot\b.*--export\S*|sphinx-build|mkdocs build|docker build|gem build|xcodebuild|stack build|cabal build|zig build|sbt compile|bazel build|turbo (?:run )?build|nx build|wasm-pack build|electron-builder|tsc (?:-p|-b|--build))\b|\bmvnw?(?:\.cmd)?\b.*\b(?:package|install|compile)\b|\bgradlew?\b.*\b(?:assemble\w*|build|bundle\w*)\b|^\.\/configure\b/,
  ],
  [
    "start",
    /\b(?:next (?:dev|start)|vite(?: dev| serve)?$|nodemon|rails s(?:erver)?|flask run|uvicorn|manage\.py runserver|cargo run|go run|dotnet run|mix phx\.server|flutter run|spring-boot:run|bootRun)\b/,
  ],
];

/** What a script, target, recipe or session of this name does. Exact names weigh more than what is derived from them. */
const NAMES: readonly (readonly [Purpose, RegExp, RegExp])[] = [
  [
    "types",
    /^(?:type-?check|check-types|types|tsc|mypy|typing|pyright)$/,
    /^(?:type-?check|check-types|types|ts)[:_.-]|[:_.-](?:type-?check|check-types|types|tsc)$/,
  ],
  ["format", /^(?:format|fmt|prettier|style-fix)$/, /^(?:format|fmt|prettier)[:_.-]|[:_.-](?:format|fmt|prettier)$/],
  [
    "lint",
    /^(?:lint|lints|linter|clippy|eslint|rubocop|vet|style|analy[sz]e|golangci-lint|pre-commit|precommit)$/,
    /^(?:lint|clippy|style)[:_.-]|[:_.-](?:lint|clippy|style)$/,
  ],
  [
    "test",
    /^(?:test|tests|spec|pytest|unit|check-test)$/,
    /^(?:tests?|spec|e2e|unit|integration|functional)[:_.-]?|[:_.-](?:tests?|spec)$|^\w+test$/,
  ],
  ["build", /^(?:build|compile|dist|package)$/, /^(?:build|compile|bundle|package)[:_.-]|[:_.-](?:build|compile)$/],
  [
    "setup",
    /^(?:setup|install|bootstrap|deps|install-dev|install_deps|dev-setup|develop|sync)$/,
    /^(?:setup|install|bootstrap|deps)[:_.-]|[:_.-](?:setup|install|deps)$/,
  ],
  ["start", /^(?:start|dev|serve|run|server|up)$/, /^(?:start|dev|serve|run)[:_.-]/],
];

/** Variants that a person starts, not what a change has to pass. */
const SIDE_WAY =
  /(?:^|[:_.\s-])(?:watch|fix|update|debug|cov|coverage|bench\w*|e2e|release|bump\w*|archive|publish|deploy\w*|docs?|clean\w*|ui|headed|open|snapshot\w*|all-features|perf|stress|fuzz\w*|example\w*|preview|storybook|analy[sz]er|auto|website|docker)(?:$|[:_.\s-])/i;

/** No command that tells its purpose is longer up to there. */
const READ = 400;

const ASSIGNMENTS = /^(?:(?:env|cross-env) )?(?:[A-Za-z_]\w*=\S* )+/;
const PREFIXES =
  /^(?:sudo|xvfb-run(?: -\S+)*|time|npx|bunx|pnpm exec|pnpm dlx|yarn exec|bundle exec|(?:uv|poetry|pipenv|pdm|hatch|rye) run(?: --(?:group|extra|with|python|package|env) [\w@./][\w@./-]*| --?[\w=.-]+)*) /;
const NAMED =
  /^(?:npm|pnpm|yarn|bun|deno)(?: --?[\w=./-]+)*(?: (?:run|task|run-script))? ([\w:.@/-]+)|^(?:make|gmake|just|task|rake|poe|invoke|inv|composer|melos)(?: (?:run|run-script))?(?: -\S+)* ([\w:.-]+)/;

/** Verbs of package managers that are nobody's script. */
const OWN_VERBS = /^(?:i|install|ci|add|init|create|exec|dlx|x|remove|update|up|publish|pack|link)$/;

const SESSION = /^(?:tox\b.*\s-e|nox\b.*\s-s)[ =]([\w.-]+)/;

/** Programs that people write at the beginning of a command; any other word may begin a sentence. */
const PROGRAMS =
  /^(?:npm|pnpm|yarn|bun|npx|bunx|node|deno|make|gmake|just|task|cargo|rustup|go|golangci-lint|gofmt|pytest|python3?|pip3?|uv|uvx|poetry|pdm|pipenv|hatch|rye|pixi|tox|nox|ruff|black|mypy|pyright|flake8|pre-commit|prek|bundle|rake|rspec|rails|rubocop|standardrb|brakeman|mvn|gradle|dotnet|mix|flutter|dart|melos|swift|swiftlint|xcodebuild|cmake|ctest|meson|ninja|composer|phpunit|godot|west|pio|platformio|terraform|tflint|zig|stack|cabal|sbt|lein|clojure|bazel|buck2|nx|turbo|vitest|jest|eslint|prettier|tsc|jupyter|mkdocs|sphinx-build|dbt|ansible-lint|molecule|helm|gut|invoke|inv|poe|autoreconf|(?:\.\/|bin\/|vendor\/bin\/|script\/|scripts\/|tools?\/|ci\/)[\w./-]+)$/;

/** Whether a text that a guide shows as code begins like a command. */
export function beginsLikeCommand(text: string): boolean {
  return PROGRAMS.test(withoutVariables(text).split(" ", 1)[0] ?? "");
}

/** A command without the variables that are set before it. */
export function withoutVariables(command: string): string {
  return command.trim().replace(ASSIGNMENTS, "");
}

/** What stands behind what is put before a command, such as variables and runners. */
export function bareCommand(command: string): string {
  let bare = command.slice(0, READ).trim().replace(ASSIGNMENTS, "");
  for (let last = ""; last !== bare;) {
    last = bare;
    bare = bare.replace(PREFIXES, "").replace(ASSIGNMENTS, "");
  }
  return bare;
}

/** What a command is for, or undefined where that can't be told. */
export function purposeOf(command: string): Purpose | undefined {
  const plain = command.slice(0, READ).trim().replace(ASSIGNMENTS, "");
  const bare = bareCommand(command);
  const session = SESSION.exec(bare)?.[1];
  const ofSession = session === undefined ? undefined : purposeOfName(session)?.purpose;
  if (ofSession !== undefined) return ofSession;
  const found = COMMANDS.find(([, pattern]) => pattern.test(plain) || pattern.test(bare))?.[0];
  if (found !== undefined) return found;
  if (/^(?:make|gmake|ninja)(?: -j ?\S*)?$/.test(bare)) return "build";
  const name = NAMED.exec(bare);
  const called = name?.[1] ?? name?.[2];
  return called === undefined || OWN_VERBS.test(called) ? undefined : purposeOfName(called)?.purpose;
}

/** What something of this name is for, and how exactly the name says so. */
export function purposeOfName(name: string): { purpose: Purpose; exact: boolean } | undefined {
  const plain = name.toLowerCase();
  const exact = NAMES.find(([, whole]) => whole.test(plain))?.[0];
  if (exact !== undefined) return { purpose: exact, exact: true };
  const near = NAMES.find(([, , part]) => part.test(plain))?.[0];
  return near === undefined ? undefined : { purpose: near, exact: false };
}

/** Whether a name or command is a variant such as `test:watch`. */
export function isSideWay(text: string): boolean {
  return SIDE_WAY.test(text);
}

/** What a named command is for: by its name, or else by what it runs. `check` means tests as often as lint. */
export function purposeOfTask(name: string, runs: string): { purpose: Purpose | undefined; weight: number } {
  const named = purposeOfName(name);
  // What only starts others is told by them.
  const purpose = named?.purpose ?? (/^(?:make|just|task) \S+ \S/.test(runs) ? undefined : purposeOf(runs));
  return { purpose, weight: (named?.exact ? 10 : 0) - (isSideWay(name) ? 30 : 0) - (named === undefined ? 10 : 0) };
}
