import { expect, test } from "vitest";
import { readCabal } from "./cabal.ts";
import { readCmakeLists } from "./cmake-lists.ts";
import { readConanfile, readVcpkgJson } from "./cpp-packages.ts";
import { readGoMod } from "./go-mod.ts";
import { readMakefileAm } from "./makefile-am.ts";
import { readMesonBuild } from "./meson-build.ts";
import { readMsbuild } from "./msbuild.ts";
import { readPackageSwift, readPodfile } from "./package-swift.ts";

test("go.mod: direct requirements without their major version", () => {
  const text = `module github.com/acme/mail/v2

go 1.25

require github.com/spf13/cobra v1.9.0

require (
	github.com/labstack/echo/v4 v4.13.0
	gopkg.in/yaml.v3 v3.0.1 // indirect
)
`;
  expect(readGoMod(text)).toEqual({
    dependencies: [
      { ecosystem: "go", name: "github.com/acme/mail", scope: "self", line: 1 },
      { ecosystem: "go", name: "github.com/spf13/cobra", scope: "runtime", line: 5 },
      { ecosystem: "go", name: "github.com/labstack/echo", scope: "runtime", line: 8 },
    ],
    facts: [{ name: "go.module", line: 1 }],
  });
  expect(readGoMod("require (\n").dependencies).toEqual([]);
});

test("csproj: packages, SDK and what is built", () => {
  const text = `<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType Condition="true">Exe</OutputType>
    <PackAsTool>true</PackAsTool>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Carter" Version="9" />
    <PackageReference Include="Roslynator" PrivateAssets="all" />
  </ItemGroup>
</Project>`;
  expect(readMsbuild(text)).toEqual({
    dependencies: [
      { ecosystem: "nuget", name: "carter", scope: "runtime", line: 8 },
      { ecosystem: "nuget", name: "roslynator", scope: "build", line: 9 },
    ],
    facts: [
      { name: "nuget.package", line: 1 },
      { name: "nuget.web", line: 1 },
      { name: "nuget.exe", line: 4 },
      { name: "nuget.tool", line: 5 },
    ],
  });
  expect(readMsbuild("<Project><PropertyGroup>").facts.map((fact) => fact.name)).toEqual(["nuget.package"]);
  expect(readMsbuild("").facts).toEqual([]);
});

test.each([
  ["<UseWPF>true</UseWPF>", "nuget.desktop"],
  ["<UseMaui>true</UseMaui>", "nuget.maui"],
  ["<OutputType>WinExe</OutputType>", "nuget.winexe"],
  ["<TargetFrameworks>net10.0-android;net10.0-ios</TargetFrameworks>", "nuget.mobile"],
  ["<PackageId>Acme</PackageId>", "nuget.publishable"],
  ["<IsTestProject>true</IsTestProject>", "nuget.test"],
])("csproj with %s states %s", (property, fact) => {
  const text = `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>${property}</PropertyGroup></Project>`;
  expect(readMsbuild(text).facts.map((each) => each.name)).toEqual(["nuget.package", fact]);
});

test("Package.swift and Podfile", () => {
  const text = `let package = Package(
  platforms: [.iOS(.v17), .macOS(.v14)],
  products: [
    .library(name: "A", targets: ["A"]),
    .executable(name: "b", targets: ["b"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/Swift-Argument-Parser.git", from: "1.0.0"),
    // .package(url: "https://github.com/vapor/vapor.git", from: "4.0.0"),
  ]
)`;
  expect(readPackageSwift(text)).toEqual({
    dependencies: [{ ecosystem: "swift", name: "swift-argument-parser", scope: "runtime", line: 8 }],
    facts: [
      { name: "swift.package", line: 1 },
      { name: "swift.platform:ios", line: 2 },
      { name: "swift.platform:macos", line: 2 },
      { name: "swift.library", line: 4 },
      { name: "swift.executable", line: 5 },
    ],
  });
  expect(readPodfile("platform :ios, '15.0'\npod 'Firebase/Auth'\n")).toEqual({
    dependencies: [{ ecosystem: "swift", name: "firebase", scope: "runtime", line: 2 }],
    facts: [{ name: "apple.ios", line: 1 }],
  });
});

test("CMakeLists.txt", () => {
  const text = `project(demo)
find_package(Qt6 REQUIRED COMPONENTS Widgets)
pkg_check_modules(GTK REQUIRED IMPORTED_TARGET gtk4>=4.1)
FetchContent_Declare(raylib GIT_TAG 5.5)
include(pico_sdk_import.cmake)
include($ENV{IDF_PATH}/tools/cmake/project.cmake)
add_library(core STATIC a.c)
add_library(core::core ALIAS core)
add_executable(app WIN32 main.cpp)
add_executable(tool main.c) # find_package(SDL2)
install(TARGETS core EXPORT coreTargets)
`;
  const { dependencies, facts } = readCmakeLists(text);
  expect(dependencies.map((each) => [each.name, each.line])).toEqual([
    ["qt6", 2],
    ["gtk4", 3],
    ["raylib", 4],
    ["pico_sdk_import", 5],
    ["esp-idf", 6],
    ["project", 6],
  ]);
  expect(facts).toEqual([
    { name: "cpp.project", line: 1 },
    { name: "cpp.library", line: 7 },
    { name: "cpp.gui", line: 9 },
    { name: "cpp.executable", line: 10 },
    { name: "cpp.install", line: 11 },
  ]);
});

test("meson, Automake, vcpkg, Conan and Cabal", () => {
  expect(
    readMesonBuild("project('x', 'c')\ngtk = dependency('gtk4', version: '>=4')\nexecutable('x', 'x.c')\n"),
  ).toEqual({
    dependencies: [{ ecosystem: "cpp", name: "gtk4", scope: "runtime", line: 2 }],
    facts: [
      { name: "cpp.project", line: 1 },
      { name: "cpp.executable", line: 3 },
    ],
  });
  expect(readMakefileAm("bin_PROGRAMS = jq\nlib_LTLIBRARIES = libjq.la\n").facts).toEqual([
    { name: "cpp.command", line: 1 },
    { name: "cpp.install", line: 2 },
  ]);
  expect(readVcpkgJson('{"dependencies": ["SDL2", {"name": "fmt"}]}').dependencies.map((each) => each.name)).toEqual([
    "sdl2",
    "fmt",
  ]);
  expect(readConanfile("[requires]\nsfml/2.6.1\n").dependencies).toEqual([
    { ecosystem: "cpp", name: "sfml", scope: "runtime", line: 2 },
  ]);
  expect(readCabal("name: pandoc\nlibrary\n  hs-source-dirs: src\nexecutable pandoc\n").facts).toEqual([
    { name: "cabal.library", line: 2 },
    { name: "cabal.executable", line: 4 },
  ]);
});

test("malformed files say nothing", () => {
  expect(readVcpkgJson("{").dependencies).toEqual([]);
  expect(readCmakeLists("find_package(\nadd_library(").dependencies).toEqual([]);
  expect(readMesonBuild("dependency('").dependencies).toEqual([]);
  expect(readPackageSwift(".package(url: ").dependencies).toEqual([]);
});
