import { at, isRecord, listAt, readYaml, textAt } from "../../classify/manifests/read-data.ts";
import { CI_FILES } from "./repository.ts";
import { commandsOf, HOLE, inside } from "./shell.ts";
import { lineOf, matchesIn, nameOf } from "./text.ts";
import type { Claim, Found, Repository, SurveyFile } from "./types.ts";
import { isSideWay, purposeOf, withoutVariables } from "./words.ts";

/** Workflows that say nothing about what a change has to pass. */
const ASIDE =
  /bench|release|publish|deploy|stale|label|codeql|scorecard|docs?\b|nightly|lock|triage|welcome|audit|cron|dependabot|renovate|screenshots?|site|preview|backport|cla\b|zizmor|spelling/i;

/** One script that CI runs, and where. */
interface Step {
  readonly script: string;
  readonly folder: string | undefined;
  /** The first value of each variable of its job's matrix. */
  readonly matrix: ReadonlyMap<string, string>;
}

/** Actions of others that run a command, by the beginning of their name. */
const ACTIONS: readonly (readonly [RegExp, string])[] = [
  [/^golangci\/golangci-lint-action@/, "golangci-lint run"],
  [/^pre-commit\/action@/, "pre-commit run --all-files"],
  [/^astral-sh\/ruff-action@/, "ruff check ."],
  [/^psf\/black@/, "black --check ."],
];

/** What CI runs. Commands in folders that this repository has not are those of another checkout. */
export function readCi(repository: Repository): Found {
  const files = repository.files.filter(({ path }) => CI_FILES.test(path));
  return { claims: files.flatMap((file) => claimsOf(file, repository)) };
}

function claimsOf(file: SurveyFile, repository: Repository): Claim[] {
  const data = readYaml(file.text);
  const weight = weightOf(file.path, data);
  let line = 1;
  const actions = matchesIn(file.text, /^\s*-?\s*uses:\s*["']?([\w./-]+@)/).flatMap(({ line: at, match }): Claim[] => {
    const command = ACTIONS.find(([pattern]) => pattern.test(match[1] ?? ""))?.[1];
    if (command === undefined) return [];
    const seen = { path: file.path, line: at, what: "CI uses an action for it" };
    return [{ purpose: purposeOf(command), command, folder: "", origin: "ci", seen, weight }];
  });
  const steps = stepsOf(data).flatMap(({ script, folder, matrix }) => {
    const first =
      script
        .split("\n")
        .find((each) => each.trim() !== "")
        ?.trim() ?? "";
    line = lineOf(file.text, first.slice(0, 80), line);
    const start = line;
    const runIn = folder ?? "";
    return commandsOf(script, HOLE.test(runIn) ? "" : runIn).flatMap(
      ({ command: written, folder: where, offset }): Claim[] => {
        const command = fillMatrix(written, matrix);
        const purpose = purposeOf(command);
        if (!repository.hasFolder(where) || entersElsewhere(command, where, repository)) return [];
        return [
          {
            purpose,
            command,
            folder: where,
            origin: "ci",
            seen: {
              path: file.path,
              line: start + offset,
              what: HOLE.test(runIn)
                ? "CI runs it in every folder it is told"
                : command === written
                  ? "CI runs it"
                  : "CI runs it for each of its matrix",
            },
            weight:
              weight -
              (HOLE.test(withoutVariables(command)) ? 15 : 0) -
              (isSideWay(command.replaceAll(/\s--?[\w-]+/g, "")) ? 10 : 0),
          },
        ];
      },
    );
  });
  return [...steps, ...actions];
}

/** A command as the first job of a matrix runs it. */
function fillMatrix(command: string, matrix: ReadonlyMap<string, string>): string {
  return command.replaceAll(/\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g, (hole, name: string) => matrix.get(name) ?? hole);
}

const PLAIN_VALUE = /^[\w.@/+-]{1,60}$/;

