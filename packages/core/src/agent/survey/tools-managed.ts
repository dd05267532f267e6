import { folderOf, join, lineOf } from "./text.ts";
import { presence, toolFile } from "./tool.ts";
import type { Claim, Found, Repository, Unclear } from "./types.ts";

/** Maven, Gradle, .NET, Dart, Flutter, PHP, Ruby and Elixir. */
export function readManaged(repository: Repository): Found {
  const found = [
    jvm(repository),
    dotnet(repository),
    dart(repository),
    php(repository),
    ruby(repository),
    elixir(repository),
  ];
  return {
    claims: found.flatMap(({ claims = [] }) => claims),
    needs: found.flatMap(({ needs = [] }) => needs),
    unclear: found.flatMap(({ unclear = [] }) => unclear),
  };
}

/** Plugins of Gradle that check, by what stands in a build file, and their task. */
const GRADLE_CHECKS = [
  [/spotless/i, "format", "spotlessCheck"],
  [/detekt/i, "lint", "detekt"],
  [/ktlint/i, "lint", "ktlintCheck"],
  [/\bcheckstyle\b/i, "lint", "check"],
  [/com\.android\.application|android\.application/, "lint", "lint"],
] as const;

const MAVEN_CHECKS = [
  [/<artifactId>maven-checkstyle-plugin/, "lint", "checkstyle:check"],
  [/<artifactId>spotless-maven-plugin/, "format", "spotless:check"],
  [/<artifactId>spring-javaformat-maven-plugin/, "format", "spring-javaformat:validate"],
] as const;

