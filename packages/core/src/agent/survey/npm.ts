import { isRecord, at, readJson, textAt, textsAt } from "../../classify/manifests/read-data.ts";
import { locator } from "../../classify/manifests/locate.ts";
import { folderOf, isPlainName, join, lineOf } from "./text.ts";
import type { Claim, Found, Need, Repository, Sighting, SurveyFile, Unclear } from "./types.ts";
import { purposeOf, purposeOfTask } from "./words.ts";

const MANAGERS = ["npm", "pnpm", "yarn", "bun"] as const;
type Manager = (typeof MANAGERS)[number];

/** What lies beside a package.json when a manager made it. */
const LOCKFILES: readonly (readonly [string, Manager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

const INSTALL = { npm: "npm install", pnpm: "pnpm install", yarn: "yarn install", bun: "bun install" } as const;

/** Started by other scripts or by the package manager, never by hand. */
const HOOK =
  /^(?:pre|post)(?:install|publish|pack|version|test|build|lint|start|dev|prepare)$|^prepare$|^prepublishOnly$/;

/** package.json and deno.json: scripts, the package manager, and what Node is needed. */
export function readNpm(repository: Repository): Found {
  const packages = repository.named("package.json").map((file) => ofPackage(file, repository));
  return {
    claims: [...packages.flatMap(({ claims = [] }) => claims), ...denoTasks(repository)],
    needs: packages.flatMap(({ needs = [] }) => needs),
    unclear: packages.flatMap(({ unclear = [] }) => unclear),
  };
}

function ofPackage(file: SurveyFile, repository: Repository): Found {
  const data = readJson(file.text);
  if (!isRecord(data)) return {};
  const folder = folderOf(file.path);
  const where = locator(file.text);
  const see = (line: number | undefined, what: string): Sighting => ({ path: file.path, line: line ?? 1, what });
  const { manager, seen, unclear } = managerOf(
    folder,
    data,
    repository,
    see(where.jsonKey("packageManager"), "packageManager"),
  );
  const scripts = at(data, "scripts");
  const names = isRecord(scripts) ? Object.keys(scripts).filter((name) => isPlainName(name) && !HOOK.test(name)) : [];
  const claims = names.flatMap((name): Claim[] => {
    const runs = textAt(data, "scripts", name);
    if (runs === undefined || runs.trim() === "" || /no test specified/.test(runs)) return [];
    const { purpose, weight } = purposeOfTask(name, runs);
    const seenAt = see(where.jsonKey("scripts", name), "script");
    return [{ purpose, command: scriptCommand(manager, name), folder, origin: "task", seen: seenAt, runs, weight }];
  });
  const setup: Claim[] =
    folder !== "" && seen === undefined
      ? []
      : [
          {
            purpose: "setup",
            command: INSTALL[manager],
            folder,
            origin: "tool",
            seen: seen ?? see(1, "a package of npm"),
          },
        ];
  return {
    claims: [...setup, ...claims, ...(folder === "" ? runnersOf(data, see, where.jsonKey) : [])],
    needs: folder === "" ? needsOf(data, repository, see, where.jsonKey) : [],
    unclear,
  };
}

function scriptCommand(manager: Manager, name: string): string {
  const plain = name === "test" || (manager === "npm" && name === "start") || manager === "yarn";
  return plain ? `${manager} ${name}` : `${manager} run ${name}`;
}

function managerOf(folder: string, data: unknown, repository: Repository, declaredAt: Sighting) {
  const declared = /^(npm|pnpm|yarn|bun)@/.exec(textAt(data, "packageManager") ?? "")?.[1];
  const stated = MANAGERS.find((manager) => manager === declared);
  const locks = LOCKFILES.filter(([name]) => repository.has(join(folder, name))).map(([name, manager]) => ({
    manager,
    seen: { path: join(folder, name), line: 1, what: `lockfile of ${manager}` },
  }));
  const above = folder === "" ? undefined : LOCKFILES.find(([name]) => repository.has(name))?.[1];
  const manager = stated ?? locks[0]?.manager ?? above ?? "npm";
  const rivals = new Set([...(stated === undefined ? [] : [stated]), ...locks.map((lock) => lock.manager)]);
  const unclear: Unclear[] =
    rivals.size < 2
      ? []
      : [
          {
            what: `more than one package manager: ${[...rivals].join(", ")}`,
            seen: [...(stated === undefined ? [] : [declaredAt]), ...locks.map((lock) => lock.seen)],
          },
        ];
  const lock = locks.find((each) => each.manager === manager);
  return { manager, seen: stated === undefined ? lock?.seen : declaredAt, unclear };
}

type See = (line: number | undefined, what: string) => Sighting;
type Key = (...keys: string[]) => number | undefined;

/** Test runners among the dependencies, for a repository without a script for them. */
function runnersOf(data: unknown, see: See, key: Key): Claim[] {
  return ["vitest", "jest", "mocha", "ava", "eslint", "oxlint", "prettier"].flatMap((name): Claim[] => {
    if (textAt(data, "devDependencies", name) === undefined) return [];
    const command = name === "eslint" ? "npx eslint ." : name === "prettier" ? "npx prettier --check ." : `npx ${name}`;
    const seen = see(key("devDependencies", name), "a dependency");
    return [{ purpose: purposeOf(command), command, folder: "", origin: "convention", seen }];
  });
}

function needsOf(data: unknown, repository: Repository, see: See, key: Key): Need[] {
  const stated = ["node", ...MANAGERS].flatMap((name): Need[] => {
    const version = textAt(data, "engines", name);
    return version === undefined
      ? []
      : [{ what: nameOfTool(name), version, seen: see(key("engines", name), "engines") }];
  });
  const manager = textAt(data, "packageManager");
  const declared =
    manager === undefined
      ? []
      : [
          {
            what: "Package manager",
            version: manager.split("+")[0] ?? manager,
            seen: see(key("packageManager"), "packageManager"),
          },
        ];
  const pinned = [".nvmrc", ".node-version"].flatMap((name): Need[] => {
    const file = repository.read(name);
    const version = file?.text.trim().split("\n")[0];
    return version ? [{ what: "Node", version, seen: { path: name, line: 1, what: "pinned" } }] : [];
  });
  return [...stated, ...declared, ...pinned];
}

function nameOfTool(name: string): string {
  return name === "node" ? "Node" : name;
}

function denoTasks(repository: Repository): Claim[] {
  return repository.named("deno.json", "deno.jsonc").flatMap((file) => {
    const data = readJson(file.text);
    const tasks = at(data, "tasks");
    if (!isRecord(tasks)) return [];
    return Object.keys(tasks).flatMap((name): Claim[] => {
      const runs = textAt(tasks, name) ?? textAt(tasks, name, "command") ?? textsAt(tasks, name)[0];
      if (runs === undefined || !isPlainName(name)) return [];
      const { purpose, weight } = purposeOfTask(name, runs);
      const seen = { path: file.path, line: lineOf(file.text, `"${name}"`), what: "task" };
      return [
        { purpose, command: `deno task ${name}`, folder: folderOf(file.path), origin: "task", seen, runs, weight },
      ];
    });
  });
}
