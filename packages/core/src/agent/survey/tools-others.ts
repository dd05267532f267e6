import { at, listAt, readJson } from "../../classify/manifests/read-data.ts";
import { folderOf, join, lineOf, matchesIn } from "./text.ts";
import { presence, toolFile } from "./tool.ts";
import type { Claim, Found, Repository } from "./types.ts";

/** Godot, Terraform, and settings of checkers that belong to no language. */
export function readOthers(repository: Repository): Found {
  const found = [godot(repository), terraform(repository)];
  return {
    claims: [...found.flatMap(({ claims = [] }) => claims), ...presets(repository)],
    needs: found.flatMap(({ needs = [] }) => needs),
  };
}

/** Test frameworks of Godot by the folder they live in. */
const GODOT_TESTS = [
  ["addons/gut", "godot --headless -s addons/gut/gut_cmdln.gd"],
  ["addons/gdUnit4", "addons/gdUnit4/runtest.sh"],
] as const;

function godot(repository: Repository): Found {
  const projects = repository.named("project.godot").slice(0, 4);
  return {
    claims: projects.flatMap((file): Claim[] => {
      const folder = folderOf(file.path);
      const exports = repository.read(join(folder, "export_presets.cfg"));
      const names = exports === undefined ? [] : matchesIn(exports.text, /^name="([^"]{1,80})"/).slice(0, 4);
      return [
        ...toolFile(file).says("setup", "godot --headless --import", "a project of Godot", /^config_version/m),
        ...names.map(({ line, match }): Claim => ({
          purpose: "build",
          command: `godot --headless --export-release "${match[1] ?? ""}" <file>`,
          folder,
          origin: "tool",
          seen: { path: exports?.path ?? "", line, what: "an export preset" },
        })),
        ...GODOT_TESTS.flatMap(([addon, command]): Claim[] => {
          const path = repository.paths.find((each) => each.startsWith(`${join(folder, addon)}/`));
          return path === undefined ? [] : [{ ...presence(path, "test", command, "a test framework"), folder }];
        }),
        ...["gdlintrc", ".gdlintrc"]
          .filter((name) => repository.has(join(folder, name)))
          .map((name) => ({ ...presence(join(folder, name), "lint", "gdlint .", "its settings"), folder })),
      ];
    }),
    needs: projects
      .slice(0, 1)
      .flatMap((file) => toolFile(file).needs("Godot", /^config\/features=PackedStringArray\("([\d.]+)"/m)),
  };
}

function terraform(repository: Repository): Found {
  const main = repository.paths.find((path) => /^[^/]+\.tf$/.test(path));
  if (main === undefined) return {};
  const test = repository.paths.find((path) => /^(?:tests\/)?[^/]+\.tftest\.hcl$/.test(path));
  return {
    claims: [
      presence(main, "setup", "terraform init -backend=false", "a module of Terraform", "convention"),
      presence(main, "lint", "terraform validate", "a module of Terraform", "convention"),
      presence(main, "format", "terraform fmt -check -recursive", "a module of Terraform", "convention"),
      ...(repository.has(".tflint.hcl") ? [presence(".tflint.hcl", "lint", "tflint", "its settings")] : []),
      ...(test === undefined ? [] : [{ ...presence(test, "test", "terraform test", "a test"), folder: "" }]),
    ],
  };
}

/** Configure presets of CMake, which say how a project wants to be built. */
function presets(repository: Repository): Claim[] {
  return repository
    .named("CMakePresets.json")
    .slice(0, 1)
    .flatMap((file) => {
      const data = readJson(file.text);
      return listAt(data, "buildPresets")
        .slice(0, 3)
        .flatMap((preset): Claim[] => {
          const name = at(preset, "name");
          if (typeof name !== "string" || !/^[\w.-]+$/.test(name)) return [];
          const seen = { path: file.path, line: lineOf(file.text, `"${name}"`), what: "a build preset" };
          return [
            {
              purpose: "build",
              command: `cmake --build --preset ${name}`,
              folder: folderOf(file.path),
              origin: "tool",
              seen,
            },
          ];
        });
    });
}
