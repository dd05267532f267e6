import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { corpusFolder } from "../../../../../bench/classify/corpus.ts";
import type { SurveyFile } from "./types.ts";
import { surveyRepository } from "./survey.ts";
import { commandsBySection, placesIn } from "./testing/read-body.ts";

const folder = corpusFolder(path.resolve(import.meta.dirname, "../../../../.."));
const SKIPPED = "no corpus at ../shared/corpus/classify beside the checkout";

/** A repository of the corpus: all its paths, and the few files that were kept of it, CI's not among them. */
function readRepository(name: string): { paths: string[]; files: SurveyFile[] } {
  const place = path.join(folder ?? "", name);
  const paths = readFileSync(path.join(place, "tree.txt"), "utf8").split("\n").filter(Boolean);
  const kept = path.join(place, "files");
  const files = existsSync(kept)
    ? readdirSync(kept, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => ({ path: path.relative(kept, file), text: readFileSync(file, "utf8") }))
    : [];
  const readme = paths.find((each) => /^readme\.\w+$/i.test(each));
  if (readme !== undefined)
    files.push({ path: readme, text: readFileSync(path.join(place, "README.head.txt"), "utf8") });
  return { paths, files };
}

/** What a person who reads these repositories writes down, the best way first; [] is "not found". */
const EXPECTED: readonly { repo: string; build: string[]; test: string[]; lint: string[]; one?: string }[] = [
  {
    repo: "expressjs__express",
    build: [],
    test: ["npm test", "npm run test-ci"],
    lint: ["npm run lint", "npm run lint:fix"],
    one: "npx mocha <file> --grep '<name>'",
  },
  {
    repo: "t3-oss__create-t3-turbo",
    build: ["pnpm run build"],
    test: [],
    lint: ["pnpm run lint", "pnpm run lint:ws"],
  },
  {
    repo: "rayon-rs__rayon",
    build: ["cargo build --workspace"],
    test: ["cargo test --workspace"],
    lint: [],
    one: "cargo test <name>",
  },
  {
    repo: "spf13__cobra",
    build: ["go build ./..."],
    test: ["go test ./..."],
    lint: ["golangci-lint run"],
    one: "go test ./<package> -run '^<Test>$'",
  },
  {
    repo: "pallets__click",
    build: ["uv build", "tox run -e docs"],
    test: ["tox run", "tox run -e random"],
    lint: ["tox run -e style", "uv run ruff check ."],
    one: "pytest <file>::<test>",
  },
  {
    repo: "spring-projects__spring-petclinic",
    build: ["./gradlew build", "./mvnw package", "./mvnw package -P css"],
    test: ["./gradlew test", "./mvnw test"],
    lint: ["./gradlew check", "./mvnw checkstyle:check"],
    one: "./gradlew test --tests '<Class>'",
  },
  {
    repo: "lobsters__lobsters",
    build: [],
    test: ["bundle exec rspec"],
    lint: ["bundle exec standardrb"],
    one: "bundle exec rspec <file>:<line>",
  },
  {
    repo: "dotnet-architecture__eShopOnWeb",
    build: ["dotnet build Everything.sln", "dotnet build eShopOnWeb.sln"],
    test: ["dotnet test Everything.sln", "dotnet test eShopOnWeb.sln"],
    lint: [],
    one: "dotnet test --filter '<Name>'",
  },
  {
    repo: "brianegan__flutter_architecture_samples",
    build: ["flutter build apk", "flutter build web"],
    test: ["flutter test", "dart test"],
    lint: ["flutter analyze", "dart analyze"],
    one: "flutter test <file>",
  },
  {
    repo: "skydoves__Pokedex",
    build: ["./gradlew build"],
    test: ["./gradlew test"],
    lint: ["./gradlew lint"],
    one: "./gradlew test --tests '<Class>'",
  },
  {
    repo: "zephyrproject-rtos__example-application",
    build: ["west build -b $BOARD app", "west build -b $BOARD app -- -DEXTRA_CONF_FILE=debug.conf"],
    test: ["west twister -T tests --integration"],
    lint: [],
  },
  {
    repo: "Orama-Interactive__Pixelorama",
    build: [],
    test: [],
    lint: ["gdlint ."],
  },
];

describe("real repositories, as people read them", () => {
  test.for(EXPECTED)("$repo", ({ repo, build, test: tests, lint, one }, context) => {
    if (folder === undefined) return context.skip(SKIPPED);
    const input = readRepository(repo);
    const { body } = surveyRepository(input, { topic: "How to build, test and lint this repository" });
    const found = commandsBySection(body);
    expect({ build: found["Build"] ?? [], test: found["Test"] ?? [], lint: found["Lint"] ?? [] }).toEqual({
      build,
      test: tests,
      lint,
    });
    expect(/^- One test: `(.+?)`/m.exec(body)?.[1]).toBe(one);
    for (const [title, ways] of [
      ["Build", build],
      ["Test", tests],
      ["Lint", lint],
    ] as const)
      expect(body.includes(`- ${title}: no file that was read names a command for it`)).toBe(ways.length === 0);
    const texts = new Map(input.files.map(({ path: file, text }) => [file, text.split("\n").length]));
    for (const { path: file, line } of placesIn(body)) {
      expect(input.paths).toContain(file);
      expect(line).toBeLessThanOrEqual(texts.get(file) ?? 1);
    }
  });
});
