import { compileGlob, matchesGlob } from "../glob.ts";
import type { ManifestText, Reading } from "../types.ts";
import { readAndroidManifest } from "./android-manifest.ts";
import { readInfoPlist, readXcodeProject } from "./apple-project.ts";
import { readBuildSbt } from "./build-sbt.ts";
import { readCabal } from "./cabal.ts";
import { readCargoToml } from "./cargo-toml.ts";
import { readCmakeLists } from "./cmake-lists.ts";
import { readComposerJson } from "./composer-json.ts";
import { readCompose, readDockerfile } from "./containers.ts";
import { readConanfile, readVcpkgJson } from "./cpp-packages.ts";
import { readDbtProjectYml } from "./dbt-project-yml.ts";
import { readDesktopEntry } from "./desktop-entry.ts";
import { readDenoJson } from "./deno-json.ts";
import { readEnvironmentYml } from "./environment-yml.ts";
import { readGemfile, readGemspec } from "./gemfile.ts";
import { readGoMod } from "./go-mod.ts";
import { readGradle } from "./gradle.ts";
import { readMakefileAm } from "./makefile-am.ts";
import { readMesonBuild } from "./meson-build.ts";
import { readMixExs } from "./mix-exs.ts";
import { readMsbuild } from "./msbuild.ts";
import { readPackageJson } from "./package-json.ts";
import { readPackageSwift, readPodfile } from "./package-swift.ts";
import { readPipfile } from "./pipfile.ts";
import { readPlatformioIni } from "./platformio-ini.ts";
import { readPnpmWorkspaceYaml } from "./pnpm-workspace-yaml.ts";
import { readPomXml } from "./pom-xml.ts";
import { readProjectGodot } from "./project-godot.ts";
import { readPubspecYaml } from "./pubspec-yaml.ts";
import { readPyprojectToml } from "./pyproject-toml.ts";
import { readRequirementsTxt } from "./requirements-txt.ts";
import { readSetupCfg } from "./setup-cfg.ts";
import { readSetupPy } from "./setup-py.ts";
import { readVersionCatalog } from "./version-catalog.ts";
import { readWebManifest } from "./web-manifest.ts";
import { readWestYml } from "./west-yml.ts";

interface ManifestKind {
  /** File names, or globs where a name says too little. In lower case. */
  files: string[];
  read(text: string, path: string): Reading;
}

/** Every manifest that is read. The first kind whose pattern matches reads a file. */
export const MANIFEST_KINDS: ManifestKind[] = [
  { files: ["package.json"], read: readPackageJson },
  { files: ["deno.json", "deno.jsonc"], read: readDenoJson },
  { files: ["pnpm-workspace.yaml"], read: readPnpmWorkspaceYaml },
  { files: ["cargo.toml"], read: readCargoToml },
  { files: ["pyproject.toml"], read: readPyprojectToml },
  { files: ["setup.cfg"], read: readSetupCfg },
  { files: ["setup.py"], read: readSetupPy },
  { files: ["pipfile"], read: readPipfile },
  { files: ["environment.{yml,yaml}"], read: readEnvironmentYml },
  {
    files: ["requirements*.txt", "requirements*.in", "*requirements.txt", "**/requirements/*.txt"],
    read: readRequirementsTxt,
  },
  { files: ["go.mod"], read: readGoMod },
  { files: ["pom.xml"], read: readPomXml },
  { files: ["build.gradle", "build.gradle.kts"], read: readGradle },
  { files: ["*.versions.toml"], read: readVersionCatalog },
  { files: ["build.sbt", "plugins.sbt"], read: readBuildSbt },
  { files: ["*.csproj", "*.fsproj", "*.vbproj"], read: readMsbuild },
  { files: ["gemfile"], read: readGemfile },
  { files: ["*.gemspec"], read: readGemspec },
  { files: ["composer.json"], read: readComposerJson },
  { files: ["pubspec.yaml"], read: readPubspecYaml },
  { files: ["mix.exs"], read: readMixExs },
  { files: ["package.swift"], read: readPackageSwift },
  { files: ["podfile"], read: readPodfile },
  { files: ["info.plist"], read: readInfoPlist },
  { files: ["project.pbxproj"], read: readXcodeProject },
  { files: ["androidmanifest.xml"], read: readAndroidManifest },
  { files: ["cmakelists.txt"], read: readCmakeLists },
  { files: ["meson.build"], read: readMesonBuild },
  { files: ["makefile.am"], read: readMakefileAm },
  { files: ["*.cabal"], read: readCabal },
  { files: ["vcpkg.json"], read: readVcpkgJson },
  { files: ["conanfile.txt", "conanfile.py"], read: readConanfile },
  { files: ["project.godot"], read: readProjectGodot },
  { files: ["platformio.ini"], read: readPlatformioIni },
  { files: ["west.yml"], read: readWestYml },
  { files: ["manifest.json", "manifest.yml", "manifest.yaml"], read: readWebManifest },
  { files: ["dockerfile", "dockerfile.*", "*.dockerfile", "containerfile"], read: readDockerfile },
  { files: ["docker-compose*.{yml,yaml}", "compose*.{yml,yaml}"], read: readCompose },
  { files: ["dbt_project.yml"], read: readDbtProjectYml },
  { files: ["*.desktop", "*.desktop.in"], read: readDesktopEntry },
];

const READERS = MANIFEST_KINDS.flatMap(({ files, read }) =>
  files.map((file) => ({ glob: compileGlob(anyDepth(file)), read })),
);

/** A file name's glob at any depth. */
export function anyDepth(file: string): string {
  return file.startsWith("**/") ? file : `**/${file}`;
}

/** Reads one manifest by its file name. Malformed text never throws: what can be read is read. Other files read as nothing. */
export function readManifest({ path, text }: ManifestText): Reading {
  const segments = path.toLowerCase().split("/");
  const reader = READERS.find(({ glob }) => matchesGlob(glob, segments));
  return reader?.read(text, path) ?? { dependencies: [], facts: [] };
}
