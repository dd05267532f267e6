import {
  at,
  isRecord,
  listAt,
  readJson,
  readToml,
  readYaml,
  textAt,
  textsAt,
} from "../../classify/manifests/read-data.ts";
import { tomlLines } from "../../classify/manifests/locate.ts";
import { folderOf, isPlainName, join, lineOf, matchesIn } from "./text.ts";
import type { Claim, Found, Repository, SurveyFile } from "./types.ts";
import { purposeOfTask } from "./words.ts";

/** Task runners of every language: what somebody gave a name to. */
export function readTasks(repository: Repository): Found {
  return {
    claims: [
      ...repository.named("Makefile", "makefile", "GNUmakefile").flatMap(makeTargets),
      ...repository.named("justfile", "Justfile", ".justfile").flatMap(justRecipes),
      ...repository.named("Taskfile.yml", "Taskfile.yaml", "taskfile.yml").flatMap(taskfileTasks),
      ...repository.named("Rakefile").flatMap((file) => rakeTasks(file, repository)),
      ...repository.named("tox.ini").flatMap(toxEnvironments),
      ...repository.named("noxfile.py").flatMap(noxSessions),
      ...repository.named("composer.json").flatMap(composerScripts),
      ...repository.named("melos.yaml").flatMap(melosScripts),
      ...repository.named("pyproject.toml").flatMap(pyprojectTasks),
    ],
  };
}

interface Named {
  name: string;
  line: number;
  runs: string;
  command: string;
  what: string;
}

function toClaims(file: SurveyFile, tasks: readonly Named[]): Claim[] {
  return tasks.map(({ name, line, runs, command, what }) => {
    const { purpose, weight } = purposeOfTask(name, runs);
    const seen = { path: file.path, line, what };
    return { purpose, command, folder: folderOf(file.path), origin: "task", seen, runs: runs || undefined, weight };
  });
}

