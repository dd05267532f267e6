import { compareText } from "../../skill/order.ts";
import type { Way } from "./select.ts";
import { folderOf, nameOf } from "./text.ts";
import type { Repository, Sighting } from "./types.ts";

const TEST_FILE =
  /(?:^test_[\w-]+\.py|_test\.(?:go|py|exs|rb|dart|cc|cpp|c)|\.(?:test|spec)\.[cm]?[jt]sx?|Tests?\.(?:java|kt|cs|swift|php|scala|fs)|_spec\.rb|-test\.[cm]?js|_tests?\.rs|^test-[\w-]+\.[cm]?js)$/;
const TEST_FOLDER = /(?:^|\/)(?:tests?|spec|__tests__|e2e|[\w.-]*Tests)(?=\/|$)/;
const CODE = /\.(?:[cm]?[jt]sx?|py|rs|go|rb|java|kt|cs|swift|php|ex|exs|dart|c|cc|cpp|gd|scala|sh)$/;

/** Where tests lie: the folder that says so, how many files, and one of them. */
export interface TestFolder {
  readonly folder: string;
  readonly files: number;
  readonly example: string;
}

const FOLDERS = 4;

/** The folders with the most test files, most first. */
export function testFolders(repository: Repository): TestFolder[] {
  const folders = new Map<string, string[]>();
  for (const path of repository.paths) {
    if (!isTest(path)) continue;
    const folder = TEST_FOLDER.exec(folderOf(path));
    const key = folder === null ? folderOf(path) : folderOf(path).slice(0, folder.index + folder[0].length);
    folders.set(key, [...(folders.get(key) ?? []), path]);
  }
  return [...folders]
    .map(([folder, files]) => ({
      folder,
      files: files.length,
      example: files.find((file) => TEST_FILE.test(nameOf(file))) ?? files[0] ?? "",
    }))
    .toSorted((a, b) => b.files - a.files || compareText(a.folder, b.folder))
    .slice(0, FOLDERS);
}

function isTest(path: string): boolean {
  return CODE.test(path) && (TEST_FILE.test(nameOf(path)) || TEST_FOLDER.test(folderOf(path)));
}

/** How each test runner runs one test. `$0` is the matched command's own beginning. */
const ONE: readonly (readonly [RegExp, string])[] = [
  [/\bvitest\b/, "npx vitest run <file>"],
  [/\bjest\b/, "npx jest <file> -t '<name>'"],
  [/\bmocha\b/, "npx mocha <file> --grep '<name>'"],
  [/\bava\b/, "npx ava <file>"],
  [/\bplaywright test\b/, "npx playwright test <file>"],
  [/((?:(?:uv|poetry|pdm|pipenv) run )?)\bpytest\b/, "$1pytest <file>::<test>"],
  [/\bcargo (?:\+\S+ )?nextest run\b/, "cargo nextest run <name>"],
  [/\bcargo (?:\+\S+ )?test\b/, "cargo test <name>"],
  [/\b(?:go|richgo) test\b/, "go test ./<package> -run '^<Test>$'"],
  [/((?:\.\/)?gradlew?)\b/, "$1 test --tests '<Class>'"],
  [/((?:\.\/)?mvnw?)\b/, "$1 test -Dtest='<Class>#<method>'"],
  [/\bdotnet test\b/, "dotnet test --filter '<Name>'"],
  [/\brspec\b/, "bundle exec rspec <file>:<line>"],
  [/\brails test\b/, "bin/rails test <file>:<line>"],
  [/\bphpunit\b/, "vendor/bin/phpunit --filter '<name>'"],
  [/\bpest\b/, "vendor/bin/pest --filter '<name>'"],
  [/\bmix test\b/, "mix test <file>:<line>"],
  [/\bflutter test\b/, "flutter test <file>"],
  [/\bdart test\b/, "dart test <file>"],
  [/\bswift test\b/, "swift test --filter '<Name>'"],
  [/\bctest\b/, "ctest --test-dir build -R '<name>'"],
  [/\bnode\b.* --test\b/, "node --test <file>"],
  [/\bdeno test\b/, "deno test <file>"],
  [/\bbun test\b/, "bun test <file>"],
];

/** How one test is run, told by the runner that the ways use. Undefined where no runner is seen. */
export function oneTest(ways: readonly Way[]): { command: string; seen: readonly Sighting[] } | undefined {
  for (const { command, runs = "", seen } of ways)
    for (const text of [command, runs])
      for (const [pattern, form] of ONE) {
        const match = pattern.exec(text);
        if (match !== null) return { command: form.replace("$1", match[1] ?? ""), seen: seen.slice(0, 1) };
      }
  return undefined;
}
