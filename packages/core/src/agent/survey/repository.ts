import { placeFinder } from "../../classify/places.ts";
import { shallowFirst } from "../../classify/path-index.ts";
import { folderOf, nameOf } from "./text.ts";
import type { Repository, SurveyFile } from "./types.ts";

/** How many files the survey reads at most, and how long they may be. Count, and UTF-16 units. */
export const SURVEY_LIMITS = { paths: 100_000, files: 300, fileLength: 256 * 1024, ofOneKind: 40 } as const;

/** Files in which people write how to work on a repository. */
export const GUIDES =
  /^(?:(?:AGENTS|CLAUDE|TESTING|INSTALL|README)|(?:(?:docs?|\.github|dev)\/)?(?:CONTRIBUTING|DEVELOPMENT|DEVELOPING|HACKING|BUILDING))(?:\.(?:md|rst|txt|adoc|markdown))?$/i;
export const CI_FILES =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.github\/actions\/(?:[^/]+\/)+action\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.ya?ml|azure-pipelines\.ya?ml|\.travis\.ya?ml|\.woodpecker\.ya?ml|\.cirrus\.ya?ml|bitbucket-pipelines\.ya?ml)$/;
const MANIFESTS =
  /^(?:package\.json|deno\.jsonc?|Cargo\.toml|pyproject\.toml|setup\.(?:py|cfg)|tox\.ini|noxfile\.py|pytest\.ini|Pipfile|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|libs\.versions\.toml|Gemfile|Rakefile|composer\.json|mix\.exs|pubspec\.yaml|melos\.yaml|[^/]+\.slnx?|[^/]+\.csproj|[^/]+\.fsproj|global\.json|CMakeLists\.txt|CMakePresets\.json|meson\.build|configure\.ac|platformio\.ini|west\.yml|Package\.swift|project\.godot|export_presets\.cfg|(?:GNU)?[Mm]akefile|[Jj]ustfile|\.justfile|[Tt]askfile\.ya?ml|turbo\.json|\.pre-commit-config\.yaml|\.nvmrc|\.node-version|\.ruby-version|\.python-version|\.tool-versions|rust-toolchain(?:\.toml)?|pnpm-workspace\.yaml|lerna\.json)$/;
/** Their presence says what they say. */
const DOCUMENTS = /^(?:docs?|documentation|\.github|dev)\/(?:[^/]+\/)?[^/]+\.(?:md|rst|txt|adoc)$/i;

/** Files of others, or of a program. */
const FOREIGN: ReadonlySet<string> = new Set(["vendored", "generated"]);

const KINDS = [GUIDES, CI_FILES, MANIFESTS, DOCUMENTS] as const;

/** What lies there is not how this repository is worked on. */
const ASIDE: ReadonlySet<string> = new Set(["vendored", "generated", "example", "template", "test", "docs"]);

/**
 * The tracked files whose text the survey wants, at most 300: the shallowest first, of each kind of file a bounded number. The
 * reader may leave any of them out.
 */
export function surveyWants(paths: readonly string[]): string[] {
  const sorted = [...new Set(paths)].slice(0, SURVEY_LIMITS.paths).toSorted(shallowFirst);
  const placeOf = placeFinder(sorted);
  const taken = new Map<string, number>();
  return sorted
    .filter((path) => {
      const kind = kindOf(path);
      if (kind === undefined || (ASIDE.has(placeOf(path)) && path.includes("/") && kind === 2)) return false;
      const key = `${kind} ${kind === 2 ? nameOf(path).replace(/^.*(?=\.\w+proj$|\.slnx?$)/, "") : ""}`;
      taken.set(key, (taken.get(key) ?? 0) + 1);
      return (taken.get(key) ?? 0) <= SURVEY_LIMITS.ofOneKind;
    })
    .slice(0, SURVEY_LIMITS.files);
}

function kindOf(path: string): number | undefined {
  const kind = KINDS.findIndex((pattern) => pattern.test(pattern === MANIFESTS ? nameOf(path) : path));
  return kind === -1 ? undefined : kind;
}

/** Makes paths and texts ready to be asked about. Texts of files that are not wanted are left out, long ones are cut. */
export function openRepository(paths: readonly string[], files: readonly SurveyFile[]): Repository {
  const sorted = [...new Set(paths)].slice(0, SURVEY_LIMITS.paths).toSorted(shallowFirst);
  const placeOf = placeFinder(sorted);
  const known = new Set(sorted);
  const folders = new Set(sorted.flatMap(foldersAbove));
  const wanted = new Set(surveyWants(sorted));
  const read = files
    .filter(({ path }) => wanted.has(path))
    .map(({ path, text }) => ({ path, text: text.slice(0, SURVEY_LIMITS.fileLength).replaceAll("\r\n", "\n") }))
    .toSorted((a, b) => shallowFirst(a.path, b.path));
  const byPath = new Map(read.map((file) => [file.path, file]));
  return {
    paths: sorted.filter((path) => !FOREIGN.has(placeOf(path))),
    has: (path) => known.has(path),
    hasFolder: (folder) => folder === "" || folders.has(folder),
    named: (...names) => read.filter(({ path }) => names.includes(nameOf(path))),
    read: (path) => byPath.get(path),
    files: read,
  };
}

function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return folders;
}
