import type { Signal } from "../types.ts";
import { files, share, states } from "./conditions.ts";

/** Packages that others build on. */
export const LIBRARY_SIGNALS: Signal[] = [
  {
    preset: "library",
    weight: -0.15,
    what: "says that it runs in a console",
    when: states(["python.classifier:Environment :: Console"]),
  },
  {
    preset: "library",
    weight: 1,
    what: "package that others install",
    when: states(
      [
        "npm.publishable",
        "deno.package",
        "cargo.publishable",
        "python.publishable",
        "gem.package",
        "composer.publishable",
        "pub.publishable",
        "hex.publishable",
        "swift.library",
        "jvm.publishable",
        "nuget.publishable",
      ],
      { in: "library" },
    ),
  },
  { preset: "library", weight: 0.5, what: "package that others install", when: files("setup.py") },
  {
    preset: "library",
    weight: -0.7,
    what: "application beside its Swift packages",
    when: states(["apple.ios", "apple.macos"]),
  },
  {
    preset: "library",
    weight: 0.9,
    what: "Go module without a program",
    when: states(["go.code"], { in: "library" }),
  },
  {
    preset: "library",
    weight: 0.3,
    what: "made to be built on: types, several entry points or peers",
    when: states(["npm.subpaths", "npm.peers"], { in: "library" }),
  },
  { preset: "library", weight: 0.2, what: "ships type declarations", when: states(["npm.types"], { in: "library" }) },
  {
    preset: "library",
    weight: 0.3,
    what: "package of an index that is read by programs",
    when: states(["gem.package", "composer.publishable", "hex.publishable"], { in: "library" }),
  },
  { preset: "library", weight: 0.4, what: "C or C++ library target", when: states(["cpp.library"], { in: "library" }) },
  { preset: "library", weight: 0.5, what: "installs a C or C++ library", when: states(["cpp.install"]) },
  { preset: "library", weight: 0.4, what: "public headers", when: files("include/**/*.{h,hpp,hh,hxx}") },
  { preset: "library", weight: 0.5, what: "headers in the root", when: files("*.{h,hpp,hh,hxx}") },
  {
    preset: "library",
    weight: -0.6,
    what: "main program in C or C++",
    when: files("{,src/,source/,app/}main.{c,cc,cpp,cxx,m,mm}"),
  },
  { preset: "library", weight: 0.4, what: "Go package in the root", when: files("*.go", { atLeast: 3 }) },
  { preset: "library", weight: -0.4, what: "Go program in the root", when: files("main.go") },
  { preset: "library", weight: 0.2, what: "package documentation of Go", when: files("doc.go") },
  {
    preset: "library",
    weight: 1,
    what: "package of another ecosystem",
    when: files(
      "library.properties library.json *.rockspec NAMESPACE *.nimble haxelib.json dub.{json,sdl} fpm.toml *.asd shard.yml",
    ),
  },
  {
    preset: "library",
    weight: 0.6,
    what: "package of another ecosystem, or program",
    when: files("*.opam dune-project Project.toml build.zig.zon info.rkt"),
  },
  { preset: "library", weight: 0.3, what: "outputs of a Terraform module", when: files("outputs.tf") },
  {
    preset: "library",
    weight: 0.4,
    what: "examples of a Terraform module",
    when: files("examples/**/*.tf", { alsoIn: ["example"] }),
  },
  { preset: "library", weight: 0.3, what: "dbt macros", when: files("macros/**/*.sql", { atLeast: 3 }) },
  {
    preset: "library",
    weight: 0.4,
    what: "tests of a dbt package",
    when: files("integration_tests/dbt_project.yml", { alsoIn: ["test"] }),
  },
  { preset: "library", weight: 0.7, what: "Haskell library", when: states(["cabal.library"]) },
  { preset: "library", weight: -0.6, what: "GitHub Action", when: files("action.{yml,yaml}") },
  {
    preset: "library",
    weight: 0.6,
    what: "code of a Godot add-on",
    when: share("gd cs", 0.6, { under: "addons", files: 2 }),
  },
];