function matrixOf(job: unknown): ReadonlyMap<string, string> {
  const matrix = at(job, "strategy", "matrix");
  if (!isRecord(matrix)) return new Map();
  const lists = Object.entries(matrix).filter(([name]) => name !== "include" && name !== "exclude");
  const first = lists.map(([name, values]) => [name, Array.isArray(values) ? values[0] : undefined] as const);
  const [row] = listAt(matrix, "include");
  const included = isRecord(row) ? Object.entries(row) : [];
  return new Map(
    [...included, ...first].flatMap(([name, value]) => {
      const text = typeof value === "number" ? String(value) : value;
      return typeof text === "string" && PLAIN_VALUE.test(text) ? [[name, text] as const] : [];
    }),
  );
}

/** `make -C` and the like into a folder that is not here. */
function entersElsewhere(command: string, folder: string, repository: Repository): boolean {
  const into = /\s(?:-C|--prefix|--directory|--cwd|--manifest-path|--project)[ =]["']?([\w./-]+)/.exec(command)?.[1];
  const needed = /^pip3? install .*-r ([\w./-]+)/.exec(command)?.[1];
  const file = needed === undefined ? undefined : inside(folder, needed);
  if (file !== undefined && !repository.has(file)) return true;
  const where = into === undefined ? undefined : inside(folder, into);
  return where !== undefined && !repository.hasFolder(where) && !repository.has(where);
}

function weightOf(path: string, data: unknown): number {
  const aside = ASIDE.test(nameOf(path)) ? 60 : 0;
  const events = JSON.stringify(at(data, "on") ?? "");
  return (
    (/"(?:pull_request|push|merge_group)"/.test(events) || !path.startsWith(".github/workflows/") ? 10 : 0) - aside
  );
}

/** The scripts of any CI's file, wherever it keeps them. Actions of others are not commands. */
function stepsOf(data: unknown): Step[] {
  const defaults = textAt(data, "defaults", "run", "working-directory");
  const jobs = at(data, "jobs");
  const ofJobs = isRecord(jobs)
    ? Object.values(jobs).flatMap((job) =>
        stepsIn(listAt(job, "steps"), textAt(job, "defaults", "run", "working-directory") ?? defaults, matrixOf(job)),
      )
    : [];
  const composite = stepsIn(listAt(data, "runs", "steps"), undefined);
  const azure = [
    ...stepsIn(listAt(data, "steps"), undefined),
    ...nestedSteps(listAt(data, "stages"), 4),
    ...nestedSteps(listAt(data, "jobs"), 4),
  ];
  return [...ofJobs, ...composite, ...azure, ...scriptsIn(data)];
}

function stepsIn(steps: readonly unknown[], folder: string | undefined, matrix: Step["matrix"] = new Map()): Step[] {
  return steps.flatMap((step): Step[] => {
    const script =
      textAt(step, "run") ?? textAt(step, "run", "command") ?? textAt(step, "script") ?? textAt(step, "bash");
    if (script === undefined) return [];
    const own =
      textAt(step, "working-directory") ?? textAt(step, "run", "working_directory") ?? textAt(step, "workingDirectory");
    return [{ script, folder: clean(own ?? folder), matrix }];
  });
}

function nestedSteps(parts: readonly unknown[], depth: number): Step[] {
  if (depth === 0) return [];
  return parts.flatMap((part) => [
    ...stepsIn(listAt(part, "steps"), undefined),
    ...nestedSteps(listAt(part, "jobs"), depth - 1),
  ]);
}

/** GitLab and Travis: jobs are tables at the top, or the top itself, with lists of lines. */
function scriptsIn(data: unknown): Step[] {
  if (!isRecord(data)) return [];
  return [data, ...Object.values(data)].flatMap((job) =>
    ["before_script", "install", "script"].flatMap((key) => {
      const value = at(job, key);
      const lines = typeof value === "string" ? [value] : listAt(job, key).filter((line) => typeof line === "string");
      return lines.map((script): Step => ({ script, folder: undefined, matrix: new Map() }));
    }),
  );
}

function clean(folder: string | undefined): string | undefined {
  return folder === undefined ? undefined : folder.replace(/^\.\//, "").replace(/\/$/, "").replace(/^\.$/, "");
}
