import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../..", import.meta.url));
const BUNDLE = join(CLI, "dist", "yardlet.mjs");

/** Bundles the command as an install does. */
export function buildCli(): void {
  execFileSync(process.execPath, [join(CLI, "build.mjs")], { stdio: "pipe" });
}

export interface CliRun {
  exit: number | null;
  stdout: string;
  stderr: string;
  /** stdout as the one JSON document it must be with `--json`. */
  json: () => unknown;
}

/** A folder of its own with a home and a git repository in it, and the real command at work there. */
export class Workbench {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "yardlet-cli-")));
  readonly home = join(this.folder, "home");
  readonly repo = join(this.folder, "repo");
  readonly node: string;
  /** Further variables of the command's environment. */
  variables: Record<string, string> = {};

  constructor(node: string = process.execPath) {
    this.node = node;
    mkdirSync(this.home);
    mkdirSync(this.repo);
    this.git("init", "--quiet", "--initial-branch=main");
  }

  /** Writes files below the workbench; a path that starts with `repo/` lies in the repository. */
  write(files: Record<string, string>): this {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    return this;
  }

  commit(files: Record<string, string> = {}): this {
    const inRepo = Object.entries(files).map(([path, text]) => [`repo/${path}`, text] as const);
    this.write(Object.fromEntries(inRepo));
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message=work");
    return this;
  }

  git(...args: string[]): string {
    const who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.invalid"];
    return execFileSync("git", [...who, ...args], {
      cwd: this.repo,
      env: this.#environment(),
      encoding: "utf8",
    }).trimEnd();
  }

  yardlet(...args: string[]): CliRun {
    return this.yardletIn(this.repo, ...args);
  }

  yardletIn(cwd: string, ...args: string[]): CliRun {
    const { status, stdout, stderr } = spawnSync(this.node, [BUNDLE, ...args], {
      cwd,
      env: this.#environment(),
      encoding: "utf8",
    });
    return { exit: status, stdout, stderr, json: () => JSON.parse(stdout) };
  }

  /** The command's own line, for a program that starts it. */
  command(...args: string[]): string[] {
    return [this.node, BUNDLE, ...args];
  }

  /** Starts the command beside the test, which may serve it meanwhile; `input` is its standard input. */
  start(args: readonly string[], input?: string): { child: ChildProcess; ended: Promise<CliRun> } {
    return this.startOther(this.node, [BUNDLE, ...args], input);
  }

  /** The same for another program, in the command's environment. */
  startOther(program: string, args: readonly string[], input = ""): { child: ChildProcess; ended: Promise<CliRun> } {
    const child = spawn(program, args, { cwd: this.repo, env: this.#environment(), stdio: "pipe" });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.stdin.on("error", () => {}).end(input);
    const ended = new Promise<CliRun>((resolve) => {
      child.once("close", (exit) => resolve({ exit, stdout, stderr, json: () => JSON.parse(stdout) }));
    });
    return { child, ended };
  }

  /** Runs the command to its end without blocking the test's own server. */
  run(...args: string[]): Promise<CliRun> {
    return this.start(args).ended;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #environment(): Record<string, string> {
    return {
      PATH: process.env["PATH"] ?? "",
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
      HOME: this.home,
      USERPROFILE: this.home,
      GIT_CONFIG_GLOBAL: "",
      GIT_CONFIG_NOSYSTEM: "1",
      ...this.variables,
    };
  }
}

/** Kills a command the hard way as soon as the moment has come; one that ends before is left to. */
export async function killWhen(child: ChildProcess, ended: Promise<CliRun>, moment: () => boolean): Promise<CliRun> {
  const looking = setInterval(() => moment() && child.kill("SIGKILL"), 1);
  try {
    return await ended;
  } finally {
    clearInterval(looking);
  }
}

/** The text of a SKILL.md. */
export function skillText(name: string, description = `About ${name}.`, body = `How to ${name}.`): string {
  return `---\nname: ${name}\ndescription: ${description}\n---\n\n${body}\n`;
}

/** A small library: two skills in core, one in `web-ui`, one by name only, one internal, and a gap in `web-ui`. */
export const LIBRARY: Record<string, string> = {
  "library/skills/alpha/SKILL.md": skillText("alpha"),
  "library/skills/alpha/scripts/run.sh": "echo alpha\n",
  "library/skills/beta/SKILL.md": skillText("beta"),
  "library/skills/gamma/SKILL.md": skillText("gamma"),
  "library/skills/rare/SKILL.md": skillText("rare"),
  "library/skills/ours/SKILL.md": skillText("ours"),
  "library/presets/core.skills": "alpha beta\n",
  "library/presets/web-ui.skills": "gamma lost\n",
  "library/presets/rare.skills": "alpha\n",
  "library/catalog.tsv": [
    "name\ttier\tpresets\tdescription\ttriggers",
    "alpha\tcore\tcore\tAbout alpha.\t",
    "beta\tcore\tcore\tAbout beta.\t",
    "gamma\tpreset\tweb-ui\tAbout gamma.\t",
    "rare\topt_in\t\tAbout rare.\t",
    "ours\tinternal\t\tAbout ours.\t",
    "",
  ].join("\n"),
};

/** Settings that name the library above, so that a test does not depend on the built-in one. */
export const SETTINGS = "skill_library: ../library\n";