function jvm(repository: Repository): Found {
  const gradleFiles = ["build.gradle", "build.gradle.kts"].flatMap((name) => repository.named(name));
  const gradleRoot =
    gradleFiles.find(({ path }) => folderOf(path) === "") ??
    ["settings.gradle", "settings.gradle.kts"]
      .flatMap((name) => repository.named(name))
      .find(({ path }) => folderOf(path) === "");
  const pom = repository.read("pom.xml") ?? (gradleRoot === undefined ? repository.named("pom.xml")[0] : undefined);
  const gradle = repository.has("gradlew") ? "./gradlew" : "gradle";
  const maven = pom !== undefined && repository.has(join(folderOf(pom.path), "mvnw")) ? "./mvnw" : "mvn";
  const ofGradle =
    gradleRoot === undefined
      ? []
      : [
          ...toolFile(gradleRoot).says("build", `${gradle} build`, "a build of Gradle"),
          ...toolFile(gradleRoot).says("test", `${gradle} test`, "a build of Gradle"),
          ...GRADLE_CHECKS.flatMap(([pattern, purpose, task]) =>
            gradleFiles
              .map(toolFile)
              .flatMap((file) => file.says(purpose, `${gradle} ${task}`, "a plugin", pattern, "tool"))
              .slice(0, 1)
              .map((claim): Claim => ({ ...claim, folder: "" })),
          ),
        ];
  const ofMaven =
    pom === undefined
      ? []
      : [
          ...toolFile(pom).says("build", `${maven} package`, "a project of Maven", /<project[\s>]/),
          ...toolFile(pom).says("test", `${maven} test`, "a project of Maven", /<project[\s>]/),
          ...MAVEN_CHECKS.flatMap(([pattern, purpose, goal]) =>
            toolFile(pom).says(purpose, `${maven} ${goal}`, "a plugin", pattern, "tool"),
          ),
        ];
  const both = gradleRoot !== undefined && pom !== undefined && folderOf(pom.path) === "";
  const unclear: Unclear[] = both
    ? [
        {
          what: "two build tools for the same code: Maven and Gradle",
          seen: [
            { path: pom.path, line: lineOf(pom.text, "<project"), what: "Maven" },
            { path: gradleRoot.path, line: 1, what: "Gradle" },
          ],
        },
      ]
    : [];
  return {
    claims: [...ofGradle, ...ofMaven],
    needs: [
      ...(pom === undefined ? [] : toolFile(pom).needs("Java", /<java\.version>([^<]+)</)),
      ...gradleFiles
        .slice(0, 3)
        .flatMap((file) => toolFile(file).needs("Java", /(?:JavaLanguageVersion\.of\(|jvmToolchain\()(\d+)/))
        .slice(0, 1),
    ],
    unclear,
  };
}

function dotnet(repository: Repository): Found {
  const solutions = repository.files.filter(({ path }) => /\.slnx?$/.test(path));
  const top = solutions.filter(({ path }) => folderOf(path) === "");
  const chosen = top.length > 0 ? top : solutions;
  const projects = repository.files.filter(({ path }) => /\.(?:cs|fs)proj$/.test(path));
  const targets = chosen.length > 0 ? chosen : projects;
  const hasTests = (text: string) => /[Tt]ests?\.(?:cs|fs)proj|Microsoft\.NET\.Test\.Sdk/.test(text);
  const several =
    chosen.length > 1
      ? [{ what: "more than one solution", seen: chosen.map(({ path }) => ({ path, line: 1, what: "solution" })) }]
      : [];
  return {
    claims: targets.slice(0, 6).flatMap((file): Claim[] => {
      const target = / /.test(file.path) ? `"${file.path}"` : file.path;
      const kind = chosen.length > 0 ? "solution" : "project";
      const test: Claim[] = hasTests(file.text)
        ? toolFile(file).says(
            "test",
            `dotnet test ${target}`,
            "test projects",
            /[Tt]ests?\.(?:cs|fs)proj|Microsoft\.NET\.Test\.Sdk/,
            "tool",
          )
        : [];
      return [...toolFile(file).says("build", `dotnet build ${target}`, kind), ...test].map((claim) => ({
        ...claim,
        folder: "",
      }));
    }),
    needs: repository
      .named("global.json")
      .slice(0, 1)
      .flatMap((file) => toolFile(file).needs(".NET SDK", /"version"\s*:\s*"([^"]+)"/)),
    unclear: several,
  };
}

function dart(repository: Repository): Found {
  const files = repository.named("pubspec.yaml");
  const roots = files.some(({ path }) => path === "pubspec.yaml")
    ? files.filter(({ path }) => path === "pubspec.yaml")
    : files;
  return {
    claims: roots.flatMap((file) => {
      const pubspec = toolFile(file);
      const flutter = pubspec.has(/^\s+sdk:\s*flutter\b/m);
      const program = flutter ? "flutter" : "dart";
      const what = `a package of ${flutter ? "Flutter" : "Dart"}`;
      const tests = repository.hasFolder(join(pubspec.folder, "test"));
      const android = repository.hasFolder(join(pubspec.folder, "android"));
      const web = repository.hasFolder(join(pubspec.folder, "web"));
      return [
        ...pubspec.says("setup", `${program} pub get`, what, /^name:/m, "tool"),
        ...pubspec.says("lint", `${program} analyze`, what, /^name:/m),
        ...(tests ? pubspec.says("test", `${program} test`, what, /^name:/m, "tool") : []),
        ...(flutter && android
          ? pubspec.says("build", "flutter build apk", "an app with a folder for Android", /^name:/m)
          : []),
        ...(flutter && web
          ? pubspec.says("build", "flutter build web", "an app with a folder for the web", /^name:/m)
          : []),
      ];
    }),
    needs: roots.slice(0, 1).flatMap((file) => toolFile(file).needs("Dart", /^\s+sdk:\s*["']?([\^>=<\d][^"'\n]*)/m)),
  };
}

function php(repository: Repository): Found {
  const composer = repository.named("composer.json")[0];
  if (composer === undefined) return {};
  const settings = [
    ["phpunit.xml", "test", "vendor/bin/phpunit"],
    ["phpunit.xml.dist", "test", "vendor/bin/phpunit"],
    ["phpstan.neon", "lint", "vendor/bin/phpstan analyse"],
    ["phpstan.neon.dist", "lint", "vendor/bin/phpstan analyse"],
    [".php-cs-fixer.php", "format", "vendor/bin/php-cs-fixer fix --dry-run"],
    [".php-cs-fixer.dist.php", "format", "vendor/bin/php-cs-fixer fix --dry-run"],
    ["pint.json", "format", "vendor/bin/pint --test"],
  ] as const;
  const folder = folderOf(composer.path);
  return {
    claims: [
      ...toolFile(composer).says("setup", "composer install", "a package of Composer", undefined, "tool"),
      ...settings.flatMap(([name, purpose, command]) =>
        repository.has(join(folder, name)) ? [presence(join(folder, name), purpose, command, "its settings")] : [],
      ),
    ],
    needs: toolFile(composer).needs("PHP", /"php"\s*:\s*"([^"]+)"/),
  };
}

const RSPEC = /^\s*gem\s+["']rspec(?:-rails)?["']/m;

function ruby(repository: Repository): Found {
  const gemfile = repository.named("Gemfile")[0];
  if (gemfile === undefined) return {};
  const file = toolFile(gemfile);
  const rails = repository.has(join(file.folder, "bin/rails"));
  const tests = repository.paths.filter(
    (path) => path.startsWith(join(file.folder, "test/")) && path.endsWith("_test.rb"),
  );
  // A few files there beside RSpec's are helpers of it.
  const minitest = rails && tests.length > (file.has(RSPEC) ? 5 : 0);
  const pinned = repository.read(".ruby-version");
  return {
    claims: [
      ...file.says("setup", "bundle install", "gems", /^\s*(?:gem|source|gemspec)\b/m, "tool"),
      ...file.says("test", "bundle exec rspec", "a gem", RSPEC, "tool"),
      ...(minitest ? file.says("test", "bin/rails test", "a gem", /^\s*gem\s+["']rails["']/m, "tool") : []),
      ...file.says("lint", "bundle exec rubocop", "a gem", /^\s*gem\s+["']rubocop["']/m, "tool"),
      ...file.says("lint", "bundle exec standardrb", "a gem", /^\s*gem\s+["']standard["']/m, "tool"),
    ],
    needs:
      pinned === undefined || pinned.text.trim() === ""
        ? []
        : [
            {
              what: "Ruby",
              version: pinned.text.trim().split("\n")[0] ?? "",
              seen: { path: pinned.path, line: 1, what: "pinned" },
            },
          ],
  };
}

function elixir(repository: Repository): Found {
  const mix = repository.named("mix.exs")[0];
  if (mix === undefined) return {};
  const file = toolFile(mix);
  const beside = (name: string) => repository.has(join(file.folder, name));
  return {
    claims: [
      ...file.says("setup", "mix deps.get", "a project of Mix", /use Mix\.Project/),
      ...file.says("build", "mix compile", "a project of Mix", /use Mix\.Project/),
      ...(repository.hasFolder(join(file.folder, "test"))
        ? file.says("test", "mix test", "a project of Mix", /use Mix\.Project/, "tool")
        : []),
      ...(beside(".credo.exs") ? [presence(join(file.folder, ".credo.exs"), "lint", "mix credo", "its settings")] : []),
      ...(beside(".formatter.exs")
        ? [presence(join(file.folder, ".formatter.exs"), "format", "mix format --check-formatted", "its settings")]
        : []),
    ],
    needs: file.needs("Elixir", /elixir:\s*"([^"]+)"/),
  };
}
