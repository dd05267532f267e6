import { expect, test } from "vitest";
import { readComposerJson } from "./composer-json.ts";
import { readDenoJson } from "./deno-json.ts";
import { readGemfile, readGemspec } from "./gemfile.ts";
import { readMixExs } from "./mix-exs.ts";
import { readPnpmWorkspaceYaml } from "./pnpm-workspace-yaml.ts";
import { readPubspecYaml } from "./pubspec-yaml.ts";

test("Gemfile: groups for development and test are development dependencies", () => {
  const text = `source "https://example.com"
gem "rails", "~> 8"
group :development, :test do
  gem "rspec-rails"
  if ENV["X"]
    gem "byebug"
  end
end
gem "puma"
gem "bullet", group: :development
# gem "sinatra"
`;
  expect(readGemfile(text).dependencies).toEqual([
    { ecosystem: "gem", name: "rails", scope: "runtime", line: 2 },
    { ecosystem: "gem", name: "rspec-rails", scope: "dev", line: 4 },
    { ecosystem: "gem", name: "byebug", scope: "dev", line: 6 },
    { ecosystem: "gem", name: "puma", scope: "runtime", line: 9 },
    { ecosystem: "gem", name: "bullet", scope: "dev", line: 10 },
  ]);
});

test("gemspec", () => {
  const text = `Gem::Specification.new do |s|
  s.executables = ["mail"]
  s.add_dependency "rack", ">= 3"
  s.add_development_dependency("minitest")
end
`;
  expect(readGemspec(text)).toEqual({
    dependencies: [
      { ecosystem: "gem", name: "rack", scope: "runtime", line: 3 },
      { ecosystem: "gem", name: "minitest", scope: "dev", line: 4 },
    ],
    facts: [
      { name: "gem.package", line: 1 },
      { name: "gem.bin", line: 2 },
    ],
  });
  expect(readGemspec("s.executables = []").facts).toEqual([{ name: "gem.package", line: 1 }]);
});

test.each([
  [{ name: "a/b" }, true],
  [{ name: "a/b", type: "library" }, true],
  [{ name: "a/b", type: "symfony-bundle" }, true],
  [{ name: "a/b", type: "project" }, false],
  [{ name: "a/b", type: "wordpress-plugin" }, false],
  [{}, false],
])("composer.json %j is a library: %s", (fields, expected) => {
  const names = readComposerJson(JSON.stringify(fields)).facts.map((fact) => fact.name);
  expect(names.includes("composer.publishable")).toBe(expected);
});

test("composer.json: dependencies ignore letter case", () => {
  const text = '{\n"require": {"Laravel/Framework": "12"},\n"require-dev": {"pestphp/pest": "4"},\n"bin": ["x"]}';
  expect(readComposerJson(text)).toEqual({
    dependencies: [
      { ecosystem: "composer", name: "laravel/framework", scope: "runtime", line: 2 },
      { ecosystem: "composer", name: "pestphp/pest", scope: "dev", line: 3 },
    ],
    facts: [
      { name: "composer.package", line: 1 },
      { name: "composer.bin", line: 4 },
    ],
  });
});

test("pubspec.yaml", () => {
  const text = `name: notes
description: d
version: 1.0.0
publish_to: none
dependencies:
  flutter:
    sdk: flutter
  flame: ^1.0.0
dev_dependencies:
  test: any
executables:
  notes:
`;
  expect(readPubspecYaml(text)).toEqual({
    dependencies: [
      { ecosystem: "pub", name: "flutter", scope: "runtime", line: 6 },
      { ecosystem: "pub", name: "flame", scope: "runtime", line: 8 },
      { ecosystem: "pub", name: "test", scope: "dev", line: 10 },
    ],
    facts: [
      { name: "pub.package", line: 1 },
      { name: "pub.bin", line: 11 },
      { name: "pub.flutter", line: 7 },
    ],
  });
  expect(readPubspecYaml("name: a\ndescription: d\nversion: 1.0.0\n").facts.map((fact) => fact.name)).toEqual([
    "pub.package",
    "pub.publishable",
  ]);
});

test("mix.exs", () => {
  const text = `defmodule Mail.MixProject do
  def project, do: [escript: [main_module: Mail], package: package()]
  defp deps do
    [
      {:phoenix, "~> 1.8"},
      {:credo, "~> 1.7", only: [:dev, :test]},
      # {:nerves, "~> 1"}
    ]
  end
  defp package do
`;
  expect(readMixExs(text)).toEqual({
    dependencies: [
      { ecosystem: "hex", name: "phoenix", scope: "runtime", line: 5 },
      { ecosystem: "hex", name: "credo", scope: "dev", line: 6 },
    ],
    facts: [
      { name: "hex.package", line: 1 },
      { name: "hex.escript", line: 2 },
      { name: "hex.publishable", line: 10 },
    ],
  });
});

test("deno.json with comments, and JSR", () => {
  const text = `{
  // a note
  "name": "@a/b",
  "exports": "./mod.ts",
  "imports": { "hono": "npm:hono@4", "@std/cli": "jsr:@std/cli@1/parse", "./x": "./y.ts", },
}`;
  expect(readDenoJson(text)).toEqual({
    dependencies: [
      { ecosystem: "npm", name: "hono", scope: "runtime", line: 5 },
      { ecosystem: "npm", name: "@std/cli", scope: "runtime", line: 5 },
    ],
    facts: [{ name: "deno.package", line: 4 }],
  });
});

test("pnpm-workspace.yaml makes a workspace only with packages", () => {
  expect(readPnpmWorkspaceYaml("packages:\n  - packages/*\n").facts).toEqual([{ name: "npm.workspaces", line: 1 }]);
  expect(readPnpmWorkspaceYaml("onlyBuiltDependencies:\n  - esbuild\n").facts).toEqual([]);
  expect(readPnpmWorkspaceYaml("packages:\n  - '!x'\n  - .\n").facts).toEqual([]);
});

test("malformed files say nothing", () => {
  expect(readComposerJson("{").facts).toEqual([]);
  expect(readPubspecYaml("a: [").facts).toEqual([]);
  expect(readPubspecYaml("- a").facts).toEqual([]);
  expect(readDenoJson('"x"').facts).toEqual([]);
  expect(readGemfile('gem "').dependencies).toEqual([]);
  expect(readMixExs("{:").dependencies).toEqual([]);
});
