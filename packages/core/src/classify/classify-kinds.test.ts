import { expect, test } from "vitest";
import { classify } from "./classify.ts";
import { empty, numbered, repository, WORKSPACE } from "./testing/repository.ts";

const json = JSON.stringify;

const presetsOf = (files: Record<string, string>) =>
  classify(repository(files))
    .map(({ preset }) => preset)
    .filter((preset) => preset !== "core");

const CRATE = '[package]\nname = "x"\nversion = "1.0.0"\ndescription = "d"\nlicense = "MIT"\n';
const PROJECT = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "x"\n';
const URLS = '[project.urls]\nHomepage = "https://example.com"\n';

test.each<[string, Record<string, string>, string[]]>([
  [
    "a Next.js application",
    {
      "package.json": json({ name: "app", private: true, dependencies: { next: "16", "react-dom": "19" } }),
      ...empty("app/page.tsx", "app/layout.tsx", "tsconfig.json"),
    },
    ["typescript", "web-ui"],
  ],
  [
    "a Next.js application with its own database",
    {
      "package.json": json({ private: true, dependencies: { next: "16", "@prisma/client": "7" } }),
      ...empty("app/page.tsx", "app/a.tsx"),
    },
    ["backend-api", "typescript", "web-ui"],
  ],
  [
    "a web framework is a library",
    {
      "package.json": json({ name: "web", version: "1.0.0", files: ["lib"], dependencies: { express: "5" } }),
      ...empty("lib/web.js"),
    },
    ["library"],
  ],
  [
    "a command for Node",
    {
      "package.json": json({ name: "tool", version: "1.0.0", files: ["dist"], bin: { tool: "dist/cli.js" } }),
      ...empty("src/cli.ts", "src/run.ts"),
    },
    ["cli-tool", "typescript"],
  ],
  [
    "a Rust command",
    { "Cargo.toml": `${CRATE}[dependencies]\nclap = "4"\n`, ...empty("src/main.rs", "src/args.rs") },
    ["cli-tool", "rust"],
  ],
  [
    "a Rust library for building commands",
    { "Cargo.toml": `${CRATE}categories = ["command-line-interface"]\n`, ...empty("src/lib.rs", "src/arg.rs") },
    ["library", "rust"],
  ],
  [
    "a Rust service",
    {
      "Cargo.toml": '[package]\nname = "x"\n[dependencies]\naxum = "0.8"\nclap = "4"\nsqlx = "0.8"\n',
      ...empty("src/main.rs", "src/routes.rs"),
    },
    ["backend-api", "rust"],
  ],
  [
    "a Bevy game",
    {
      "Cargo.toml": '[package]\nname = "x"\n[dependencies]\nbevy = "0.18"\n',
      ...empty("src/main.rs", "src/player.rs"),
    },
    ["game", "rust"],
  ],
  [
    "Rust firmware",
    {
      "Cargo.toml": '[package]\nname = "x"\n[dependencies]\ncortex-m-rt = "0.7"\n',
      ...empty("src/main.rs", "memory.x"),
    },
    ["embedded", "rust"],
  ],
  ["a Godot game", { "project.godot": "config_version=5\n", ...empty("main.tscn", "player.gd") }, ["game"]],
  [
    "an editor built with Godot",
    { "project.godot": "config_version=5\nrun/low_processor_mode=true\n", ...empty("main.tscn", "editor.gd") },
    ["desktop"],
  ],
  ["a LÖVE game", empty("main.lua", "conf.lua", "player.lua"), ["game"]],
  [
    "a Go service",
    {
      "go.mod": "module a\nrequire github.com/gin-gonic/gin v1.11.0\n",
      ...empty("cmd/server/main.go", "internal/user.go"),
    },
    ["backend-api", "go"],
  ],
  [
    "a Go command",
    { "go.mod": "module a\nrequire github.com/spf13/cobra v1.10.0\n", ...empty("main.go", "cmd/root.go") },
    ["cli-tool", "go"],
  ],
  [
    "a Go library for building commands",
    { "go.mod": "module github.com/spf13/cobra\n", ...empty("command.go", "args.go", "doc/man.go") },
    ["go", "library"],
  ],
  [
    "a Python library",
    { "pyproject.toml": PROJECT + URLS, ...empty("src/x/__init__.py", "src/x/core.py") },
    ["library", "python"],
  ],
  [
    "a Python command",
    {
      "pyproject.toml": `${PROJECT}classifiers = ["Environment :: Console"]\n[project.scripts]\nx = "x:main"\n`,
      ...empty("x/__init__.py", "x/run.py"),
    },
    ["cli-tool", "python"],
  ],
  [
    "a FastAPI service",
    { "requirements.txt": "fastapi\n", ...empty("app/main.py", "app/routes.py") },
    ["backend-api", "python"],
  ],
  [
    "a Django project",
    { "requirements.txt": "Django==5\n", ...empty("manage.py", "shop/settings.py") },
    ["backend-api", "python"],
  ],
  [
    "a machine-learning project",
    { "requirements.txt": "torch\ntransformers\n", ...empty("train.py", "model.py") },
    ["ai-ml", "python"],
  ],
  ["notebooks", { "requirements.txt": "pandas\n", ...empty("a.ipynb", "b.ipynb", "c.ipynb") }, ["notebook", "python"]],
  [
    "Airflow DAGs",
    { "requirements.txt": "apache-airflow\n", ...empty("dags/load.py", "dags/clean.py") },
    ["data-pipeline", "python"],
  ],
  ["a dbt project", { "dbt_project.yml": "name: shop\n", ...numbered(3, (i) => `models/${i}.sql`) }, ["data-pipeline"]],
  ["a Terraform module", empty("main.tf", "variables.tf", "outputs.tf", "examples/full/main.tf"), ["infra", "library"]],
  [
    "a cluster kept in git",
    empty(
      "clusters/main/flux-system/gotk-sync.yaml",
      ...Array.from({ length: 9 }, (_, i) => `apps/${i}/kustomization.yaml`),
    ),
    ["infra"],
  ],
  ["an Ansible role", empty("tasks/main.yml", "meta/main.yml", "defaults/main.yml"), ["infra"]],
  [
    "a browser extension",
    {
      "package.json": json({ private: true, dependencies: { "react-dom": "19" } }),
      "src/manifest.json": '{"manifest_version": 3}',
      ...empty("src/a.tsx", "src/b.tsx"),
    },
    ["browser-extension", "typescript"],
  ],
  [
    "an Electron application",
    {
      "package.json": json({
        name: "x",
        version: "1.0.0",
        main: "out/main.js",
        dependencies: { "react-dom": "19" },
        devDependencies: { electron: "40" },
      }),
      ...empty("src/a.ts", "src/b.tsx"),
    },
    ["desktop", "typescript"],
  ],
  [
    "an Expo application",
    {
      "package.json": json({
        private: true,
        main: "expo-router/entry",
        dependencies: { expo: "55", "react-native": "1", "react-dom": "19" },
      }),
      ...empty("app/a.tsx", "app/b.tsx"),
    },
    ["mobile", "typescript"],
  ],
  [
    "a Flutter application",
    {
      "pubspec.yaml": "name: x\npublish_to: none\ndependencies:\n  flutter:\n    sdk: flutter\n",
      ...empty("lib/main.dart", "ios/Runner/AppDelegate.swift", "android/app/build.gradle"),
    },
    ["mobile"],
  ],
  [
    "an Android application",
    {
      "app/build.gradle.kts": 'plugins {\n  id("com.android.application")\n}\n',
      ...empty("app/src/main/java/com/example/samples/Main.kt", "app/src/main/java/com/example/A.kt"),
    },
    ["jvm", "mobile"],
  ],
  [
    "a Spring service",
    {
      "pom.xml":
        "<project><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>",
      ...empty("src/main/java/a/A.java", "src/main/java/a/B.java"),
    },
    ["backend-api", "jvm"],
  ],
  [
    "an ASP.NET service",
    {
      "src/Api/Api.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
      ...empty("src/Api/Program.cs", "src/Api/Users.cs"),
    },
    ["backend-api", "dotnet"],
  ],
  [
    "a Rails application",
    {
      Gemfile: 'gem "rails"\n',
      ...empty("config/routes.rb", "app/models/a.rb"),
      ...numbered(6, (i) => `app/views/${i}.html.erb`),
    },
    ["backend-api", "ruby", "web-ui"],
  ],
  [
    "a Laravel service",
    {
      "composer.json": json({ name: "a/b", type: "project", require: { "laravel/framework": "12" } }),
      ...empty("app/A.php", "routes/api.php"),
    },
    ["backend-api", "php"],
  ],
  [
    "a Swift library",
    {
      "Package.swift": 'products: [\n  .library(name: "A", targets: ["A"]),\n]\n',
      ...empty("Sources/A/A.swift", "Sources/A/B.swift"),
    },
    ["library", "swift"],
  ],
  [
    "a Vapor service",
    {
      "Package.swift":
        '.package(url: "https://github.com/vapor/vapor.git", from: "4"),\n.executableTarget(name: "App"),\n',
      ...empty("Sources/App/a.swift", "Sources/App/b.swift"),
    },
    ["backend-api", "swift"],
  ],
  [
    "a C++ library",
    {
      "CMakeLists.txt": "project(a)\nadd_library(a a.cpp)\ninstall(TARGETS a EXPORT a)\n",
      ...empty("include/a/a.hpp", "src/a.cpp"),
    },
    ["cpp", "library"],
  ],
  [
    "an Arduino library",
    empty("library.properties", "src/a.cpp", "src/a.h", "examples/b/b.ino"),
    ["cpp", "embedded", "library"],
  ],
  [
    "a workspace",
    {
      "package.json": WORKSPACE,
      "apps/web/package.json": json({ private: true, dependencies: { next: "16" } }),
      "packages/ui/package.json": json({ name: "@x/ui", private: true }),
      ...empty("apps/web/a.tsx", "packages/ui/b.tsx"),
    },
    ["monorepo", "typescript", "web-ui"],
  ],
  [
    "a front end beside a back end",
    {
      "frontend/package.json": json({ private: true, dependencies: { "react-dom": "19", vite: "7" } }),
      "backend/pyproject.toml": '[project]\nname = "b"\ndependencies = ["fastapi"]\n',
      ...empty("frontend/src/a.tsx", "frontend/src/b.tsx", "backend/a.py", "backend/b.py", "backend/c.py"),
    },
    ["backend-api", "monorepo", "python", "typescript", "web-ui"],
  ],
  [
    "a Cargo workspace is one product",
    {
      "Cargo.toml": '[workspace]\nmembers = ["a", "b"]\n',
      "a/Cargo.toml": CRATE,
      "b/Cargo.toml": CRATE,
      ...empty("a/src/lib.rs", "b/src/lib.rs"),
    },
    ["library", "rust"],
  ],
  ["a list of links", empty("README.md", "contributing.md", "code-of-conduct.md"), ["docs"]],
  [
    "pages of text with tools for checking them",
    {
      "package.json": json({ devDependencies: { "markdownlint-cli": "1" } }),
      ...empty("scripts/check.py"),
      ...numbered(50, (i) => `pages/${i}.md`),
    },
    ["docs"],
  ],
  [
    "a collection of skills for agents",
    empty("skills/a/SKILL.md", "skills/b/SKILL.md", ".claude-plugin/plugin.json", "README.md"),
    ["agent-tooling"],
  ],
  [
    "a server for the Model Context Protocol",
    {
      "package.json": json({
        name: "mail-mcp",
        version: "1.0.0",
        files: ["dist"],
        bin: "dist/a.js",
        dependencies: { "@modelcontextprotocol/sdk": "1" },
      }),
      ...empty("src/a.ts", "src/b.ts"),
    },
    ["agent-tooling", "typescript"],
  ],
  [
    "a course of exercises with the command that checks them",
    {
      "Cargo.toml": `${CRATE}[dependencies]\nclap = "4"\n`,
      ...empty("src/main.rs", "src/check.rs"),
      ...numbered(6, (i) => `exercises/0${i}_topic/README.md`),
    },
    ["cli-tool", "docs", "rust"],
  ],
  [
    "a book in numbered chapters",
    { "requirements.txt": "pandas\n", ...numbered(9, (i) => `notebooks/0${i}.00-Topic.ipynb`) },
    ["docs", "notebook", "python"],
  ],
  [
    "an application that numbers a few of its files",
    {
      "package.json": json({ private: true, dependencies: { next: "16" } }),
      ...numbered(5, (i) => `notes/0${i}-note.md`),
      ...numbered(9, (i) => `app/${i}.tsx`),
    },
    ["typescript", "web-ui"],
  ],
  [
    "a Shopify theme",
    { ...empty("assets/a.css", "sections/a.liquid", "sections/b.liquid", "layout/theme.liquid") },
    ["commerce", "web-ui"],
  ],
  [
    "a shop",
    {
      "package.json": json({ private: true, dependencies: { next: "16" } }),
      ...empty(
        "app/a.tsx",
        "components/cart/cart.tsx",
        "components/cart/add.tsx",
        "app/product/a.tsx",
        "app/product/b.tsx",
      ),
    },
    ["commerce", "typescript", "web-ui"],
  ],
])("%s", (_, files, expected) => {
  expect(presetsOf(files)).toEqual(expected);
});