const WORTHLESS = /^(?:[@-]*)(?:echo|printf|\$\(info|\$\(MAKE\)|if|fi|else|true|:|\\)/;

/** The indented lines below a line that say what is run, without what is printed. */
function recipeBelow(lines: readonly string[], index: number, indent: RegExp): string {
  const recipe: string[] = [];
  for (const line of lines.slice(index + 1, index + 40)) {
    if (line.trim() !== "" && !indent.test(line)) break;
    const plain = line.trim().replace(/^[@+-]+/, "");
    if (plain !== "" && !plain.startsWith("#") && !WORTHLESS.test(plain)) recipe.push(plain.replace(/\s*\\$/, ""));
    if (recipe.length === 2) break;
  }
  return recipe.join("; ");
}

function makeTargets(file: SurveyFile): Claim[] {
  const lines = file.text.split("\n");
  const targets = matchesIn(file.text, /^([A-Za-z0-9][\w.-]*)\s*::?(?!=)\s*([^=#]*)/).flatMap(({ line, match }) => {
    const name = match[1] ?? "";
    const needs = (match[2] ?? "").trim();
    const recipe = recipeBelow(lines, line - 1, /^\t/);
    const runs = recipe === "" && needs !== "" && !/[$%]/.test(needs) ? `make ${needs}` : recipe;
    return /\.[a-z]+$/.test(name) ? [] : [{ name, line, runs, command: `make ${name}`, what: "target" }];
  });
  return toClaims(file, firstOfEach(targets));
}

function justRecipes(file: SurveyFile): Claim[] {
  const lines = file.text.split("\n");
  const recipes = matchesIn(file.text, /^@?([A-Za-z][\w-]*)((?:\s+[+*$]?[\w-]+(?:=\S+)?)*)\s*:(?!=)/).map(
    ({ line, match }) => {
      const name = match[1] ?? "";
      return { name, line, runs: recipeBelow(lines, line - 1, /^\s+/), command: `just ${name}`, what: "recipe" };
    },
  );
  return toClaims(file, firstOfEach(recipes));
}

function taskfileTasks(file: SurveyFile): Claim[] {
  const tasks = at(readYaml(file.text), "tasks");
  if (!isRecord(tasks)) return [];
  const named = Object.keys(tasks).map((name) => {
    const cmds = [
      ...textsAt(tasks, name),
      ...textsAt(tasks, name, "cmds"),
      ...listAt(tasks, name, "cmds").map((each) => textAt(each, "cmd") ?? ""),
    ];
    const runs = cmds
      .filter((cmd) => cmd !== "")
      .slice(0, 2)
      .join("; ");
    return {
      name,
      line: lineOf(file.text, new RegExp(`^\\s+["']?${escape(name)}["']?:`)),
      runs,
      command: `task ${name}`,
      what: "task",
    };
  });
  return toClaims(
    file,
    named.filter(({ name }) => isPlainName(name)),
  );
}

function rakeTasks(file: SurveyFile, repository: Repository): Claim[] {
  const rake = repository.has(join(folderOf(file.path), "Gemfile")) ? "bundle exec rake" : "rake";
  const pattern =
    /^\s*(?:task\s*\(?\s*:?["']?([\w:]+)|(?:RSpec::Core::RakeTask|Rake::TestTask|RuboCop::RakeTask)\.new(?:\(?\s*:?["']?(\w+))?)/;
  const tasks = matchesIn(file.text, pattern).map(({ line, match }) => {
    const name =
      match[1] ?? match[2] ?? (match[0].includes("RSpec") ? "spec" : match[0].includes("RuboCop") ? "rubocop" : "test");
    return { name, line, runs: "", command: `${rake} ${name}`, what: "task" };
  });
  return toClaims(file, firstOfEach(tasks.filter(({ name }) => name !== "default")));
}

function toxEnvironments(file: SurveyFile): Claim[] {
  const lines = file.text.split("\n");
  const environments = matchesIn(file.text, /^\[testenv(?::([\w.,{}-]+))?\]/).flatMap(({ line, match }) => {
    const name = match[1];
    if (name !== undefined && /[{},]/.test(name)) return [];
    const end = lines.findIndex((each, index) => index >= line && each.startsWith("["));
    const section = lines.slice(line, end === -1 ? undefined : end);
    const at = section.findIndex((each) => /^commands\s*=/.test(each));
    const runs =
      at === -1
        ? ""
        : [section[at]?.replace(/^commands\s*=/, "") ?? "", ...section.slice(at + 1, at + 3)]
            .map((each) => each.trim())
            .filter((each) => each !== "" && !each.includes("="))
            .slice(0, 2)
            .join("; ");
    const command = name === undefined ? "tox" : `tox -e ${name}`;
    return [{ name: name ?? "test", line, runs, command, what: "environment of tox" }];
  });
  return toClaims(file, environments);
}

function noxSessions(file: SurveyFile): Claim[] {
  const lines = file.text.split("\n");
  const sessions = matchesIn(file.text, /^def (\w+)\(session/).flatMap(({ line, match }) => {
    const before = lines.slice(Math.max(line - 6, 0), line - 1).join("\n");
    if (!/@nox\.session|@session\b/.test(before)) return [];
    const name = /@(?:nox\.)?session\([^)]*name=["']([\w-]+)["']/.exec(before)?.[1] ?? match[1] ?? "";
    const run =
      lines
        .slice(line, line + 40)
        .join(" ")
        .match(/session\.run\(([^)]*)\)/)?.[1] ?? "";
    const runs = [...run.matchAll(/["']([^"']+)["']/g)].map(([, word]) => word).join(" ");
    return [{ name, line, runs, command: `nox -s ${name}`, what: "session of nox" }];
  });
  return toClaims(file, sessions);
}

function composerScripts(file: SurveyFile): Claim[] {
  const data = readJson(file.text);
  const scripts = at(data, "scripts");
  if (!isRecord(scripts)) return [];
  const named = Object.keys(scripts).map((name) => ({
    name,
    line: lineOf(file.text, `"${name}"`, lineOf(file.text, '"scripts"')),
    runs: textsAt(scripts, name).slice(0, 2).join("; "),
    command: `composer run ${name}`,
    what: "script",
  }));
  return toClaims(
    file,
    named.filter(({ name }) => isPlainName(name) && !/^(?:pre|post)-/.test(name)),
  );
}

function melosScripts(file: SurveyFile): Claim[] {
  const scripts = at(readYaml(file.text), "scripts");
  if (!isRecord(scripts)) return [];
  const named = Object.keys(scripts).map((name) => ({
    name,
    line: lineOf(file.text, new RegExp(`^\\s+${escape(name)}:`)),
    runs: textAt(scripts, name) ?? textAt(scripts, name, "run") ?? textAt(scripts, name, "exec") ?? "",
    command: `melos run ${name}`,
    what: "script",
  }));
  return toClaims(
    file,
    named.filter(({ name }) => isPlainName(name)),
  );
}

/** Tables of pyproject.toml in which tools keep tasks. */
const PYPROJECT_TASKS: readonly { table: readonly string[]; command: (name: string) => string; what: string }[] = [
  { table: ["tool", "poe", "tasks"], command: (name) => `poe ${name}`, what: "task of poe" },
  { table: ["tool", "pdm", "scripts"], command: (name) => `pdm run ${name}`, what: "script of pdm" },
  { table: ["tool", "taskipy", "tasks"], command: (name) => `task ${name}`, what: "task of taskipy" },
  { table: ["tool", "pixi", "tasks"], command: (name) => `pixi run ${name}`, what: "task of pixi" },
  { table: ["tool", "tox", "env"], command: (name) => `tox run -e ${name}`, what: "environment of tox" },
  {
    table: ["tool", "hatch", "envs", "default", "scripts"],
    command: (name) => `hatch run ${name}`,
    what: "script of hatch",
  },
];

function pyprojectTasks(file: SurveyFile): Claim[] {
  const data = readToml(file.text);
  const lines = tomlLines(file.text);
  const named = PYPROJECT_TASKS.flatMap(({ table, command, what }) => {
    const tasks = at(data, ...table);
    if (!isRecord(tasks)) return [];
    return Object.keys(tasks)
      .filter((name) => isPlainName(name))
      .map((name): Named => ({
        name,
        line: lines.get([...table, name].join(".")) ?? lines.get(table.join(".")) ?? 1,
        runs: commandText(tasks, name),
        command: command(name),
        what,
      }));
  });
  const base = at(data, "tool", "tox", "env_run_base");
  const tox: Named[] = isRecord(base)
    ? [
        {
          name: "test",
          line: lines.get("tool.tox.env_run_base") ?? 1,
          runs: commandText({ base }, "base"),
          command: "tox run",
          what: "environment of tox",
        },
      ]
    : [];
  return toClaims(file, [...tox, ...named]);
}

/** What a task runs: a text, a `cmd`, or a list of lists of words. */
function commandText(tasks: unknown, name: string): string {
  const text = textAt(tasks, name) ?? textAt(tasks, name, "cmd") ?? textAt(tasks, name, "shell");
  if (text !== undefined) return text;
  const list = [...listAt(tasks, name), ...listAt(tasks, name, "commands")];
  return list
    .slice(0, 2)
    .map((each) =>
      typeof each === "string"
        ? each
        : Array.isArray(each)
          ? each.filter((word) => typeof word === "string").join(" ")
          : "",
    )
    .filter((each) => each !== "")
    .join("; ");
}

function firstOfEach(tasks: readonly Named[]): Named[] {
  return tasks.filter(({ name }, index) => tasks.findIndex((each) => each.name === name) === index);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
