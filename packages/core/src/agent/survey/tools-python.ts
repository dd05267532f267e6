import { at, isRecord, readToml, textsAt } from "../../classify/manifests/read-data.ts";
import { folderOf, join } from "./text.ts";
import { presence, toolFile } from "./tool.ts";
import type { Claim, Found, Purpose, Repository, SurveyFile, Unclear } from "./types.ts";

/** How a Python project's environment is made, and how a command is run in it. */
const MANAGERS = [
  { name: "uv", lock: "uv.lock", table: "uv", setup: "uv sync", run: "uv run " },
  { name: "Poetry", lock: "poetry.lock", table: "poetry", setup: "poetry install", run: "poetry run " },
  { name: "PDM", lock: "pdm.lock", table: "pdm", setup: "pdm install", run: "pdm run " },
  { name: "Pipenv", lock: "Pipfile.lock", table: "", setup: "pipenv install --dev", run: "pipenv run " },
] as const;

/** Tools by their table of pyproject.toml. */
const TABLES: readonly (readonly [readonly string[], Purpose, string, string])[] = [
  [["pytest"], "test", "pytest", "settings of pytest"],
  [["ruff"], "lint", "ruff check .", "settings of ruff"],
  [["ruff", "format"], "format", "ruff format --check .", "settings of ruff format"],
  [["black"], "format", "black --check .", "settings of black"],
  [["mypy"], "types", "mypy", "settings of mypy"],
  [["pyright"], "types", "pyright", "settings of pyright"],
  [["pylint"], "lint", "pylint", "settings of pylint"],
];

/** Tools by a file of their own, or a section of a shared one. */
const SECTIONS = [
  ["pytest.ini", /^\[pytest\]/m, "test", "pytest", "settings of pytest"],
  ["setup.cfg", /^\[tool:pytest\]/m, "test", "pytest", "settings of pytest"],
  ["tox.ini", /^\[pytest\]/m, "test", "pytest", "settings of pytest"],
  ["setup.cfg", /^\[flake8\]/m, "lint", "flake8", "settings of flake8"],
  ["tox.ini", /^\[flake8\]/m, "lint", "flake8", "settings of flake8"],
  ["setup.cfg", /^\[mypy\]/m, "types", "mypy", "settings of mypy"],
  [".pre-commit-config.yaml", /^repos:/m, "lint", "pre-commit run --all-files", "hooks"],
] as const satisfies readonly (readonly [string, RegExp, Purpose, string, string])[];

const FILES = [
  ["ruff.toml", "lint", "ruff check ."],
  [".flake8", "lint", "flake8"],
  ["mypy.ini", "types", "mypy"],
] as const;

/** pyproject.toml and what stands beside it. */
export function readPython(repository: Repository): Found {
  const projects = repository.named("pyproject.toml");
  const roots = projects.some(({ path }) => path === "pyproject.toml")
    ? projects.filter(({ path }) => path === "pyproject.toml")
    : projects;
  const found = roots.map((file) => ofProject(file, repository));
  const manager = managersOf("", roots[0], repository)[0];
  return {
    claims: [
      ...found.flatMap(({ claims = [] }) => claims),
      ...SECTIONS.flatMap(([name, pattern, purpose, command, what]) =>
        repository
          .named(name)
          .slice(0, 1)
          .flatMap((file) =>
            toolFile(file).says(
              purpose,
              command === "pre-commit run --all-files" ? command : `${manager?.run ?? ""}${command}`,
              what,
              pattern,
              "tool",
            ),
          ),
      ),
      ...FILES.flatMap(([name, purpose, command]) =>
        repository.has(name) ? [presence(name, purpose, `${manager?.run ?? ""}${command}`, "its settings")] : [],
      ),
      ...requirements(repository, manager !== undefined),
    ],
    needs: found.flatMap(({ needs = [] }) => needs),
    unclear: found.flatMap(({ unclear = [] }) => unclear),
  };
}

function managersOf(folder: string, project: SurveyFile | undefined, repository: Repository) {
  const tool = project === undefined ? undefined : at(readToml(project.text), "tool");
  return MANAGERS.filter(
    ({ lock, table }) => repository.has(join(folder, lock)) || (table !== "" && isRecord(at(tool, table))),
  );
}

function ofProject(file: SurveyFile, repository: Repository): Found {
  const data = readToml(file.text);
  const project = toolFile(file);
  const { folder } = project;
  const managers = managersOf(folder, file, repository);
  const [manager] = managers;
  const run = manager?.run ?? "";
  const locks = managers.filter(({ lock }) => repository.has(join(folder, lock)));
  const where =
    manager === undefined || !repository.has(join(folder, manager.lock)) ? file.path : join(folder, manager.lock);
  const setup: Claim[] =
    manager === undefined
      ? editable(file, data)
      : [presence(where, "setup", manager.setup, `made with ${manager.name}`)];
  const tools = TABLES.flatMap(([table, purpose, command, what]) =>
    isRecord(at(data, "tool", ...table))
      ? project.says(
          purpose,
          `${run}${command}`,
          what,
          new RegExp(`^\\[tool\\.${table.join("\\.")}(?:\\]|\\.)`, "m"),
          "tool",
        )
      : [],
  );
  const listed = tools.some(({ purpose }) => purpose === "test")
    ? []
    : project.says("test", `${run}pytest`, "a dependency", /^\s*["']?pytest\b/m, "tool");
  const build = manager?.name === "uv" ? "uv build" : manager?.name === "Poetry" ? "poetry build" : "python -m build";
  const unclear: Unclear[] =
    locks.length < 2
      ? []
      : [
          {
            what: `more than one package manager: ${locks.map(({ name }) => name).join(", ")}`,
            seen: locks.map(({ lock, name }) => ({ path: join(folder, lock), line: 1, what: `lockfile of ${name}` })),
          },
        ];
  return {
    claims: [...setup, ...tools, ...listed, ...project.says("build", build, "a build system", /^\[build-system\]/m)],
    needs: project.needs("Python", /^requires-python\s*=\s*["']([^"']+)/m),
    unclear,
  };
}

/** Without a manager: an editable install, with the extra or group that says it is for work. */
function editable(file: SurveyFile, data: unknown): Claim[] {
  const extras = at(data, "project", "optional-dependencies");
  const groups = at(data, "dependency-groups");
  const names = ["dev", "test", "tests", "testing", "all"];
  const extra = names.find((name) => isRecord(extras) && textsAt(extras, name).length > 0);
  const group = names.find((name) => isRecord(groups) && Array.isArray(at(groups, name)));
  if (!isRecord(at(data, "project"))) return [];
  const command = `pip install -e ${extra === undefined ? "." : `".[${extra}]"`}${group === undefined ? "" : ` --group ${group}`}`;
  return toolFile(file).says("setup", command, "a project of Python", /^\[project\]/m);
}

function requirements(repository: Repository, managed: boolean): Claim[] {
  if (managed) return [];
  return repository.paths
    .filter((path) => /^(?:requirements[\w-]*\.txt|[\w-]*requirements\.txt)$/.test(path) && folderOf(path) === "")
    .map((path) => presence(path, "setup", `pip install -r ${path}`, "requirements"));
}
